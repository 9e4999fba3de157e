import type { Library } from '../../src/engine/definition.js';
import type { JsonObject } from '../../src/engine/json.js';
import type { Approvals, InCatalogue } from './1-approvals.js';
import type { ApplicationEventType } from './1-events.js';
import { DEFAULTS, type Facts } from './1-facts.js';

/** Who did it and when, as the engine adds it to every event. */
export type Act = { readonly at: number; readonly by: string; readonly post: string | null };
type Noted<Said = unknown> = Said & Act;
type Reasoned = { readonly code: string; readonly basis: string; readonly text: string };

export type ApplicationContext = Approvals & {
  readonly application: Facts;
  /** The ruleset's approvals until it is settled which of them apply; then none, for they are in `required`. */
  readonly catalogue: readonly InCatalogue[];
  /** For how many days after its examination a proof has to hold; null: the ruleset recognises none. */
  readonly proofDays: number | null;
  readonly submission: Act | null;
  readonly acceptance: Noted<{
    readonly rejected: readonly { readonly approval: string; readonly text: string }[];
  }> | null;
  readonly deficiency: Noted<{ readonly items: readonly string[]; readonly text: string }> | null;
  readonly supply: Noted<{ readonly text: string }> | null;
  readonly returned: Noted<Reasoned> | null;
  readonly appraisal: Noted<{ readonly finding: string; readonly text: string }> | null;
  readonly diligence: Noted<{ readonly finding: string; readonly text: string }> | null;
  readonly recommendation: Noted<{ readonly outcome: string; readonly text: string }> | null;
  readonly decision: Noted<{
    readonly outcome: string;
    readonly basis: string;
    readonly text: string;
    readonly conditions: readonly string[];
  }> | null;
  readonly deferral: Noted<{ readonly until: string; readonly text: string }> | null;
  readonly refusal: Noted<Reasoned> | null;
  readonly discontinuation: Noted<Reasoned> | null;
  readonly suspension: Noted<{ readonly reason: string; readonly basis: string; readonly text: string }> | null;
  readonly readiness: Noted<{ readonly text: string }> | null;
  readonly defects: Noted<{ readonly items: readonly string[]; readonly text: string }> | null;
  readonly operation: Noted<{ readonly inspectedOn: string; readonly text: string }> | null;
  readonly correction: Noted<{ readonly seq: number; readonly text: string }> | null;
  readonly annulments: readonly JsonObject[];
};

export type ApplicationInput = {
  readonly data: JsonObject;
  readonly rules: { readonly approvals?: readonly InCatalogue[]; readonly recognition?: { readonly days: number } };
};

/** What the schemas of the events let in, all of it optional: each event's own schema says what must be there. */
type Data = Partial<Reasoned> & {
  readonly application?: Facts;
  readonly environmentalSchedule?: string;
  readonly schedules?: { readonly [site: string]: string };
  readonly rejected?: readonly { readonly approval: string; readonly text: string }[];
  readonly items?: readonly string[];
  readonly finding?: string;
  readonly outcome?: string;
  readonly conditions?: readonly string[];
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
  readonly reason?: string;
  readonly inspectedOn?: string;
  readonly seq?: number;
};

export type ApplicationEvent = {
  [Type in ApplicationEventType]: { readonly type: Type; readonly act: Act } & Data;
}[ApplicationEventType];

type OpenChild = {
  readonly key: string;
  readonly workflow: string;
  readonly data: JsonObject;
  readonly agency?: string;
};
type TellChildren = { readonly event: string; readonly data?: JsonObject; readonly keys?: readonly string[] };
type Notify = { readonly to: string; readonly template: string; readonly data?: JsonObject };
/** Effects and governed delays are named for the types only: the engine gives them their meaning. */
type Effects = {
  openChild: (_: unknown, params: OpenChild) => void;
  tellChildren: (_: unknown, params: TellChildren) => void;
  notify: (_: unknown, params: Notify) => void;
};
type Delays = { answer: number; deferral: number };

export function applicationSetup({ setup }: Pick<Library, 'setup'>) {
  const delays = { deferral: untilDeferred };
  return setup({
    types: {} as { context: ApplicationContext; events: ApplicationEvent; input: ApplicationInput },
    actions: {} as Effects,
    delays: delays as typeof delays & Delays,
  });
}

export type ApplicationSetup = ReturnType<typeof applicationSetup>;

/**
 * The date itself, at its first instant in Pakistan (UTC+5 all the year), is when a deferred project comes up again. From the instant of
 * the event: a suspension in between arms this anew.
 */
function untilDeferred({ context, event }: { context: ApplicationContext; event: { readonly act?: Act } }): number {
  const until = Date.parse(`${context.deferral?.until ?? ''}T00:00:00+05:00`);
  return Number.isNaN(until) ? 0 : Math.max(0, until - (event.act?.at ?? 0));
}

export function firstContext({ data, rules }: ApplicationInput): ApplicationContext {
  return {
    application: { ...DEFAULTS, ...data },
    catalogue: rules.approvals ?? [],
    proofDays: rules.recognition?.days ?? null,
    required: [],
    approvals: {},
    submission: null,
    acceptance: null,
    deficiency: null,
    supply: null,
    returned: null,
    appraisal: null,
    diligence: null,
    recommendation: null,
    decision: null,
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
