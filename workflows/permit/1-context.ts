import type { Library } from '../../src/engine/definition.js';
import type { JsonObject } from '../../src/engine/json.js';
import type { PermitEventType } from './1-events.js';
import type { Challan, Fee } from './1-filing.js';

/** Who did it and when, as the engine adds it to every event. */
export type Act = { readonly at: number; readonly by: string; readonly post: string | null };

/** An act as the case keeps it: what was said, by whom, when. */
export type Noted<Said = unknown> = Said & Act;

/** What the ruleset says of the approval that this case is about. */
export type Approval = {
  readonly id: string;
  readonly name: string;
  readonly legalBasis: string;
  readonly silence: { readonly rule: string; readonly basis?: string };
  readonly fee: Fee | null;
};

type Reasoned = { readonly code: string; readonly basis: string; readonly text: string };
type Order = { readonly court: string; readonly number: string; readonly date: string };

/** A grant by silence is as good as a signed one and never looks like one. */
export type Grant = Noted<{
  readonly how: 'signed' | 'deemed';
  readonly basis: string;
  readonly text: string;
  readonly conditions: readonly string[];
}>;

export type PermitContext = {
  readonly approval: Approval;
  readonly application: JsonObject;
  readonly lodging: Noted<{ readonly papers: readonly string[]; readonly challan: Challan | null }> | null;
  readonly completeness: Noted<{ readonly how: 'declared' | 'silence' }> | null;
  readonly deficiency: Noted<{ readonly items: readonly string[]; readonly text: string }> | null;
  readonly supply: Noted<{ readonly text: string; readonly papers: readonly string[] }> | null;
  readonly query: Noted<{ readonly ground: string; readonly text: string; readonly items: readonly string[] }> | null;
  readonly answer: Noted<{ readonly text: string; readonly papers: readonly string[] }> | null;
  readonly recommendation: Noted<{ readonly outcome: string; readonly text: string }> | null;
  readonly grant: Grant | null;
  readonly refusal: Noted<Reasoned> | null;
  /** Why the filing was returned, or the permit suspended, revoked or set aside. */
  readonly ending: Noted<Reasoned> | null;
  readonly suspension: Noted<{ readonly reason: string; readonly basis: string }> | null;
  readonly stay: Noted<Order> | null;
  readonly correction: Noted<{ readonly seq: number; readonly text: string }> | null;
  readonly annulments: readonly JsonObject[];
};

export type PermitInput = {
  readonly data: JsonObject & { readonly approval?: string; readonly application?: JsonObject };
  readonly rules: { readonly approval?: Omit<Approval, 'fee'> & { readonly fee?: Fee } };
};

/** What the schemas of the events let in, all of it optional: each event's own schema says what must be there. */
type Data = Partial<Reasoned & Order> & {
  readonly papers?: readonly string[];
  readonly challan?: Challan;
  readonly items?: readonly string[];
  readonly ground?: string;
  readonly outcome?: string;
  readonly conditions?: readonly string[];
  readonly reason?: string;
  readonly seq?: number;
};

export type PermitEvent = {
  [Type in PermitEventType]: { readonly type: Type; readonly act: Act } & Data;
}[PermitEventType];

type Tell = { readonly event: string; readonly outcome: string; readonly data?: JsonObject };
type Notify = { readonly to: string; readonly template: string; readonly data?: JsonObject };
/** Effects and governed delays are named for the types only: the engine gives them their meaning. */
type Effects = { tellParent: (_: unknown, params: Tell) => void; notify: (_: unknown, params: Notify) => void };
type Delays = { completeness: number; decision: number; deemed: number; answer: number; expiry: number };

export function permitSetup({ setup }: Pick<Library, 'setup'>) {
  return setup({
    types: {} as { context: PermitContext; events: PermitEvent; input: PermitInput },
    actions: {} as Effects,
    delays: {} as Delays,
  });
}

export type PermitSetup = ReturnType<typeof permitSetup>;

export function firstContext({ data, rules }: PermitInput): PermitContext {
  const id = data.approval ?? '';
  const { name = id, legalBasis = '', silence = { rule: 'none' }, fee = null } = rules.approval ?? {};
  return {
    approval: { id, name, legalBasis, silence, fee },
    application: data.application ?? {},
    lodging: null,
    completeness: null,
    deficiency: null,
    supply: null,
    query: null,
    answer: null,
    recommendation: null,
    grant: null,
    refusal: null,
    ending: null,
    suspension: null,
    stay: null,
    correction: null,
    annulments: [],
  };
}
