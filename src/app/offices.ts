import type { Logger } from 'pino';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Environment } from '../environment/environment.js';
import type { Accounts } from '../identity/accounts.js';
import { Posts } from '../posts/posts.js';
import { Recusals } from '../posts/recusals.js';
import { Register } from '../posts/register.js';
import { seedHoldings } from '../posts/seed.js';
import type { OpenDatabase } from '../store/database.js';
import type { Clock } from '../time/clock.js';

interface Founding {
  readonly environment: Environment;
  readonly database: OpenDatabase;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Who holds which post; in a demonstration its people hold theirs. */
export async function postsOf(
  { environment, database, catalogue, clock, log }: Founding,
  { accounts }: { readonly accounts: Pick<Accounts, 'all'> },
): Promise<{ posts: Posts; recusals: Recusals }> {
  const register = new Register(database, log);
  const posts = new Posts(register, () => catalogue.daySettings);
  await register.refresh();
  if (!environment.production) await seedHoldings(posts, accounts.all, clock.now());
  return { posts, recusals: new Recusals({ register, catalogue, log }) };
}
