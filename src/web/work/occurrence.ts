import { isDate } from '../../time/days.js';
import { fieldText, type FormFields } from '../forms/form-body.js';
import { DATE_PARTS, datePart } from '../forms/schema.js';
import type { Reader } from '../reader.js';

/** Names of the fields that say of paper when it happened and what shows it. They begin with `_`, so that they are no data of the event. */
const OCCURRED = { on: '_on', at: '_at', document: '_document', register: '_register' } as const;

export type OccurrenceMistake = 'on' | 'at' | 'document' | 'register' | 'future';

export interface Occurrence {
  /** Epoch milliseconds; null where it cannot be read. */
  readonly occurredAt: number | null;
  readonly evidence: { readonly document: string; readonly register: string };
  readonly mistakes: readonly OccurrenceMistake[];
}

/** When something happened on paper, by the clocks of Pakistan, and what shows it. */
export function occurrenceIn(fields: FormFields): Occurrence {
  const [day = '', month = '', year = ''] = DATE_PARTS.map((part) =>
    fieldText(fields, datePart(OCCURRED.on, part)).trim(),
  );
  const date = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(fieldText(fields, OCCURRED.at).trim());
  const isDay = isDate(date);
  const occurredAt =
    isDay && time ? Date.parse(`${date}T${(time[1] ?? '').padStart(2, '0')}:${time[2]}:00+05:00`) : null;
  const evidence = {
    document: fieldText(fields, OCCURRED.document).trim(),
    register: fieldText(fields, OCCURRED.register).trim(),
  };
  const mistakes: OccurrenceMistake[] = [
    ...(isDay ? [] : (['on'] as const)),
    ...(time ? [] : (['at'] as const)),
    ...(['document', 'register'] as const).filter((part) => evidence[part] === '' || evidence[part].length > 300),
  ];
  return { occurredAt, evidence, mistakes };
}

/** The fields as a page shows them: what was sent, or else now. */
export function occurrenceModel(
  reader: Reader,
  fields: FormFields | null,
  { now, wrong }: { readonly now: number; readonly wrong: readonly OccurrenceMistake[] },
) {
  const [date = '', clock = ''] = new Date(now + 5 * 3600_000).toISOString().split('T');
  const [year = '', month = '', day = ''] = date.split('-').map((part) => part.replace(/^0/, ''));
  const fallback = { day, month, year };
  const text = (name: string, otherwise: string): string => (fields ? fieldText(fields, name) : otherwise);
  const errorOf = (...mistakes: readonly OccurrenceMistake[]): { readonly text: string } | undefined => {
    const mistake = mistakes.find((one) => wrong.includes(one));
    return mistake && { text: reader.t(`desk.paper.mistakes.${mistake}`) };
  };
  return {
    errors: {
      on: errorOf('on', 'future'),
      at: errorOf('at'),
      document: errorOf('document'),
      register: errorOf('register'),
    },
    parts: DATE_PARTS.map((part) => ({
      name: datePart(OCCURRED.on, part),
      id: `occurred-${part}`,
      label: reader.t(`forms.${part}`),
      value: text(datePart(OCCURRED.on, part), fallback[part]),
    })),
    at: text(OCCURRED.at, clock.slice(0, 5)),
    document: text(OCCURRED.document, ''),
    register: text(OCCURRED.register, ''),
  };
}
