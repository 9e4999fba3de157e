import type { Logger } from 'pino';
import { CaseNotes } from '../case-notes/case-notes.js';
import { Companies, type IsInvestor } from '../companies/companies.js';
import { MandateRegister } from '../companies/register.js';
import { Successions } from '../companies/successions.js';
import type { Cases } from '../cases/cases.js';
import type { Lanes } from '../cases/lanes.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Environment } from '../environment/environment.js';
import { OfficeWatch } from '../escalations/office-watch.js';
import { Vacancies } from '../escalations/vacancies.js';
import type { Identity } from '../identity/identity.js';
import { postAffairs, type PostAffairs } from '../posts/affairs.js';
import { Posts } from '../posts/posts.js';
import { Recusals } from '../posts/recusals.js';
import { Register } from '../posts/register.js';
import { seedHoldings } from '../posts/seed.js';
import type { DaySettings } from '../settings/index.js';
import type { OpenDatabase } from '../store/database.js';
import { Giving } from '../tasks/giving.js';
import { Router } from '../tasks/router.js';
import { Routing } from '../tasks/routing.js';
import { Strays } from '../tasks/strays.js';
import type { Clock } from '../time/clock.js';

interface Founding {
  readonly database: OpenDatabase;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly log: Logger;
  readonly identity: Pick<Identity, 'demo' | 'accounts'>;
}

/** Who holds which post; in a demonstration its people hold theirs. */
export async function postsOf({ database, catalogue, clock, log, identity }: Founding): Promise<Founded> {
  const register = new Register(database, log);
  const posts = new Posts(register, () => catalogue.daySettings);
  await register.refresh();
  await seedHoldings(posts, identity.demo, clock.now());
  const mandates = new MandateRegister(database, log);
  await mandates.refresh();
  const isInvestor = investorsIn(identity.accounts);
  return {
    posts,
    mandates,
    recusals: new Recusals({ register, catalogue, log }),
    successions: new Successions({ database, register: mandates, catalogue, isInvestor, log }),
  };
}

interface Founded {
  readonly posts: Posts;
  readonly mandates: MandateRegister;
  readonly recusals: Recusals;
  readonly successions: Successions;
}

/** Who acts for companies: investors only. */
function investorsIn(accounts: Identity['accounts']): IsInvestor {
  return async (person) => {
    const account = await accounts.find(person);
    return account?.id === person && account.posts.some(({ role }) => role === 'investor');
  };
}

/** Posts and their holders, and how tasks come to them. */
export interface Offices extends PostAffairs {
  readonly giving: Giving;
  readonly routing: Routing;
  readonly router: Router;
  readonly strays: Strays;
  readonly watch: OfficeWatch;
  readonly mandates: MandateRegister;
  readonly companies: Companies;
  readonly notes: CaseNotes;
}

interface OfficesParts {
  readonly database: OpenDatabase;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly log: Logger;
  readonly lanes: Lanes;
  readonly cases: Cases;
  readonly posts: Posts;
  readonly mandates: MandateRegister;
  readonly accounts: Identity['accounts'];
  readonly environment: Pick<Environment, 'role'>;
}

export function officesOf({ catalogue, accounts, environment, mandates, ...parts }: OfficesParts): Offices {
  const day = (): DaySettings => catalogue.daySettings;
  const giving = new Giving(parts);
  const routing = new Routing(parts, giving);
  const router = new Router({ ...parts, routing, day });
  const strays = new Strays(parts);
  const watch = new OfficeWatch({
    ...parts,
    router,
    strays,
    wakes: environment.role !== 'api',
    vacancies: new Vacancies({ ...parts, day }),
  });
  return {
    ...postAffairs({ ...parts, accounts }),
    giving,
    routing,
    router,
    strays,
    watch,
    mandates,
    companies: new Companies(mandates, investorsIn(accounts)),
    notes: new CaseNotes(parts.database, parts.cases),
  };
}
