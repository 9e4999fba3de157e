import type { Logger } from 'pino';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Identity } from '../identity/identity.js';
import { Posts } from '../posts/posts.js';
import { Recusals } from '../posts/recusals.js';
import { Register } from '../posts/register.js';
import { seedHoldings } from '../posts/seed.js';
import type { OpenDatabase } from '../store/database.js';
import { Giving, type GivingParts } from '../tasks/giving.js';
import { Routing } from '../tasks/routing.js';
import type { Clock } from '../time/clock.js';

interface Founding {
  readonly database: OpenDatabase;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly log: Logger;
  readonly identity: Pick<Identity, 'demo'>;
}

/** Who holds which post; in a demonstration its people hold theirs. */
export async function postsOf({
  database,
  catalogue,
  clock,
  log,
  identity,
}: Founding): Promise<{ posts: Posts; recusals: Recusals }> {
  const register = new Register(database, log);
  const posts = new Posts(register, () => catalogue.daySettings);
  await register.refresh();
  await seedHoldings(posts, identity.demo, clock.now());
  return { posts, recusals: new Recusals({ register, catalogue, log }) };
}

/** How tasks are given to those who hold the posts. */
export function givingOf(parts: GivingParts): { giving: Giving; routing: Routing } {
  const giving = new Giving(parts);
  return { giving, routing: new Routing(parts, giving) };
}
