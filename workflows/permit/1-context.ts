import type { JsonObject } from '../../src/engine/json.js';
import type { Challan, Fee, Priority } from './1-filing.js';
import type { Sealed } from './1-schema.js';

/** Who did it and when, as the engine adds it to every event. */
export type Act = { readonly at: number; readonly by: string; readonly post: string | null };

/** An act as the case keeps it: what was said, by whom, when. */
export type Noted<Said = unknown> = Said & Act;

/** What the ruleset says of the approval that this case is about. What it needs, and only that, the machine goes through. */
export type Approval = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly legalBasis: string;
  readonly silence: { readonly rule: string; readonly basis?: string; readonly by?: string };
  readonly fee: Fee | null;
  readonly needs: readonly string[];
  readonly consults: readonly { readonly agency: string }[];
  readonly appeal: { readonly first: string; readonly second?: string } | null;
  /** What its grant is called on paper, where it is not simply a grant. */
  readonly certificate: string | null;
  /** How many notices of missing papers law gives before the filing is returned; one where it says nothing. */
  readonly notices: { readonly rounds: number; readonly confirmed: boolean } | null;
  readonly duties: readonly { readonly id: string; readonly what: string; readonly start: string }[];
  readonly priority: Priority | null;
};

export type Reasoned = { readonly code: string; readonly basis: string; readonly text: string };
export type Order = { readonly court: string; readonly number: string; readonly date: string };
type Judgement = { readonly number: string; readonly date: string; readonly text: string };

/** Precedent: the permit has no effect before it is discharged. Subsequent: a duty with a date. */
export type Condition = { readonly kind: 'precedent' | 'subsequent'; readonly text: string; readonly by?: string };

/** A grant by silence is as good as a signed one and never looks like one. */
export type Grant = Noted<{
  readonly how: 'signed' | 'deemed' | 'registered';
  readonly basis: string;
  readonly text: string;
  readonly conditions: readonly Condition[];
  readonly provisional: boolean;
}>;

/** How a decision, or a reminder, reached whom it was for; `at` is when it did. */
export type Service = Noted<{ readonly how: string; readonly number: string | null; readonly proof: string | null }>;

/** What came from another case: the filing of one that was converted or transferred. */
export type Received = {
  readonly from: string;
  readonly lodgedAt: number;
  readonly papers: readonly string[];
  readonly challan: Challan | null;
  readonly subject: string | null;
};

export type PermitContext = {
  readonly approval: Approval;
  readonly application: JsonObject;
  /** Approvals that apply to the application: one of them may have to confirm this one after its grant. */
  readonly required: readonly string[];
  readonly received: Received | null;
  readonly lodging: Noted<{
    readonly papers: readonly string[];
    readonly challan: Challan | null;
    readonly undertaking: string | null;
    /** What is asked for, where that goes to the first. */
    readonly subject: string | null;
  }> | null;
  readonly completeness: Noted<{ readonly how: 'declared' | 'silence' }> | null;
  /** Notices of missing papers so far. */
  readonly notices: number;
  readonly deficiency: Noted<Reasoned & { readonly items: readonly string[] }> | null;
  readonly supply: Noted<{ readonly text: string; readonly papers: readonly string[] }> | null;
  readonly query: Noted<{
    readonly ground: string;
    readonly basis: string;
    readonly text: string;
    readonly items: readonly string[];
  }> | null;
  readonly answer: Noted<{ readonly text: string; readonly papers: readonly string[] }> | null;
  readonly hearing: Hearing;
  readonly inspections: readonly JsonObject[];
  readonly inspected: boolean;
  /** What each consulted agency said, or that it was silent. */
  readonly views: { readonly [agency: string]: JsonObject };
  readonly reminder: Service | null;
  readonly recommendation: Noted<{ readonly outcome: string; readonly text: string }> | null;
  readonly deferral: Noted<{ readonly until: string; readonly text: string }> | null;
  readonly grant: Grant | null;
  readonly refusal: Noted<Reasoned & { readonly sealed?: Sealed }> | null;
  readonly service: Service | null;
  readonly discharge: Noted<{ readonly text: string; readonly papers: readonly string[] }> | null;
  readonly discharged: boolean;
  /** What the investor owes by the permit, and what has become of it, by the key of its case. */
  readonly duties: { readonly [key: string]: JsonObject };
  readonly confirmation: { readonly approval: string; readonly outcome: string; readonly at: number } | null;
  readonly replacements: readonly JsonObject[];
  readonly verification: Noted<{ readonly outcome: 'verified' | 'failed'; readonly text: string }> | null;
  /** Notices to show cause and what came of each, in order. */
  readonly causes: readonly JsonObject[];
  /** Why the filing was returned, or the permit suspended, revoked or set aside. */
  readonly ending: Noted<Reasoned> | null;
  readonly passedOn: Noted<{ readonly to: string; readonly basis: string; readonly text: string }> | null;
  readonly appeals: readonly JsonObject[];
  readonly suspension: Noted<{ readonly reason: string; readonly basis: string }> | null;
  /** The order by which the law under which this permit is given, or asked for, is suspended as a whole. */
  readonly regime: Noted<{ readonly regime: string; readonly basis: string; readonly text: string }> | null;
  readonly stay: Noted<Order & { readonly dependents: boolean }> | null;
  /** The stay of an approval on which this one depends. */
  readonly stayAbove: Noted<Order> | null;
  readonly interimStay: Noted<Judgement> | null;
  readonly correction: Noted<{ readonly seq: number; readonly text: string }> | null;
  readonly annulments: readonly JsonObject[];
};

export type Hearing = {
  readonly call: JsonObject | null;
  readonly notice: Service | null;
  readonly objectors: readonly JsonObject[];
  readonly adjournments: readonly JsonObject[];
  readonly minutes: JsonObject | null;
};

export type PermitInput = {
  readonly data: JsonObject & {
    readonly approval?: string;
    readonly application?: JsonObject;
    readonly required?: readonly string[];
    readonly received?: Received;
  };
  readonly rules: { readonly approval?: Partial<Approval> };
};

const NO_HEARING: Hearing = { call: null, notice: null, objectors: [], adjournments: [], minutes: null };

export function firstContext({ data, rules }: PermitInput): PermitContext {
  return {
    approval: approvalOf(data.approval ?? '', rules.approval ?? {}),
    application: data.application ?? {},
    required: data.required ?? [],
    received: data.received ?? null,
    lodging: null,
    completeness: null,
    notices: 0,
    deficiency: null,
    supply: null,
    query: null,
    answer: null,
    hearing: NO_HEARING,
    inspections: [],
    inspected: false,
    views: {},
    reminder: null,
    recommendation: null,
    deferral: null,
    grant: null,
    refusal: null,
    service: null,
    discharge: null,
    discharged: false,
    duties: {},
    confirmation: null,
    replacements: [],
    verification: null,
    causes: [],
    ending: null,
    passedOn: null,
    appeals: [],
    suspension: null,
    regime: null,
    stay: null,
    stayAbove: null,
    interimStay: null,
    correction: null,
    annulments: [],
  };
}

function approvalOf(id: string, rules: Partial<Approval>): Approval {
  const { name = id, kind = 'permit', legalBasis = '', silence = { rule: 'none' }, fee = null } = rules;
  const { needs = [], consults = [], appeal = null, notices = null, duties = [] } = rules;
  const { priority = null, certificate = null } = rules;
  return {
    id,
    name,
    kind,
    legalBasis,
    silence,
    fee,
    needs,
    consults,
    appeal,
    notices,
    duties,
    priority,
    certificate,
  };
}
