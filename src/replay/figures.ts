import { sha256, type CaseState } from '../engine/index.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { EventRow } from '../store/rows.js';
import { standing } from '../store/standing.js';
import { isStep } from './host.js';
import { quantile } from './statistics.js';

/** What the database tells of the replayed cases; all of it is read there, nothing from the log's file. */
export interface Figures {
  readonly cases: number;
  readonly steps: number;
  readonly stepsAfterEnd: number;
  readonly ends: number;
  readonly deadlinesFired: number;
  /** Cases in each state of the machine at the end. */
  readonly states: { readonly [state: string]: number };
  /** Cases with a step after their deadline. */
  readonly workedOnLate: number;
  readonly stillArmed: number;
  /** Deadlines that should have fired by the end of the run; none, or something is wrong. */
  readonly overdue: number;
  readonly lateness: Spread;
  /** From the first to the last step of a case. */
  readonly durations: Spread;
  readonly fourEyes: { readonly both: number; readonly samePerson: number };
  /** One hash over all logs: the same after every run, interrupted or not, on every database. */
  readonly digest: string;
}

/** Milliseconds; null of nothing. */
export interface Spread {
  readonly median: number | null;
  readonly p90: number | null;
  readonly most: number | null;
}

type LogEvent = Pick<EventRow, 'case_id' | 'type' | 'occurred_at'>;
interface Context {
  readonly deadline: number;
  readonly stepsAfterEnd: number;
}

export async function figuresOf(database: OpenDatabase, lastStep: number): Promise<Figures> {
  const states = (await read<{ body: string }>(database, 'select body from cases', []))
    .map(({ body }) => JSON.parse(body) as CaseState)
    // Here, because databases collate differently.
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const events = await read<LogEvent>(
    database,
    'select case_id, type, occurred_at from events order by case_id, seq',
    [],
  );
  const steps = events.filter(({ type }) => isStep(type));
  const contexts = new Map(states.map(({ id, snapshot }) => [id, snapshot['context'] as unknown as Context]));
  const armed = states.flatMap(({ deadlines }) => deadlines);
  return {
    cases: states.length,
    steps: steps.length,
    stepsAfterEnd: [...contexts.values()].reduce((sum, { stepsAfterEnd }) => sum + stepsAfterEnd, 0),
    ends: countOf(events, 'end'),
    deadlinesFired: countOf(events, 'deadline.fired'),
    states: countStates(states),
    workedOnLate: new Set(steps.filter((step) => isLate(step, contexts)).map(({ case_id }) => case_id)).size,
    stillArmed: armed.length,
    overdue: armed.filter(({ dueAt }) => dueAt !== null && dueAt <= lastStep).length,
    lateness: spread(
      events.filter((event) => event.type === 'end' && isLate(event, contexts)).map((end) => lateBy(end, contexts)),
    ),
    durations: spread(durationsOf(steps)),
    fourEyes: fourEyesOf(states),
    digest: sha256(states.map(({ id, hash }) => `${id} ${hash}`).join('\n')),
  };
}

function countOf(events: readonly LogEvent[], wanted: string): number {
  return events.filter(({ type }) => type === wanted).length;
}

function countStates(states: readonly CaseState[]): { [state: string]: number } {
  const counts: { [state: string]: number } = { open: 0, late: 0, ended: 0, endedLate: 0 };
  for (const state of states) {
    const { stage } = standing(state);
    counts[stage] = (counts[stage] ?? 0) + 1;
  }
  return counts;
}

function lateBy({ case_id, occurred_at }: LogEvent, contexts: ReadonlyMap<string, Context>): number {
  return occurred_at - (contexts.get(case_id)?.deadline ?? occurred_at);
}

function isLate(event: LogEvent, contexts: ReadonlyMap<string, Context>): boolean {
  return lateBy(event, contexts) > 0;
}

function durationsOf(steps: readonly LogEvent[]): number[] {
  const bounds = new Map<string, { first: number; last: number }>();
  for (const { case_id, occurred_at } of steps) {
    const { first, last } = bounds.get(case_id) ?? { first: occurred_at, last: occurred_at };
    bounds.set(case_id, { first: Math.min(first, occurred_at), last: Math.max(last, occurred_at) });
  }
  return [...bounds.values()].map(({ first, last }) => last - first);
}

/** What a rule of four eyes on checking and determining the receipt would have refused: the engine remembers who did what last. */
function fourEyesOf(states: readonly CaseState[]): Figures['fourEyes'] {
  const both = states.filter(({ acts }) => acts['T02'] !== undefined && acts['T04'] !== undefined);
  return { both: both.length, samePerson: both.filter(({ acts }) => acts['T02'] === acts['T04']).length };
}

function spread(values: readonly number[]): Spread {
  return { median: quantile(values, 0.5), p90: quantile(values, 0.9), most: quantile(values, 1) };
}
