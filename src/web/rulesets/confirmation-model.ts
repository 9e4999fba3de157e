import { changeBy, type Confirmation, type Signed } from '../../confirmations/confirmation.js';
import { kindInWords } from '../documents/kinds.js';
import { sizeInWords } from '../documents/size.js';
import type { Reader } from '../reader.js';

/** What a page tells of a confirmation, and what its reader may do about it. */
export interface Seen {
  readonly names: ReadonlyMap<string, string>;
  /** Address of the figure. */
  readonly here: string;
  readonly mayCountersign: boolean;
  readonly mayWithdraw: boolean;
  /** Whether the figure still says what was confirmed. */
  readonly holds: boolean;
}

/** A day of Pakistan, as an instant of it. */
const noonOf = (date: string): string => `${date}T12:00:00+05:00`;

export function confirmationModel(reader: Reader, confirmation: Confirmation, seen: Seen) {
  const { id, state, proof, document, says, source } = confirmation;
  const { here, holds, mayCountersign, mayWithdraw } = seen;
  const own = `${here}/confirmations/${id}`;
  const { length } = says;
  const change = changeBy(confirmation);
  return {
    id,
    state,
    holds,
    proof: { ...proof, date: noonOf(proof.date) },
    said: { value: typeof length === 'string' ? reader.length(length) : '', source },
    document: document
      ? {
          href: `${own}/document`,
          name: document.data.name,
          kind: kindInWords(document.data.type),
          size: sizeInWords(reader, document.data.bytes),
          unscanned: document.data.state === 'not-scanned',
        }
      : null,
    acts: (['proposed', 'countersigned', 'withdrawn'] as const).flatMap((kind) => {
      const act = confirmation[kind];
      return act ? [{ kind, ...signedModel(act, seen.names) }] : [];
    }),
    force: change.force ?? null,
    next: change.source,
    countersign: mayCountersign ? `${own}/countersign` : null,
    withdraw: mayWithdraw && state !== 'withdrawn' ? `${own}/withdraw` : null,
    /** It waits for somebody else than its reader. */
    waits: state === 'proposed' && !mayCountersign,
  };
}

function signedModel({ by, instead, at, note }: Signed, names: Seen['names']) {
  const called = (id: string): string => names.get(id) ?? id;
  return { by: called(by), instead: instead === null ? null : called(instead), at, note };
}

/** Whom confirmations tell of. */
export function personsIn(all: readonly Confirmation[]): string[] {
  const acts = all.flatMap(({ proposed, countersigned, withdrawn }) => [proposed, countersigned, withdrawn]);
  return acts.flatMap((act) => (act ? [act.by, act.instead ?? act.by] : []));
}
