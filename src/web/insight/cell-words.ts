import type { Kind } from '../../insight/table.js';
import { SEVERAL } from '../../insight/open-work.js';
import { holderInWords } from '../cases/turn.js';
import type { Reader } from '../reader.js';

/** What is known of persons and approvals that figures name by their ids. */
export interface Known {
  readonly persons: ReadonlyMap<string, string>;
  readonly approvals: ReadonlyMap<string, string>;
}

/** What a cell says, in the words of the reader. */
export function cellInWords(
  reader: Reader,
  { persons, approvals }: Known,
  kind: Kind,
  value: string | number | null,
): string {
  if (typeof value === 'number') return numberFor(reader, kind, value);
  if (value === null) return reader.knows(`insight.none.${kind}`) ? reader.t(`insight.none.${kind}`) : '–';
  switch (kind) {
    case 'agency':
      return reader.agency(value);
    case 'approval':
      return reader.approval(value, approvals.get(value) ?? value);
    case 'officer':
      return persons.get(value) ?? value;
    case 'month':
      return reader.month(value);
    case 'age':
      return reader.t('insight.age', { age: value });
    case 'holder':
      return holderInWords(reader, value, false);
    case 'stage':
      return stageInWords(reader, value);
    case 'province':
    case 'sector':
    case 'reason':
      return value === SEVERAL ? reader.t('insight.several') : reader.code(value);
    case 'count':
    case 'days':
    case 'share':
      return value;
  }
}

function stageInWords(reader: Reader, stage: string): string {
  for (const key of [`stages.${stage}`, `states.any.${stage}`]) if (reader.knows(key)) return reader.t(key);
  return stage;
}

function numberFor(reader: Reader, kind: Kind, value: number): string {
  return kind === 'share' ? reader.share(value) : reader.number(value);
}
