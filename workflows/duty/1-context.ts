import type { Library } from '../../src/engine/definition.js';
import type { JsonObject } from '../../src/engine/json.js';
import type { DutyEventType } from './1-events.js';

/** Who did it and when, as the engine adds it to every event. */
export type Act = { readonly at: number; readonly by: string; readonly post: string | null };

/**
 * `term`: the ruleset says how long the investor has. `subsequent`, `provisional`: a decision names the date. `precedent`: no date, for the
 * project waits.
 */
export type Kind = 'term' | 'subsequent' | 'provisional' | 'precedent';

export type DutyContext = {
  readonly kind: Kind;
  readonly title: string;
  readonly basis: string;
  /** The day by whose beginning it is to be done; null: the clock of the ruleset counts, or nothing does. */
  readonly dueOn: string | null;
  readonly openedAt: number;
  readonly suspension: (Act & { readonly reason: string; readonly basis: string }) | null;
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
  readonly basis?: string;
  readonly reason?: string;
  readonly consequence?: string;
  readonly papers?: readonly string[];
};
export type DutyEvent = {
  [Type in DutyEventType]: { readonly type: Type; readonly act: Act } & Data;
}[DutyEventType];
export type Heard = { readonly context: DutyContext; readonly event: DutyEvent };

type Effects = {
  tellParent: (_: unknown, params: { readonly event: string; readonly outcome: string }) => void;
  notify: (_: unknown, params: { readonly to: string; readonly template: string; readonly data?: JsonObject }) => void;
};

const DAY = 86_400_000;
/** The first instant of a day in Pakistan (UTC+5 all the year). */
const startOf = (date: string): number => Date.parse(`${date}T00:00:00+05:00`);
const dayOf = (at: number): string => new Date(at + 5 * 3_600_000).toISOString().slice(0, 10);

/** From now to so many days before the date; what is over by then is over at once. */
const before =
  (days: number) =>
  ({ context, event }: { context: DutyContext; event: { readonly act?: Act } }): number =>
    Math.max(0, startOf(context.dueOn ?? '') - days * DAY - (event.act?.at ?? context.openedAt));

export function dutySetup({ setup }: Pick<Library, 'setup'>) {
  const delays = { reminder: before(30), date: before(0) };
  return setup({
    types: {} as { context: DutyContext; events: DutyEvent; input: DutyInput },
    actions: {} as Effects,
    delays: delays as typeof delays & { term: number; answer: number },
  });
}
export type DutySetup = ReturnType<typeof dutySetup>;

export function firstContext({ data, openedAt }: DutyInput): DutyContext {
  const { kind = 'term', title = '', basis = '', dueOn = null } = data;
  return { kind, title, basis, dueOn, openedAt, suspension: null, record: [] };
}

/** The date as it is after the time of a suspension is forgiven: later by as many days as were lost, a day begun counting whole. */
export function condoned({ dueOn, suspension }: DutyContext, at: number): string | null {
  if (dueOn === null || suspension?.reason !== 'regime-suspended') return dueOn;
  return dayOf(startOf(dueOn) + Math.ceil((at - suspension.at) / DAY) * DAY);
}
