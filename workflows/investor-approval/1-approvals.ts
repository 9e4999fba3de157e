import type { Library } from '../../src/engine/definition.js';
import type { JsonObject } from '../../src/engine/json.js';
import type { Facts } from './1-facts.js';
import { claimed, holdsAt, isRecognised, type Claim, type Examination } from './1-held.js';
import { needed, places, project } from './1-sites.js';

/*
 * Which approvals an application needs, which of them may be opened, and whether a stage has what it waits for. Plain functions over
 * the context: the machine asks them, and so does whoever shows a case.
 */

export const STAGES = ['application', 'review', 'permits', 'lease', 'operational'] as const;
export type Stage = (typeof STAGES)[number];

/** An approval that applies to this application, or to one of its sites. `dependsOn` names only others that apply too. */
export type Required = {
  /** Its name in this application: `building-plan`, or `building-plan@mill` at one of several sites. */
  readonly id: string;
  readonly approval: string;
  readonly site: string | null;
  readonly name: string;
  /** Type of agency; the host knows its instance for the place. */
  readonly agency: string;
  readonly stage: Stage;
  readonly dependsOn: readonly string[];
  /** Whether its stage waits for it. */
  readonly blocks: boolean;
  /** The proof by which the investor says to hold it already. */
  readonly proof: Claim | null;
  /** Whether the company comes into being by it. */
  readonly incorporates?: boolean;
  /** How long it takes and what silence means, as far as the ruleset says. */
  readonly service?: Service;
};

/** What law, or a standard, says of the time for an approval before anything is lodged. */
export type Service = {
  readonly within: string;
  /** A confirmed limit is law; all else is a standard that takes and gives no right. */
  readonly law: boolean;
  readonly starts: string;
  readonly source: string;
  readonly silence: {
    readonly rule: string;
    readonly after?: string;
    readonly basis?: string;
    readonly law: boolean;
  } | null;
};
export type InCatalogue = Pick<
  Required,
  'id' | 'name' | 'agency' | 'stage' | 'dependsOn' | 'blocks' | 'incorporates' | 'service'
> & {
  readonly per?: 'project' | 'site';
  readonly applies: string;
  /** Of the ways in which it may differ the first whose condition holds counts. */
  readonly variants?: readonly (Pick<Required, 'service'> & {
    readonly when: string;
    readonly agency?: string;
    readonly dependsOn?: readonly string[];
  })[];
};

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
/** What becomes of a case, whatever its agency decides, when the project goes to another place. */
export const MOVED = 'moved';
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

/**
 * Of the ruleset's catalogue what applies to these facts, once or at each site. A predecessor counts only where it applies itself: a
 * site's approval waits for those of the project and of its own site, a project's for those of every site.
 */
export function requiredOf(
  condition: Library['condition'],
  catalogue: readonly InCatalogue[],
  application: Facts,
  examination?: Examination,
): Required[] {
  const [whole, sites] = [project(application), places(application)];
  const applying = catalogue.flatMap(({ applies, per, variants = [], ...approval }) =>
    (per === 'site' ? sites : [whole]).flatMap(({ site, facts }) => {
      if (!condition(applies, facts)) return [];
      const id = needed(approval.id, site);
      const { when: _when, ...differing } = variants.find(({ when }) => condition(when, facts)) ?? { when: '' };
      const proof = claimed(application, id, examination);
      return [{ ...approval, ...differing, id, approval: approval.id, site, proof }];
    }),
  );
  const near = (one: Required, other: Required): boolean =>
    one.site === null || other.site === null || one.site === other.site;
  return applying.map((one) => ({
    ...one,
    dependsOn: one.dependsOn.flatMap((earlier) =>
      applying.filter((other) => other.approval === earlier && near(one, other)).map(({ id }) => id),
    ),
  }));
}

/** Whether one can be told for the other whose confirmation it may be: of the same site, or of the project. */
export const isBeside = (one: Pick<Required, 'site'>, other: Pick<Required, 'site'>): boolean =>
  one.site === null || one.site === other.site;

/** What holds where an approval is needed. */
export function placeOf(application: Facts, { site }: Pick<Required, 'site'>): Facts {
  if (site === null) return project(application).facts;
  return places(application).find((place) => place.site === site)?.facts ?? {};
}

/** The latest case for an approval, or null where none is open yet. */
export function latest({ approvals }: Approvals, id: string): (Opened & { readonly key: string }) | null {
  const rounds = Object.entries(approvals).filter(([, { approval }]) => approval === id);
  const [last] = rounds.sort(([, a], [, b]) => b.round - a.round);
  return last ? { key: last[0], ...last[1] } : null;
}

/**
 * By a proof that still holds at the instant, or by any of its cases: a refusal that is corrected counts even where the investor has
 * lodged anew since.
 */
export function isInForce({ required, approvals }: Approvals, id: string, at: number): boolean {
  return (
    required.some((approval) => approval.id === id && holdsAt(approval.proof, at)) ||
    Object.values(approvals).some(({ approval, outcome }) => approval === id && IN_FORCE.includes(outcome ?? ''))
  );
}

export const isLost = (outcome: string | null | undefined): boolean => LOST.includes(outcome ?? '');

/** Whether the investor may lodge an approval anew: its latest case has ended against the investor, or by the investor's own hand. */
export function mayRelodge(context: Approvals, id: string, at: number): boolean {
  const last = latest(context, id);
  const needed = context.required.find((approval) => approval.id === id);
  if (!needed) return false;
  return (last ? isLost(last.outcome) : isRecognised(needed.proof)) && !isInForce(context, id, at);
}

/** Approvals of this stage, or left over from an earlier one, that wait for nothing and have neither a case yet nor a proof that holds. */
export function openable(context: Approvals, stage: Stage, at: number): Required[] {
  return upTo(context, stage).filter(
    ({ id, dependsOn }) =>
      isToBeOpened(context, id) &&
      !isInForce(context, id, at) &&
      dependsOn.every((earlier) => isInForce(context, earlier, at)),
  );
}

/** Never opened, or for another place than the project is at now. */
function isToBeOpened(context: Approvals, id: string): boolean {
  const last = latest(context, id);
  return last === null || last.outcome === MOVED;
}

/** Whether everything that blocks this stage is in force, and still what blocked an earlier one. */
export function isPassed(context: Approvals, stage: Stage, at: number): boolean {
  return blocking(context, stage).every(({ id }) => isInForce(context, id, at));
}

export function isBlocked(context: Approvals, stage: Stage, at: number): boolean {
  return blocking(context, stage).some(({ id }) => mayRelodge(context, id, at));
}

/** How each approval stands, for people. */
export function standings(context: Approvals): JsonObject[] {
  return context.required.map(({ proof, ...approval }) => {
    const {
      key = null,
      outcome = null,
      round = 0,
      openedAt = null,
      decidedAt = null,
    } = latest(context, approval.id) ?? {};
    const standing = round === 0 ? standingOf(proof) : (outcome ?? 'open');
    return { ...approval, standing, key, round, openedAt, decidedAt, proof };
  });
}

/** As long as no case is open for it. */
function standingOf(proof: Claim | null): string {
  if (isRecognised(proof)) return 'held';
  return proof && proof.against === undefined ? 'said to be held' : 'not yet open';
}

function upTo({ required }: Approvals, stage: Stage): Required[] {
  return required.filter((approval) => STAGES.indexOf(approval.stage) <= STAGES.indexOf(stage));
}

function blocking(context: Approvals, stage: Stage): Required[] {
  return upTo(context, stage).filter(({ blocks }) => blocks);
}
