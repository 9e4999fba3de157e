import type { Store, Transaction } from '../store/store.js';

/**
 * Runs work over a store whose transactions are all parts of one: they follow each other and are committed together, or not at all. For
 * virtual time, where each instant is a batch of its own and a commit for each would wait ten thousand times for the disk.
 *
 * What the work is answered counts only once this resolves. Rejects with what failed; the database must then be opened anew, because the
 * store may remember cases that were never committed.
 */
export function inOneCommit<T>(store: Store, work: (parts: Store) => Promise<T>): Promise<T> {
  return store.transaction((transaction) => work(new PartsOfOne(store, transaction)));
}

/** Asked one at a time, as one lane does. */
class PartsOfOne implements Store {
  readonly lanes = 1;
  private broken = false;

  constructor(
    private readonly store: Store,
    private readonly whole: Transaction,
  ) {}

  async transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    if (this.broken) throw new Error('an earlier part of the commit has failed');
    try {
      return await work(this.whole);
    } catch (error) {
      this.broken = true;
      // Not as it is: a lane would try a conflict again, in a transaction that is already lost.
      throw new Error(`the commit failed: ${String(error)}`, { cause: error });
    }
  }

  remember(cases: Parameters<Store['remember']>[0]): void {
    this.store.remember(cases);
  }
}
