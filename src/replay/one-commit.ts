import type { Store, Transaction } from '../store/store.js';

/**
 * Runs work over a store whose transactions are all part of one: they follow each other as asked for and are committed together, or not at
 * all. For virtual time, where each instant is a batch of its own and a commit for each would wait ten thousand times for the disk.
 *
 * What the work is answered counts only once this resolves. Rejects with what failed; the process must then start from the database again,
 * because the store may remember cases that were never committed.
 */
export function inOneCommit<T>(store: Store, work: (shared: Store) => Promise<T>): Promise<T> {
  return store.transaction((transaction) => work(new SharedStore(store, transaction)));
}

class SharedStore implements Store {
  readonly lanes = 1;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly within: Transaction,
  ) {}

  /** One after the other; after a failure the rest is refused, so that nothing is written after a gap. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const mine = this.turn.then(() => work(this.within));
    // Not as it is: a lane would try a conflict again, in a transaction that is already lost.
    this.turn = mine.catch((error: unknown) => Promise.reject(new Error('an earlier part of the commit failed', { cause: error })));
    return mine.catch((error: unknown) => Promise.reject(new Error('a part of the commit failed', { cause: error })));
  }

  remember(cases: Parameters<Store['remember']>[0]): void {
    this.store.remember(cases);
  }
}
