import type { CaseState, Rank } from '../engine/index.js';
import type { Changes } from './changes.js';
import type { KeyRow } from './rows.js';

/** A case as kept: what the engine knows of it, and its name for people. */
export interface KeptCase {
  readonly state: CaseState;
  readonly reference: string;
}

/** What a batch of commands names. */
export interface Named {
  readonly cases: readonly string[];
  readonly keys: readonly { readonly actor: string; readonly key: string }[];
}

/** What a transaction begins with. */
export interface Begun {
  /** The cases named; unknown ids are left out. */
  readonly cases: readonly KeptCase[];
  /** What was answered before under the keys named. */
  readonly answers: readonly KeyRow[];
  /** Ids of cases of the families named with an armed deadline due. */
  readonly due: readonly string[];
}

/** A case that holds a rank. */
export interface Ranked {
  readonly id: string;
  readonly reference: string;
  readonly owner: string;
  readonly agency: string | null;
  readonly root: string;
  readonly place: string | null;
}

/** One transaction. All reads see its own locks; what it writes is there for all or for none. */
export interface Transaction {
  /** Locks the roots of the cases named, sorted, and reads what belongs to them. */
  begin(named: Named, now: number): Promise<Begun>;
  /** Cases of families already locked. */
  load(caseIds: readonly string[]): Promise<KeptCase[]>;
  /** Who comes before a case by rank, first first, as far as is written. */
  ahead(id: string, rank: Rank): Promise<readonly Ranked[]>;
  /** The next number of a year's references; `expected`: how many may yet be asked for, this one included. */
  nextReference(year: number, expected: number): Promise<number>;
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
