import type { Library } from '../../src/engine/definition.js';
import { isInForce, type Approvals } from './1-approvals.js';
import type { Facts } from './1-facts.js';
import { places, project } from './1-sites.js';

/*
 * Who decides on the project as a whole. The ruleset names bodies, each with the projects it decides on. Where it names none, no law asks for
 * such a decision, and the project is accepted for facilitation.
 */

/** How a committee sits and decides. */
export type Committee = {
  readonly members: number;
  /** Members who have to vote, be it with an abstention. */
  readonly quorum: number;
  /** What more than half is counted of: the votes for and against, all votes cast, or all members. */
  readonly majority: 'voting' | 'present' | 'members';
  /** Days between convening and sitting. A shorter notice is refused only where the ruleset confirms the figure. */
  readonly noticeDays: number;
};

export type Body = {
  readonly id: string;
  readonly title: string;
  readonly when: string;
  readonly legalBasis: string;
  readonly source: string;
  readonly confirmed: boolean;
  /** The body decides by this approval, in a case of its own. */
  readonly approval?: string;
  /** The body is a committee of the lead agency, and decides here. */
  readonly committee?: Committee;
};

/** The first body whose condition holds for the project or at one of its sites; null: nobody has to decide. */
export function bodyOf(condition: Library['condition'], bodies: readonly Body[], application: Facts): Body | null {
  const everywhere = [project(application), ...places(application)];
  return bodies.find(({ when }) => everywhere.some(({ facts }) => condition(when, facts))) ?? null;
}

/** Whether the body has decided, where it does so by an approval: in favour, at every site. */
export function hasDecided(context: Approvals & { readonly body: Body | null }, at: number): boolean {
  const own = context.required.filter(({ approval }) => approval === context.body?.approval);
  return own.every(({ id }) => isInForce(context, id, at));
}

export const VOTES = ['approve', 'refuse', 'defer', 'abstain'];
export type Vote = { readonly by: string; readonly outcome: string };

/** What the votes come to: `no-quorum`, `undecided`, or the outcome for which there is a majority. */
export function resultOf({ quorum, majority, members }: Committee, votes: readonly Vote[]): string {
  if (votes.length < quorum) return 'no-quorum';
  const counted = {
    voting: votes.filter(({ outcome }) => outcome !== 'abstain').length,
    present: votes.length,
    members,
  };
  const carried = VOTES.filter((outcome) => outcome !== 'abstain').find(
    (outcome) => 2 * votes.filter((vote) => vote.outcome === outcome).length > counted[majority],
  );
  return carried ?? 'undecided';
}
