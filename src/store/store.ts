import type { CaseState } from '../engine/index.js';
import type { Changes } from './changes.js';
import type { KeyRow } from './rows.js';

/** A case as kept: what the engine knows of it, and its name for people. */
export interface KeptCase {
  readonly state: CaseState;
  readonly reference: string;
}

/** One transaction. All reads see its own locks; what it writes is there for all or for none. */
export interface Transaction {
  /** Locks the roots of the cases, sorted, and gives the cases; unknown ids are left out. */
  lock(caseIds: readonly string[]): Promise<KeptCase[]>;
  /** Cases of families already locked. */
  load(caseIds: readonly string[]): Promise<KeptCase[]>;
  /** Ids of cases of these families with an armed deadline due. */
  due(roots: readonly string[], now: number): Promise<string[]>;
  answers(keys: readonly { readonly actor: string; readonly key: string }[]): Promise<KeyRow[]>;
  /** The next number of a year's references; numbers of failed transactions are given again on SQLite and on PostgreSQL. */
  nextReference(year: number): Promise<number>;
  write(changes: Changes, shard: number): Promise<void>;
}

/** What the database says no to, though the decision was sound: another process was first. */
export class Conflict extends Error {}
/** Deadlock or serialisation failure: the same batch may well pass when tried again. */
export class TryAgain extends Error {}

/** Where cases are kept. */
export interface Store {
  /** How many transactions may run side by side: one on SQLite. */
  readonly lanes: number;
  /** Runs work in one transaction. Throws Conflict, TryAgain, or what the work throws; nothing is written then. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Keeps committed cases at hand, so that the next command on them reads nothing. */
  remember(cases: Iterable<KeptCase>): void;
}
