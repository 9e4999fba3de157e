import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Accounts } from '../../identity/accounts.js';
import type { PageClock } from '../page-clock.js';
import type { Known } from './cell-words.js';

/** What persons, approvals and agencies are called that figures name by their ids. */
export class Naming {
  constructor(
    private readonly accounts: Pick<Accounts, 'names'>,
    private readonly catalogue: Catalogue,
    private readonly clock: PageClock,
  ) {}

  async known(persons: readonly string[]): Promise<Known> {
    const { approvals } = this.catalogue.law(this.clock.now());
    return {
      persons: await this.accounts.names([...new Set(persons)]),
      approvals: new Map(approvals.map(({ id, name }) => [id, name])),
    };
  }

  agencies(): readonly string[] {
    return this.catalogue.daySettings.agencies.map(({ id }) => id);
  }
}
