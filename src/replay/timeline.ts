import type { LoggedCase, LoggedStep, ReceiptLog } from './receipt-log.js';

/** Something that happens to a case when the clock stands at an instant. */
export interface Happening {
  readonly kind: 'alarm' | 'open' | 'step' | 'end';
  readonly of: LoggedCase;
  readonly step?: LoggedStep;
  /** When the clock stands there, epoch milliseconds. */
  readonly at: number;
  /** When it happened by the log: earlier than `at` only where it is dated before the case began. */
  readonly occurredAt: number;
}

/** Happenings of one instant, in the order in which they are submitted. */
export interface Moment {
  readonly at: number;
  readonly happenings: readonly Happening[];
}

export interface Timeline {
  readonly moments: readonly Moment[];
  /** What the log dates after its last step: it is not replayed. */
  readonly beyond: readonly Happening[];
}

/** At one instant what is due comes first, then cases begin, then what is done on them, then they end. */
const RANK = { alarm: 0, open: 1, step: 2, end: 3 } as const;

/**
 * All that the log tells, merged by time. A case rings at its recorded deadline, as an alarm clock would: whether anything is due then is
 * the engine's to say. A step or an end dated before its case began is told right after the opening, with its own date.
 */
export function timelineOf({ cases, lastStep }: ReceiptLog): Timeline {
  const all = cases.flatMap(happeningsOf).sort(inOrder);
  const moments: { at: number; happenings: Happening[] }[] = [];
  for (const happening of all.filter(({ at }) => at <= lastStep)) {
    const last = moments.at(-1);
    if (last?.at === happening.at) last.happenings.push(happening);
    else moments.push({ at: happening.at, happenings: [happening] });
  }
  return { moments, beyond: all.filter(({ kind, at }) => at > lastStep && kind !== 'alarm') };
}

function happeningsOf(of: LoggedCase): Happening[] {
  const { start, deadline, end, steps } = of;
  const at = (instant: number): { at: number; occurredAt: number } => ({
    at: Math.max(instant, start.instant),
    occurredAt: instant,
  });
  const happenings: Happening[] = [
    { kind: 'open', of, ...at(start.instant) },
    ...steps.map((step): Happening => ({ kind: 'step', of, step, ...at(step.at.instant) })),
  ];
  // A deadline that has passed when the case begins fires with the opening.
  if (deadline.instant > start.instant) happenings.push({ kind: 'alarm', of, ...at(deadline.instant) });
  if (end) happenings.push({ kind: 'end', of, ...at(end.instant) });
  return happenings;
}

/** The line of the file decides what the dates leave open, so that every run has the same order. */
function inOrder(a: Happening, b: Happening): number {
  const begins = (kind: Happening['kind']): number => Math.min(RANK[kind], RANK.step);
  return (
    a.at - b.at ||
    begins(a.kind) - begins(b.kind) ||
    a.occurredAt - b.occurredAt ||
    RANK[a.kind] - RANK[b.kind] ||
    lineOf(a) - lineOf(b)
  );
}

function lineOf({ step, of }: Happening): number {
  return step?.line ?? of.line;
}
