import type { Roll } from '../engine/index.js';
import type { FactType } from './conditions.js';

/** What a ruleset says, in one file or in a folder of them. docs/rulesets.md explains it to whoever writes one. */
export interface RulesetSource {
  readonly id: string;
  readonly title: string;
  /** The first day, in Pakistan, on which new cases fall under it. */
  readonly effectiveFrom: string;
  readonly status: 'draft' | 'published';
  readonly workflows: { readonly [workflow: string]: WorkflowSource };
  /** What conditions may ask of an application. */
  readonly facts: { readonly [name: string]: FactType };
  /** What an application states besides, which agencies may see. */
  readonly particulars?: readonly string[];
  /** What agencies see of an application, beside what their own conditions ask; absent: all. */
  readonly sees?: readonly SeenSource[];
  /** Until how many days after it is examined the proof of an approval already held has to be valid; absent: none is recognised. */
  readonly recognition?: { readonly days: number; readonly source: string; readonly confirmed: boolean };
  /** Who decides on a project as a whole: the first whose condition holds. Where none does, no law asks for such a decision. */
  readonly bodies?: readonly BodySource[];
  /** How many letters of deficiencies an application may get, one if nothing is said; of the variants the first that holds. */
  readonly screening?: {
    readonly letters: number;
    readonly source: string;
    readonly confirmed: boolean;
    readonly variants?: readonly {
      readonly when: string;
      readonly letters: number;
      readonly source: string;
      readonly confirmed: boolean;
    }[];
  };
  /** Causes by which no clock gives or takes a right: one that runs out meanwhile, not standing still, is recorded without effect. */
  readonly voids?: readonly { readonly cause: string; readonly basis: string }[];
  /** Clocks by workflow and name. */
  readonly clocks: { readonly [workflow: string]: { readonly [name: string]: ClockSource } };
  /** Approvals that the law has and this ruleset has not: a dependency on one does not count. */
  readonly omitted?: readonly { readonly id: string; readonly reason: string }[];
  /** What agencies ask for on paper; absent: nothing is known of it. */
  readonly papers?: readonly PaperSource[];
  readonly approvals: readonly ApprovalSource[];
}

/** A paper, and the approvals that ask for it: given once, it serves them all. */
export interface PaperSource {
  readonly id: string;
  readonly title: string;
  /** Whether it is one for the project, or one for each site; default: one. */
  readonly per?: 'project' | 'site';
  /** Whether it holds until a day that is written on it. */
  readonly expires?: boolean;
  /** Of several for one approval the first whose condition holds counts. */
  readonly asked: readonly AskedSource[];
}

/** That an approval asks for a paper. Confirmed only where a published source lists it for that approval in that place. */
export interface AskedSource {
  readonly by: string;
  readonly when?: string;
  readonly source: string;
  readonly confirmed: boolean;
}

/** Facts that the cases of some approvals are given; without `by` those of all. Confirmed only where a published form or list asks for them. */
export interface SeenSource {
  readonly id: string;
  readonly by?: readonly string[];
  readonly facts: readonly string[];
  readonly source: string;
  readonly confirmed: boolean;
}

/** A body of the law decides by an approval of the catalogue, a committee of the lead agency in a meeting. */
export interface BodySource {
  readonly id: string;
  readonly title: string;
  readonly when: string;
  readonly legalBasis: string;
  readonly approval?: string;
  readonly committee?: {
    readonly members: number;
    readonly quorum: number;
    /** What more than half is counted of: votes for and against, all votes cast, all members. */
    readonly majority: 'voting' | 'present' | 'members';
    readonly noticeDays: number;
  };
  readonly source: string;
  readonly confirmed: boolean;
}

export interface WorkflowSource {
  readonly version: string;
  /** What its cases are given of the ruleset: the one approval they are for, or all approvals; absent: only clocks. */
  readonly input?: 'approval' | 'approvals';
  /** Another workflow whose clocks its cases have: a consultation runs on a clock of the approval it is about. */
  readonly clocksOf?: string;
}

export interface ClockSource {
  readonly title: string;
  readonly force: 'limit' | 'target';
  readonly length: string;
  readonly start: string;
  readonly pauses: readonly { readonly cause: string; readonly basis: string }[];
  readonly onReturn: 'carry' | 'reset';
  readonly roll: Roll;
  readonly source: string;
  readonly confirmed: boolean;
  readonly extension?: { readonly basis: string; readonly reasons?: readonly string[] };
}

/** A clock where only some of it differs. A figure comes whole: force, length, source and confirmed, or none of them. */
export type ClockOverride = Partial<ClockSource>;
export type Overrides = { readonly [name: string]: ClockOverride };

/** What it means that an agency says nothing. */
export type Silence =
  | { readonly rule: 'none' }
  | { readonly rule: 'deemed' | 'no-objection'; readonly after: string; readonly from: string; readonly basis: string }
  | {
      readonly rule: 'deemed-after-reminder';
      readonly after: string;
      readonly reminder: string;
      readonly further: string;
      readonly basis: string;
    }
  | { readonly rule: 'grant-then-confirm'; readonly by: string; readonly basis: string }
  | { readonly rule: 'grant-then-verify'; readonly basis: string };

/**
 * What lodging costs. `none`: a source says that nothing is charged. `due`: a source says that a fee is, so the filing needs a challan; of
 * at least the amount, where that is confirmed. `on-challan`, or no fee at all: the agency may ask one, how much was not found.
 */
export interface FeeSource {
  readonly rule: 'none' | 'due' | 'on-challan';
  /** Whole units of the currency. */
  readonly amount?: number;
  readonly currency?: 'PKR' | 'USD';
  readonly confirmed?: boolean;
  readonly note: string;
  readonly source: string;
}

/** How many notices of missing papers the investor has, where law says so, and what then. */
export interface NoticesSource {
  readonly rounds: number;
  readonly outcome: string;
  readonly source: string;
  readonly confirmed: boolean;
}

/** That of two who ask for the same thing the one whose filing was received first is granted it. */
export interface PrioritySource {
  /** What they ask for: its name on the form. */
  readonly over: string;
  readonly source: string;
  readonly confirmed: boolean;
}

/** What the investor owes once the approval is given. */
export interface DutySource {
  readonly id: string;
  readonly what: string;
  readonly length: string;
  /** Mark from which it counts. */
  readonly start: string;
  readonly source: string;
  readonly confirmed: boolean;
}

export const STAGES = ['application', 'review', 'permits', 'lease', 'operational'] as const;
export type Stage = (typeof STAGES)[number];

/** What a case about an approval goes through beyond its filing and its decision. A variant states a part anew, or leaves it. */
export interface CourseSource {
  readonly needs?: readonly ('hearing' | 'inspection' | 'verification')[];
  /** Types of agencies whose views the law wants. */
  readonly consults?: readonly { readonly agency: string; readonly basis: string }[];
  /** Who hears an appeal; absent: courts only. */
  readonly appeal?: { readonly first: string; readonly second?: string; readonly basis: string };
}

export interface ApprovalSource extends CourseSource {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** The type of agency; settings know its instance in each province. */
  readonly agency: string;
  readonly legalBasis: string;
  readonly stage: Stage;
  /** CEL over the facts of the application. */
  readonly applies: string;
  readonly dependsOn: readonly string[];
  readonly silence: Silence;
  /** Whether the application's stage waits for it. */
  readonly blocks: boolean;
  /** Whether a company comes into being by it. */
  readonly incorporates?: boolean;
  /** What its grant is called on paper, where it is not simply a grant. */
  readonly certificate?: 'allotment' | 'lease';
  /** Whether it is needed once, or once at each site; default: once. */
  readonly per?: 'project' | 'site';
  /** Whose time its clock is; default: the agency's. A duty of the investor has a clock `duty`. */
  readonly clockOwner?: 'agency' | 'investor';
  readonly fee?: FeeSource;
  readonly notices?: NoticesSource;
  readonly priority?: PrioritySource;
  readonly duties?: readonly DutySource[];
  /** How long it takes by experience, where no limit is published or the published one is not kept. */
  readonly planning?: { readonly length: string; readonly source: string };
  readonly notes?: string;
  readonly source: string;
  readonly confidence: 'sourced' | 'partly-sourced' | 'unverified';
  readonly clocks?: Overrides;
  /** The first whose condition holds counts; it is part of the key under which a case remembers its rules. */
  readonly variants?: readonly VariantSource[];
}

export interface VariantSource extends CourseSource {
  readonly id: string;
  readonly title: string;
  readonly when: string;
  /** Another type of agency than the approval's. */
  readonly agency?: string;
  /** Some of the approval's dependencies: the others do not count here. */
  readonly dependsOn?: readonly string[];
  readonly clocks?: Overrides;
  readonly silence?: Silence;
  readonly fee?: FeeSource;
  readonly notices?: NoticesSource;
  readonly priority?: PrioritySource;
}
