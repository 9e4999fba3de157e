import type { Actor, Post } from './actor.js';
import type { Act } from './acts.js';
import type { Command } from './decide.js';
import type { Frame } from './draft.js';
import type { Effect } from './effects.js';
import type { Opening } from './open.js';
import type { CaseState, Rank } from './state.js';

/** What is asked of one case. */
export type Request =
  | { readonly kind: 'open'; readonly opening: Opening; readonly actor: Actor }
  | { readonly kind: 'command'; readonly case: string; readonly command: Command; readonly rev?: number }
  | {
      readonly kind: 'act';
      readonly case: string;
      readonly act: Act;
      readonly actor: Actor;
      readonly post: Post | null;
      readonly rev?: number;
    }
  /** Fires what is due in the family; nothing else. */
  | { readonly kind: 'due'; readonly case: string };

/** Pinned workflows and rules, and the settings of the day. */
export interface Host {
  /** By which calendars its frames count, as a name for all of them together; absent: it does not say. */
  readonly calendars?: string;
  frame(pinned: Pick<CaseState, 'workflow' | 'version' | 'ruleset' | 'rules'>): Frame;
  /** How a child is opened: version, rules and agency that hold for it. Throws Rejection `workflow` where it cannot be. */
  child(parent: CaseState, effect: Effect & { readonly type: 'openChild' }): Opening;
}

/** What a run needs of the store: a case, or the cases of a family with a deadline due. */
export type Need =
  | { readonly kind: 'case'; readonly id: string }
  | { readonly kind: 'due'; readonly root: string; readonly now: number }
  /** Who comes before a case by their rank, whatever family they are of. */
  | { readonly kind: 'ahead'; readonly id: string; readonly rank: Rank };
export interface Ahead {
  /** Their references, first first. */
  readonly ahead: readonly string[];
}
export type Given = CaseState | readonly CaseState[] | Ahead | null;

export class NoSuchCase extends Error {}
/** The case has moved on since the caller looked at it. */
export class StaleRevision extends Error {
  constructor(
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`the case is at revision ${actual}, not ${expected}`);
  }
}
