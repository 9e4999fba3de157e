import type { Library } from '../../src/engine/definition.js';
import type { JsonObject } from '../../src/engine/json.js';
import type { Facts } from './1-facts.js';

/*
 * Which approvals an application needs, which of them may be opened, and whether a stage has what it waits for. Plain functions over
 * the context: the machine asks them, and so does whoever shows a case.
 */

export const STAGES = ['application', 'review', 'permits', 'lease', 'operational'] as const;
export type Stage = (typeof STAGES)[number];

/** An approval that applies to this application. `dependsOn` names only others that apply to it. */
export type Required = {
  readonly id: string;
  readonly name: string;
  /** Type of agency; the host knows its instance in the province. */
  readonly agency: string;
  readonly stage: Stage;
  readonly dependsOn: readonly string[];
  /** Whether its stage waits for it. */
  readonly blocks: boolean;
};

export type InCatalogue = Required & { readonly applies: string };

/** A child case opened for an approval. Lodged anew after a refusal it is another case, under another key. */
export type Opened = {
  readonly approval: string;
  readonly round: number;
  readonly outcome: string | null;
  readonly openedAt: number;
  readonly decidedAt: number | null;
  /** The approval that has to confirm this one after its grant. */
  readonly awaits?: string;
  /** Whether a court stayed with it what depends on it. */
  readonly spread?: boolean;
};

export type Approvals = {
  readonly required: readonly Required[];
  readonly approvals: { readonly [key: string]: Opened };
};

const IN_FORCE = ['in-force', 'deemed'];
/** Outcomes from which the same case does not come back by itself. */
const LOST = ['refused', 'returned', 'withdrawn', 'revoked', 'set-aside', 'expired', 'surrendered'];
export const OUTCOMES = [
  ...IN_FORCE,
  ...LOST,
  'suspended',
  'stayed',
  'reopened',
  'conditional',
  'converted',
  'transferred',
];

/** Of the ruleset's catalogue what applies to these facts; a predecessor counts only where it applies itself. */
export function requiredOf(
  condition: Library['condition'],
  catalogue: readonly InCatalogue[],
  facts: Facts,
): Required[] {
  const applying = catalogue.filter(({ applies }) => condition(applies, facts));
  const ids = new Set(applying.map(({ id }) => id));
  return applying.map(({ id, name, agency, stage, dependsOn, blocks }) => ({
    id,
    name,
    agency,
    stage,
    dependsOn: dependsOn.filter((earlier) => ids.has(earlier)),
    blocks,
  }));
}

/** The latest case for an approval, or null where none is open yet. */
export function latest({ approvals }: Approvals, id: string): (Opened & { readonly key: string }) | null {
  const rounds = Object.entries(approvals).filter(([, { approval }]) => approval === id);
  const [last] = rounds.sort(([, a], [, b]) => b.round - a.round);
  return last ? { key: last[0], ...last[1] } : null;
}

/** By any of its cases: a refusal that is corrected counts even where the investor has lodged anew since. */
export function isInForce({ approvals }: Approvals, id: string): boolean {
  return Object.values(approvals).some(({ approval, outcome }) => approval === id && IN_FORCE.includes(outcome ?? ''));
}

export const isLost = (outcome: string | null | undefined): boolean => LOST.includes(outcome ?? '');

/** Whether the investor may lodge an approval anew: its latest case has ended against the investor, or by the investor's own hand. */
export function mayRelodge(context: Approvals, id: string): boolean {
  return isLost(latest(context, id)?.outcome) && !isInForce(context, id);
}

/** Approvals of this stage, or left over from an earlier one, that wait for nothing and have no case yet. */
export function openable(context: Approvals, stage: Stage): Required[] {
  return upTo(context, stage).filter(
    ({ id, dependsOn }) => latest(context, id) === null && dependsOn.every((earlier) => isInForce(context, earlier)),
  );
}

/** Whether everything that blocks this stage is in force, and still what blocked an earlier one. */
export function isPassed(context: Approvals, stage: Stage): boolean {
  return blocking(context, stage).every(({ id }) => isInForce(context, id));
}

export function isBlocked(context: Approvals, stage: Stage): boolean {
  return blocking(context, stage).some(({ id }) => mayRelodge(context, id));
}

/** How each approval stands, for people. */
export function standings(context: Approvals): JsonObject[] {
  return context.required.map(({ id, name, agency, stage, blocks, dependsOn }) => {
    const { key = null, outcome = null, round = 0, openedAt = null, decidedAt = null } = latest(context, id) ?? {};
    const standing = round === 0 ? 'not yet open' : (outcome ?? 'open');
    return { id, name, agency, stage, blocks, dependsOn, standing, key, round, openedAt, decidedAt };
  });
}

function upTo({ required }: Approvals, stage: Stage): Required[] {
  return required.filter((approval) => STAGES.indexOf(approval.stage) <= STAGES.indexOf(stage));
}

function blocking(context: Approvals, stage: Stage): Required[] {
  return upTo(context, stage).filter(({ blocks }) => blocks);
}
