import type { JsonObject } from '../../src/engine/json.js';
import type { Approvals, InCatalogue } from './1-approvals.js';
import type { Body } from './1-bodies.js';
import type { Sealed } from './1-schema.js';
import type { ApplicationEventType } from './1-events.js';
import { DEFAULTS, type Facts } from './1-facts.js';

/** Who did it and when, as the engine adds it to every event. */
export type Act = { readonly at: number; readonly by: string; readonly post: string | null };
export type Noted<Said = unknown> = Said & Act;
type Reasoned = { readonly code: string; readonly basis: string; readonly text: string; readonly sealed?: Sealed };
type Finding = Noted<{ readonly finding: string; readonly text: string; readonly sealed?: Sealed }>;

/** A meeting of the committee that decides. `short`: with less notice than the ruleset has in mind. `result`: what the votes came to. */
export type Meeting = Noted<{
  readonly number: number;
  readonly heldOn: string;
  readonly place: string;
  readonly text: string;
  /** Days of notice. */
  readonly notice: number;
  readonly short: boolean;
  readonly votes: readonly Noted<{ readonly outcome: string; readonly text: string }>[];
  readonly result?: string;
  readonly cancelled?: Noted<{ readonly text: string }>;
  readonly minutes?: Minutes & { readonly confirmed: Act };
}>;

/** Drawn up by the secretary, not yet confirmed. */
export type Minutes = Partial<Noted<Reasoned & Conditions & { readonly until: string }>>;

/** Precedent: the next stage waits for it. Subsequent: to be met by a date. Provisional: until a date, by which it has to be made final. */
export type Conditions = {
  readonly precedent?: readonly string[];
  readonly subsequent?: readonly { readonly text: string; readonly dueOn: string }[];
  readonly provisionalUntil?: string;
};

/** `approved`, `provisional`, `accepted-for-facilitation`, or `decided-by-body`: by an approval in a case of its own. */
export type Decision = Noted<
  Conditions & { readonly outcome: string; readonly body: string | null; readonly basis: string; readonly text: string }
>;

/** A consortium became a company. `by`: the approval. */
export type Formation = {
  readonly company: string;
  readonly by: string;
  readonly members: readonly JsonObject[];
  readonly at: number;
};

/** A change that was proposed: `outcome` is null until the desk has answered. */
export type Change = Act & {
  readonly kind: string;
  readonly proposal: JsonObject;
  readonly report: JsonObject;
  readonly outcome: string | null;
};

/** A case of what the investor owes by the decision on the project; what is owed by an approval is opened by that. */
export type Duty = {
  readonly kind: string;
  readonly title: string;
  readonly outcome: string | null;
  readonly openedAt: number;
  readonly endedAt: number | null;
};

export type ApplicationContext = Approvals & {
  readonly application: Facts;
  /** For how many days after its examination a proof has to hold; null: the ruleset recognises none. */
  readonly proofDays: number | null;
  readonly submission: Act | null;
  readonly acceptance: Noted<{
    readonly rejected: readonly { readonly approval: string; readonly text: string }[];
  }> | null;
  /** What the investor was told on acceptance of every approval: who gives it, what starts its time, how long it is, and what silence means. */
  readonly acknowledgement: readonly JsonObject[];
  /** Letters of deficiencies in the present filing, and how many filings there were. */
  readonly letters: number;
  readonly filings: number;
  readonly formation: Formation | null;
  readonly changes: { readonly [key: string]: Change };
  /** Sponsor and representative, where they are others than at the beginning. */
  readonly parties: { readonly [party: string]: JsonObject };
  readonly deficiency: Noted<Reasoned & { readonly items: readonly string[] }> | null;
  readonly supply: Noted<{ readonly text: string }> | null;
  readonly returned: Noted<Reasoned> | null;
  /** Who decides on the project as a whole; null: nobody has to. */
  readonly body: Body | null;
  readonly appraisal: Finding | null;
  readonly diligence: Finding | null;
  readonly recommendation: Noted<{ readonly outcome: string; readonly text: string }> | null;
  readonly meetings: readonly Meeting[];
  /** Members who take no part, for an interest of theirs. */
  readonly recusals: readonly Noted<{ readonly nature: string; readonly text: string }>[];
  readonly minutes: Minutes | null;
  readonly decision: Decision | null;
  readonly duties: { readonly [key: string]: Duty };
  readonly deferral: Noted<{ readonly until: string; readonly text: string }> | null;
  readonly refusal: Noted<Reasoned> | null;
  readonly discontinuation: Noted<Reasoned> | null;
  readonly suspension: Noted<{
    readonly reason: string;
    readonly basis: string;
    readonly text: string;
    /** The suspension of a whole regime, of which this is part. */
    readonly regime: string | null;
  }> | null;
  readonly readiness: Noted<{ readonly text: string }> | null;
  readonly defects: Noted<{ readonly items: readonly string[]; readonly text: string }> | null;
  readonly operation: Noted<{ readonly inspectedOn: string; readonly text: string }> | null;
  readonly correction: Noted<{ readonly seq: number; readonly text: string }> | null;
  readonly annulments: readonly JsonObject[];
};

/** What the ruleset says to applications. */
export type Rules = {
  readonly approvals?: readonly InCatalogue[];
  readonly recognition?: { readonly days: number };
  readonly bodies?: readonly Body[];
  readonly screening?: Screening;
};

/** How many letters of deficiencies an application may get, each asking for everything that is missing; more where a condition holds. */
export type Screening = {
  readonly letters: number;
  readonly variants?: readonly { readonly when: string; readonly letters: number }[];
};

export type ApplicationInput = { readonly data: JsonObject; readonly rules: Rules };

/** What the schemas of the events let in, all of it optional: each event's own schema says what must be there. */
type Data = Partial<Reasoned> &
  Conditions & {
    readonly application?: Facts;
    readonly environmentalSchedule?: string;
    readonly schedules?: { readonly [site: string]: string };
    readonly rejected?: readonly { readonly approval: string; readonly text: string }[];
    readonly items?: readonly string[];
    readonly finding?: string;
    readonly outcome?: string;
    readonly party?: string;
    readonly regime?: string;
    readonly name?: string;
    readonly paper?: string;
    readonly account?: string;
    readonly heldOn?: string;
    readonly place?: string;
    readonly nature?: string;
    readonly until?: string;
    readonly child?: string;
    readonly approval?: string;
    readonly awaits?: string;
    readonly court?: string;
    readonly number?: string;
    readonly date?: string;
    readonly to?: string;
    readonly lodgedAt?: number;
    readonly papers?: readonly string[];
    readonly challan?: JsonObject | null;
    readonly subject?: string | null;
    readonly reason?: string;
    readonly inspectedOn?: string;
    readonly seq?: number;
  };

export type ApplicationEvent = {
  [Type in ApplicationEventType]: { readonly type: Type; readonly act: Act; readonly rules?: Rules } & Data;
}[ApplicationEventType];
export type Said = { readonly context: ApplicationContext; readonly event: Partial<ApplicationEvent> };

export function firstContext({ data, rules }: ApplicationInput): ApplicationContext {
  return {
    application: { ...DEFAULTS, ...data },
    proofDays: rules.recognition?.days ?? null,
    required: [],
    approvals: {},
    submission: null,
    acceptance: null,
    acknowledgement: [],
    letters: 0,
    filings: 0,
    formation: null,
    changes: {},
    parties: {},
    deficiency: null,
    supply: null,
    returned: null,
    body: null,
    appraisal: null,
    diligence: null,
    recommendation: null,
    meetings: [],
    recusals: [],
    minutes: null,
    decision: null,
    duties: {},
    deferral: null,
    refusal: null,
    discontinuation: null,
    suspension: null,
    readiness: null,
    defects: null,
    operation: null,
    correction: null,
    annulments: [],
  };
}
