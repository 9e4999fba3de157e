import type { IssuedCertificate } from './certificates.js';
import type { Json, JsonObject } from './json.js';
import type { Paper } from './papers.js';

/** A pause or an open-ended wait is charged to somebody: an agency by its id, or one of these. */
export type Holder = string;

/** A timer the law or a ladder set on a case. Its id is unique per arming: `<case>.<arming>`. */
export interface Deadline {
  readonly id: string;
  readonly arming: number;
  /** `law`: a machine's `after` or delayed raise. `ladder`: the next rung of an open task. */
  readonly source: 'law' | 'ladder';
  /** XState's id of the delayed event, by which `cancel` finds it; null where the author gave none. */
  readonly timer: string | null;
  /** True where another was armed or has fired under the same id: XState has then lost hold of it, and no `cancel` reaches it. */
  readonly loose?: boolean;
  readonly event: JsonObject & { readonly type: string };
  /** Name of the clock that governs it, null for a delay that no ruleset governs. */
  readonly clock: string | null;
  /** Instant, epoch milliseconds; null while its clock is paused. */
  readonly dueAt: number | null;
  /** False where the clock is no confirmed limit though the event would have legal effect: it then shows and warns only. */
  readonly binding: boolean;
  /** For a ladder: which task, which rung. */
  readonly task?: string;
  readonly rung?: number;
}

/** Open work that an active state asks of a post. Id = `<case>.<arming>`. */
export interface Task {
  readonly id: string;
  readonly arming: number;
  readonly node: string;
  readonly title: string;
  readonly role: string;
  readonly agency: string | null;
  readonly openedAt: number;
  /** When the clock named by the task's declaration runs out; null where it is paused or there is none. */
  readonly dueAt: number | null;
  readonly assignee: string | null;
  /** Rungs climbed so far. */
  readonly rungs: number;
  /** Since when nobody holds the post that is to do it, and how often that was told; absent: it never was. */
  readonly vacant?: { readonly since: number; readonly rungs: number };
}

/** One run of a clock on a case. */
export interface ClockRun {
  readonly name: string;
  readonly force: 'limit' | 'target';
  readonly status: 'running' | 'paused' | 'stopped' | 'passed';
  readonly startedAt: number;
  readonly dueAt: number | null;
  /** From where the current stretch runs: the start, or the last resumption. */
  readonly runsFrom: number;
  /** What is left for the current stretch: null is the whole length of the rule. */
  readonly left: Json;
  readonly cause: string | null;
  readonly extendedBy: readonly string[];
}

/** The holder of the case's time since an instant. */
export interface Charge {
  readonly holder: Holder;
  readonly cause: string | null;
  readonly since: number;
}

export interface ChildLink {
  readonly id: string;
  readonly workflow: string;
  readonly outcome: string | null;
}

/** A case's place among those that ask for the same thing: who was received first comes first. */
export interface Rank {
  readonly subject: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Everything the engine knows of a case; what tables hold beside it is derived. Plain JSON. */
export interface CaseState {
  readonly id: string;
  readonly workflow: string;
  readonly version: string;
  readonly ruleset: string;
  /** Which rules of the ruleset hold for this case, found once at opening. */
  readonly rules: string;
  readonly root: string;
  readonly parent: string | null;
  readonly key: string | null;
  readonly owner: string;
  readonly agency: string | null;
  readonly openedAt: number;
  /** XState's persisted snapshot. */
  readonly snapshot: JsonObject;
  readonly rev: number;
  readonly seq: number;
  readonly hash: string;
  /** Armings so far, of deadlines and tasks alike. */
  readonly armings: number;
  readonly deadlines: readonly Deadline[];
  readonly tasks: readonly Task[];
  readonly clocks: { readonly [name: string]: ClockRun };
  readonly marks: { readonly [mark: string]: number };
  /** Last actor of each event type: four eyes look here. */
  readonly acts: { readonly [event: string]: string };
  /** For whom the last actor did it, where that was a substitute; absent: none of them was. */
  readonly behalf?: { readonly [event: string]: string };
  /** What was recorded from paper and waits for a second signature; absent: nothing ever was. */
  readonly papers?: readonly Paper[];
  /** What the case has issued, in order; absent: nothing yet. */
  readonly certificates?: readonly IssuedCertificate[];
  /** Null: it had a rank and gave it up; absent: it never had one. */
  readonly rank?: Rank | null;
  readonly charge: Charge;
  readonly children: { readonly [key: string]: ChildLink };
}

/** Whether one case comes before another that asks for the same; at one instant the ids decide, so that somebody always does. */
export function isAhead(
  one: Pick<CaseState, 'id' | 'rank'>,
  of: { readonly id: string; readonly rank: Rank },
): boolean {
  const { rank } = one;
  if (!rank || rank.subject !== of.rank.subject) return false;
  return rank.at < of.rank.at || (rank.at === of.rank.at && one.id < of.id);
}

/** The first of a case's deadlines due at an instant, or null. */
export function firstDue(state: CaseState, now: number): (Deadline & { readonly dueAt: number }) | null {
  let first: (Deadline & { readonly dueAt: number }) | null = null;
  for (const deadline of state.deadlines) {
    const { dueAt } = deadline;
    if (dueAt === null || dueAt > now) continue;
    if (!first || dueAt < first.dueAt || (dueAt === first.dueAt && deadline.arming < first.arming))
      first = { ...deadline, dueAt };
  }
  return first;
}
