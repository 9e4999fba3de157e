import type { OpenDatabase } from '../store/database.js';
import type { Placed } from '../policy/stretches.js';

export const FIGURES = ['work', 'passed', 'time', 'held'] as const;

/** Which cases are asked for: those behind one figure. What is left out does not narrow. */
export interface BehindQuery {
  readonly figure: (typeof FIGURES)[number];
  /** `work`: which of the open tasks. */
  readonly view?: string;
  /** `passed`: what became of them. */
  readonly what?: string;
  /** `passed`: `applications`; else approvals. */
  readonly of?: string;
  readonly agency?: string;
  readonly stage?: string;
  readonly province?: string;
  readonly sector?: string;
  readonly officer?: string;
  readonly age?: string;
  readonly month?: string;
  readonly approval?: string;
  readonly promise?: string;
  readonly days?: string;
  readonly reason?: string;
  readonly holder?: string;
  readonly cursor?: string;
  readonly limit: number;
}

/** A row behind a figure, before it is known what its case is called. */
export interface BehindRow {
  readonly case: string;
  readonly agency: string | null;
  /** What is to be done, what was done, or who had it. */
  readonly what: string;
  readonly person: string | null;
  /** Since when, or when. */
  readonly at: number;
  /** Until when, or when it is due. */
  readonly until: number | null;
  readonly days: number | null;
}

/** What all ways to look behind a figure need. */
export interface Looking {
  readonly database: OpenDatabase;
  /** Of which rows the caller may know, each condition one stretch of an index; parameters are added to the values. */
  readonly overseen: (values: unknown[], placed: Placed) => string[];
  /** The months that figures are made of. */
  readonly months: readonly string[];
  readonly now: number;
}
