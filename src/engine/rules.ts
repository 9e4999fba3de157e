import type { Length, Remainder, Roll } from './calendar/index.js';
import type { JsonObject } from './json.js';
import type { Task } from './state.js';

/** A clock as the ruleset of a case has it. */
export interface ClockRule {
  readonly title: string;
  /** `limit` is law, `target` is a service standard. */
  readonly force: 'limit' | 'target';
  readonly length: Length;
  /** What starts it: entering the state, or an instant that an event fixed (`lodged`, `complete`, `served`). */
  readonly start: string;
  /** Causes that pause it; none listed, none allowed. */
  readonly pauses: readonly { readonly cause: string; readonly basis: string }[];
  /**
   * Causes for which the clock does not stand still, but by which nobody wins or loses a right: where it runs out while the case is away for
   * one of them, its end is recorded without effect. A regime that is suspended grants nothing by its silence.
   */
  readonly voids?: readonly { readonly cause: string; readonly basis: string }[];
  /** When the case comes back to where the clock runs: go on with what is left, or begin anew. */
  readonly onReturn: 'carry' | 'reset';
  readonly roll: Roll;
  readonly source: string;
  readonly confirmed: boolean;
  /** Legal basis on which it may be extended, and for which coded reasons (absent: for any, uncoded); absent: it may not. */
  readonly extension?: { readonly basis: string; readonly reasons?: readonly string[] };
}

/** The part of a ruleset that holds for one case: its clocks, and what the machine is given as input. */
export interface CaseRules {
  readonly clocks: { readonly [name: string]: ClockRule };
  readonly input: JsonObject;
}

/** A rung to be climbed: when, and what is recorded of it. */
export interface Rung {
  readonly at: number;
  readonly title: string;
  readonly to: readonly { readonly role: string; readonly agency: string }[];
}

/**
 * What a decision asks of the day's settings (calendars, ladders). Settings are not pinned to a case, so every answer is recorded
 * in the event: a replay reads it there and needs none of today's settings.
 */
export interface Settings {
  due(agency: string | null, start: number, length: Length, roll: Roll): number;
  remainder(agency: string | null, stretch: Stretch, at: number): Remainder;
  resume(agency: string | null, at: number, left: Remainder, roll: Roll): number;
  /** The next rung for a task, or null: its ladder is climbed, or it has none. */
  rung(task: Task): Rung | null;
}

/** An unbroken run of a clock: from when, and for how long. */
export interface Stretch {
  readonly from: number;
  readonly length: Length | Remainder;
  readonly roll: Roll;
}

export type Answer = number | Remainder | Rung | null;

/** Settings that note what they answered. */
export function recording(settings: Settings, answers: Answer[]): Settings {
  const note = <T extends Answer>(answer: T): T => {
    answers.push(answer);
    return answer;
  };
  return {
    due: (agency, start, length, roll) => note(settings.due(agency, start, length, roll)),
    remainder: (agency, stretch, at) => note(settings.remainder(agency, stretch, at)),
    resume: (agency, at, left, roll) => note(settings.resume(agency, at, left, roll)),
    rung: (task) => note(settings.rung(task)),
  };
}

/** Settings that say again what an event recorded. Throws where the decision asks for more than was recorded. */
export function recorded(answers: readonly Answer[]): Settings {
  let next = 0;
  const say = <T extends Answer>(): T => {
    if (next >= answers.length) throw new Error('the replay asks settings a question the recorded event did not');
    return answers[next++] as T;
  };
  return { due: say, remainder: say, resume: say, rung: say };
}
