import type { Statement } from './signer.js';

/*
 * The statement of delay, as it is signed. Instants are ISO texts; lengths of time are seconds to the millisecond, and parts sum to the whole
 * to the last digit. Working time is the open office time of the calendar named.
 */

export type Lasted = { readonly seconds: number; readonly workingSeconds: number };

type Span = Lasted & { readonly from: string; readonly to: string };

/** On what law a clock may stand still for a cause. */
export type PauseBasis = { readonly clock: string; readonly basis: string };

/** Who held the case, and for what cause it stood still, if for any. */
export type HeldFor = Span & {
  readonly holder: string;
  readonly name: string;
  readonly cause: string | null;
  readonly bases: readonly PauseBasis[];
  readonly calendar: string;
};

export type Holder = Lasted & { readonly holder: string; readonly name: string };

export type ClockStretch = Span & {
  readonly standing: 'running' | 'paused' | 'overdue';
  readonly cause: string | null;
  readonly basis: string | null;
};

export type Extension = {
  readonly event: number;
  readonly at: string;
  readonly by: string;
  readonly code: string | null;
  readonly reason: string;
  readonly basis: string;
  readonly actor: string;
  readonly post: string | null;
};

/** One run of a clock under its rule. `legalEffect`: its end changes rights, for it is a confirmed limit and the workflow gives it such effect. */
export type ClockDelay = {
  readonly name: string;
  readonly title: string;
  readonly force: 'limit' | 'target' | null;
  readonly confirmed: boolean;
  readonly legalEffect: boolean;
  readonly length: string | null;
  readonly source: string | null;
  readonly startedAt: string;
  readonly dueAt: string | null;
  readonly status: string;
  readonly ran: Lasted;
  readonly paused: Lasted;
  readonly overdue: Lasted;
  readonly stretches: readonly ClockStretch[];
  readonly extensions: readonly Extension[];
};

export type CaseDelay = Span & {
  readonly case: string;
  readonly reference: string;
  readonly title: string;
  readonly workflow: string;
  readonly ruleset: string;
  readonly agency: string | null;
  /** Number and hash of the last event that is counted. */
  readonly events: number;
  readonly hash: string;
  readonly holders: readonly Holder[];
  readonly entries: readonly HeldFor[];
  readonly clocks: readonly ClockDelay[];
};

/** A calendar as it was counted by: its hash tells it from what it may be tomorrow. */
export type CalendarVersion = { readonly calendar: string; readonly title: string; readonly hash: string };

/** The case, and the cases that it opened which the asker may know of, each with its own time. */
export type DelayStatement = Statement & {
  readonly statement: 'delay';
  readonly installation: string;
  readonly at: string;
  readonly calendars: readonly CalendarVersion[];
  readonly cases: readonly CaseDelay[];
};
