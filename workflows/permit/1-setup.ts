import type { Library } from '../../src/engine/definition.js';
import type { JsonObject } from '../../src/engine/json.js';
import type { Act, Condition, Order, PermitContext, PermitInput, Reasoned } from './1-context.js';
import type { Sealed } from './1-schema.js';
import type { PermitEventType } from './1-events.js';
import type { Challan } from './1-filing.js';

/** What the schemas of the events let in, all of it optional: each event's own schema says what must be there. */
type Data = Partial<Reasoned & Order> & {
  readonly sealed?: Sealed;
  readonly papers?: readonly string[];
  readonly challan?: Challan;
  readonly undertaking?: string;
  readonly subject?: string;
  readonly items?: readonly string[];
  readonly ground?: string;
  readonly outcome?: string;
  readonly conditions?: readonly Condition[];
  readonly provisional?: boolean;
  readonly service?: string;
  readonly how?: string;
  readonly proof?: string;
  readonly until?: string;
  readonly to?: string;
  readonly place?: string;
  readonly name?: string;
  readonly address?: string;
  readonly present?: readonly string[];
  readonly photographs?: readonly string[];
  readonly person?: string;
  readonly reason?: string;
  readonly dependents?: boolean;
  readonly seq?: number;
  readonly child?: string;
  readonly duty?: string;
  readonly consequence?: string;
  readonly regime?: string;
  readonly agency?: string;
  readonly approval?: string;
};

/** Clocks of legal effect that ran out without force: the engine tells the machine, which asks a person. */
type Passed = 'clock.passed.deemed' | 'clock.passed.afterReminder' | 'clock.passed.provisional';

export type PermitEvent = {
  [Type in PermitEventType | Passed]: { readonly type: Type; readonly act: Act } & Data;
}[PermitEventType | Passed];

type OpenChild = {
  readonly key: string;
  readonly workflow: string;
  readonly data: JsonObject;
  readonly agency?: string;
};
/** Effects and governed delays are named for the types only: the engine gives them their meaning. */
type Effects = {
  openChild: (_: unknown, params: OpenChild) => void;
  tellChildren: (_: unknown, params: { readonly event: string; readonly data?: JsonObject }) => void;
  tellParent: (
    _: unknown,
    params: { readonly event: string; readonly outcome: string; readonly data?: JsonObject },
  ) => void;
  rank: (_: unknown, params: { readonly subject: string; readonly at: number }) => void;
  unrank: (_: unknown, params?: undefined) => void;
  mark: (_: unknown, params: { readonly name: string; readonly at?: number }) => void;
  notify: (_: unknown, params: { readonly to: string; readonly template: string; readonly data?: JsonObject }) => void;
};

export const CLOCKS = {
  completeness: { title: 'Completeness of the filing (silence: complete)', legalEffect: true },
  decision: { title: 'Decision', legalEffect: false },
  deemed: { title: 'Grant by silence', legalEffect: true },
  afterReminder: { title: 'Grant by silence after a reminder', legalEffect: true },
  answer: { title: 'Answer of the investor', legalEffect: false },
  duty: { title: 'Duty of the investor', legalEffect: false },
  consultation: { title: 'Views of the agencies consulted', legalEffect: false },
  hearingNotice: { title: 'Notice of the hearing', legalEffect: false },
  adjournment: { title: 'Date to which the hearing is adjourned', legalEffect: false },
  cure: { title: 'Cure of what the inspection found', legalEffect: false },
  deferral: { title: 'Date to which the decision is deferred', legalEffect: false },
  service: { title: 'Service of the decision', legalEffect: false },
  precedent: { title: 'Discharge of the conditions precedent', legalEffect: false },
  provisional: { title: 'Provisional grant', legalEffect: true },
  replacement: { title: 'Replacement of a person not cleared', legalEffect: false },
  verification: { title: 'Verification after the grant', legalEffect: false },
  showCause: { title: 'Notice to show cause', legalEffect: false },
  appealPeriod: { title: 'Filing of an appeal', legalEffect: true },
  appealFirst: { title: 'Appeal before the first authority', legalEffect: false },
  secondAppealPeriod: { title: 'Filing of a second appeal', legalEffect: true },
  appealSecond: { title: 'Appeal before the second authority', legalEffect: false },
  reconsideration: { title: 'Fresh decision after a remand', legalEffect: false },
  expiry: { title: 'Validity of the permit', legalEffect: true },
} as const;

export function permitSetup({ setup }: Pick<Library, 'setup'>) {
  return setup({
    types: {} as { context: PermitContext; events: PermitEvent; input: PermitInput },
    actions: {} as Effects,
    delays: {} as { readonly [name in keyof typeof CLOCKS]: number },
  });
}

export type PermitSetup = ReturnType<typeof permitSetup>;
export type Said = { readonly context: PermitContext };
export type Heard = Said & { readonly event: PermitEvent };
