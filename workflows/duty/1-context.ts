import type { Library } from '../../src/engine/definition.js';
import type { JsonObject } from '../../src/engine/json.js';
import type { DutyEventType } from './1-events.js';

/** Who did it and when, as the engine adds it to every event. */
export type Act = { readonly at: number; readonly by: string; readonly post: string | null };

/**
 * `term`: the ruleset says how long the investor has. `subsequent`, `provisional`: a decision names the date. `precedent`: no date, for the
 * project waits. `overdue`: what was to be filed within a time that is over.
 */
export type Kind = 'term' | 'subsequent' | 'provisional' | 'precedent' | 'overdue';

export type DutyContext = {
  readonly kind: Kind;
  readonly title: string;
  readonly basis: string;
  /** The last day on which it may be done; null: the clock of the ruleset counts, or nothing does. */
  readonly dueOn: string | null;
  readonly openedAt: number;
  readonly suspension: (Act & { readonly reason: string; readonly basis: string }) | null;
  /** The order of the court that stays what the duty hangs on. */
  readonly stay: (Act & { readonly court: string; readonly number: string; readonly date: string }) | null;
  /** Whether its time is over; more time that is given begins anew. */
  readonly breached: boolean;
  /** What was proposed to follow. */
  readonly consequence: string | null;
  /** Everything said about it, in order. */
  readonly record: readonly JsonObject[];
};

export type DutyInput = {
  readonly data: { readonly kind?: Kind; readonly title?: string; readonly basis?: string; readonly dueOn?: string };
  readonly openedAt: number;
};

type Data = {
  readonly until?: string;
  readonly text?: string;
  readonly code?: string;
  readonly basis?: string;
  readonly reason?: string;
  readonly consequence?: string;
  readonly court?: string;
  readonly number?: string;
  readonly date?: string;
  readonly papers?: readonly string[];
};
export type DutyEvent = {
  [Type in DutyEventType]: { readonly type: Type; readonly act: Act } & Data;
}[DutyEventType];
export type Heard = { readonly context: DutyContext; readonly event: DutyEvent };

type TellParent = { readonly event: string; readonly outcome: string; readonly data?: JsonObject };
type Effects = {
  tellParent: (_: unknown, params: TellParent) => void;
  mark: (_: unknown, params: { readonly name: string; readonly at?: number }) => void;
  notify: (_: unknown, params: { readonly to: string; readonly template: string; readonly data?: JsonObject }) => void;
};

export function dutySetup({ setup }: Pick<Library, 'setup'>) {
  return setup({
    types: {} as { context: DutyContext; events: DutyEvent; input: DutyInput },
    actions: {} as Effects,
    delays: {} as { term: number; date: number; answer: number },
  });
}
export type DutySetup = ReturnType<typeof dutySetup>;

export function firstContext({ data, openedAt }: DutyInput): DutyContext {
  const { kind = 'term', title = '', basis = '', dueOn = null } = data;
  return {
    kind,
    title,
    basis,
    dueOn,
    openedAt,
    suspension: null,
    stay: null,
    breached: false,
    consequence: null,
    record: [],
  };
}
