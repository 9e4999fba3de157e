import type { SeenCase } from '../walkthrough/office.js';

/** A case as the auditor sees it, as far as the demonstration shows it. */
export interface Seen extends SeenCase {
  readonly workflow: string;
  readonly key: string | null;
  readonly parent: string | null;
  readonly openedAt: string;
  readonly turn: { readonly holder: string; readonly cause: string | null; readonly since: string };
  readonly tasks: readonly SeenTask[];
  readonly clocks: readonly SeenClock[];
  readonly data: { readonly [field: string]: unknown };
}

export interface SeenTask {
  readonly title: string;
  readonly role: string;
  readonly agency: string | null;
  readonly dueAt: string | null;
  /** Rungs of its ladder that were climbed. */
  readonly rungs: number;
}

export interface SeenClock {
  readonly name: string;
  readonly title: string;
  readonly force: 'limit' | 'target';
  readonly confirmed: boolean;
  readonly legalEffect: boolean;
  readonly status: 'running' | 'paused' | 'stopped' | 'passed';
  readonly startedAt: string;
  readonly dueAt: string | null;
  readonly pausedFor: string | null;
}

/** What the stream tells of an event. */
export interface Told {
  readonly case: string;
  readonly reference: string;
  readonly type: string;
  readonly seq: number;
  readonly stage: string;
  readonly state: unknown;
}

/** An event as the log has it. */
export interface Logged {
  readonly seq: number;
  readonly type: string;
  readonly actor: string;
  readonly post: string | null;
  readonly occurredAt: string;
  readonly data: { readonly [field: string]: unknown };
}

/** Who held a case from when until when. */
export interface Held {
  readonly holder: string;
  readonly cause: string | null;
  readonly from: string;
  readonly to: string;
  readonly seconds: number;
}

export const AUDITOR = 'auditor@demo.test';
