import type { Passed } from './counted.js';

/* What it means that a case goes from one stage to another. */

const APPLICATION = 'investor-approval';
const APPROVAL = 'permit';

/** Stages in which an approval is not decided yet. */
export const UNDECIDED: readonly string[] = ['pending', 'halted'];
/** What an agency may make of an approval, by the stage that its case goes to. */
export const OUTCOMES: { readonly [stage: string]: Outcome } = {
  inForce: 'granted',
  refused: 'refused',
  returned: 'returned',
};
export type Outcome = 'granted' | 'refused' | 'returned';

type Passage = Pick<Passed, 'workflow' | 'from' | 'to' | 'act'>;

/** What an agency has made of an approval; null: it is not decided by that. */
export function outcomeOf({ workflow, from, to }: Passage): Outcome | null {
  return workflow === APPROVAL && UNDECIDED.includes(from ?? '') ? (OUTCOMES[to] ?? null) : null;
}

/** Whether an investor gave up: not what falls with an application that is given up. */
export const isWithdrawal = ({ to, act }: Pick<Passage, 'to' | 'act'>): boolean =>
  to === 'withdrawn' && act === 'withdraw';

export const isApplication = ({ workflow }: Pick<Passage, 'workflow'>): boolean => workflow === APPLICATION;
export const isApproval = ({ workflow }: Pick<Passage, 'workflow'>): boolean => workflow === APPROVAL;
export const isOpening = ({ from }: Pick<Passage, 'from'>): boolean => from === null;
