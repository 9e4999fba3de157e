import { canonicalJson, type JsonObject } from '../engine/index.js';
import type { Figure } from '../ruleset/index.js';
import type { Attached, ConfirmationRecord, Proof, Proposed } from './record.js';

export const STATES = ['proposed', 'countersigned', 'withdrawn'] as const;

/** An act of somebody. */
export interface Signed {
  readonly by: string;
  /** Whose substitute it was. */
  readonly instead: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly note: string;
}

/** A confirmation as its records leave it. */
export interface Confirmation {
  readonly id: string;
  readonly ruleset: string;
  readonly figure: string;
  readonly state: (typeof STATES)[number];
  readonly says: JsonObject;
  readonly source: string;
  readonly force: 'limit' | 'target' | null;
  readonly proof: Proof;
  /** The document itself, where it was given. */
  readonly document: Attached | null;
  readonly proposed: Signed;
  readonly countersigned: Signed | null;
  readonly withdrawn: Signed | null;
}

/** All confirmations, in the order in which they were proposed. */
export function confirmationsIn(records: readonly ConfirmationRecord[]): Confirmation[] {
  const about = new Map<string, ConfirmationRecord[]>();
  for (const record of records) about.set(record.about, [...(about.get(record.about) ?? []), record]);
  return [...about.values()].flatMap((own) => {
    const proposed = own.find((one) => one.kind === 'proposed');
    return proposed ? [folded(proposed, own)] : [];
  });
}

function folded(proposed: Proposed, own: readonly ConfirmationRecord[]): Confirmation {
  const last = (kind: ConfirmationRecord['kind']): Signed | null => signed(own.findLast((one) => one.kind === kind));
  const [countersigned, withdrawn] = [last('countersigned'), last('withdrawn')];
  const { id, ruleset, figure, data } = proposed;
  return {
    id,
    ruleset,
    figure,
    state: withdrawn ? 'withdrawn' : countersigned ? 'countersigned' : 'proposed',
    ...data,
    document: own.findLast((one) => one.kind === 'attached') ?? null,
    proposed: signedBy(proposed),
    countersigned,
    withdrawn,
  };
}

const signed = (record: ConfirmationRecord | undefined): Signed | null => (record ? signedBy(record) : null);

function signedBy({ recordedBy: by, recordedFor: instead, recordedAt: at, note }: ConfirmationRecord): Signed {
  return { by, instead, at, note };
}

/** Whether a figure still says what was confirmed of it: a draft may be changed after that. */
export function stillSays({ says, source }: Confirmation, figure: Figure | undefined): boolean {
  return figure !== undefined && canonicalJson(figure.says) === canonicalJson(says) && figure.source === source;
}

/** What a confirmed figure says in the ruleset that comes next. */
export interface Change {
  readonly confirmed: true;
  readonly source: string;
  readonly force?: 'limit' | 'target';
}

/** What the next ruleset has to say of the figure. */
export function changeBy({ force, proof: { reference, title, date, url } }: Confirmation): Change {
  const source = `${reference}: ${title}, ${date}${url === null ? '' : ` (${url})`}`;
  return { ...(force === null ? {} : { force }), source, confirmed: true };
}
