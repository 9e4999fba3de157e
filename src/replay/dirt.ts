import type { LoggedCase, ReceiptLog } from './receipt-log.js';

/** Something in the log that cannot be so, or is nobody's work. */
export interface Dirt {
  readonly what: string;
  /** Whom it concerns, by name. */
  readonly who: readonly string[];
}

/** Accounts named for a purpose, where all others are numbered persons. */
const NO_PERSON = /^(test|admin\d*)$/i;
const NO_GROUP = 'EMPTY';

/** What is dirty in the log. All of it is replayed as it stands; nothing is corrected. */
export function dirtOf({ cases }: ReceiptLog): Dirt[] {
  const steps = cases.flatMap((of) => of.steps);
  const users = count(steps.map(({ resource }) => resource).filter((resource) => NO_PERSON.test(resource)));
  const nobody = steps.filter(({ group }) => group === NO_GROUP).length;
  const found: Dirt[] = [
    { what: 'cases that end before they start', who: cases.flatMap(endsBeforeStart) },
    { what: 'cases with a step before they start', who: cases.flatMap(stepsBeforeStart) },
    { what: 'cases with their deadline before they start', who: cases.flatMap(deadlineBeforeStart) },
    { what: 'users that are no persons', who: [...users].map(([user, times]) => `${user} (${times} steps)`).sort() },
    { what: 'groups that are none', who: nobody > 0 ? [`${NO_GROUP} (${nobody} steps)`] : [] },
  ];
  return found.filter(({ who }) => who.length > 0);
}

function endsBeforeStart({ name, start, end }: LoggedCase): string[] {
  return end && end.instant < start.instant ? [`${name} (starts ${start.text}, ends ${end.text})`] : [];
}

function stepsBeforeStart({ name, start, steps }: LoggedCase): string[] {
  const early = steps.filter(({ at }) => at.instant < start.instant);
  const [first] = early;
  if (!first) return [];
  return [
    `${name} (starts ${start.text}; ${early.length} of ${steps.length} steps before, the first ${first.at.text})`,
  ];
}

function deadlineBeforeStart({ name, start, deadline }: LoggedCase): string[] {
  return deadline.instant < start.instant ? [`${name} (starts ${start.text}, deadline ${deadline.text})`] : [];
}

function count(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
