import 'reflect-metadata';
import { createHttp } from './app/http.js';
import { assemble, type Service } from './app/service.js';
import { EnvironmentError, readEnvironment } from './environment/environment.js';
import { LoadError } from './engine/index.js';
import { makeLog } from './log/log.js';
import { DatabaseInUse, NotTheOwner } from './store/database.js';
import { ConfigError } from './yaml/index.js';

/** A drain that takes longer than this is cut off; what was acknowledged is on disk by then. */
const LONGEST_DRAIN_MS = 25_000;

async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  const log = makeLog(environment.logLevel);
  const service = await assemble(environment, log);
  const app = await createHttp(service);
  const started = app.listen(environment.port, environment.host).then(() => service.start());
  const stop = async (signal: string): Promise<void> => {
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), LONGEST_DRAIN_MS).unref();
    await service.retire();
    // Fastify refuses new connections and waits for the requests it has; only then may the lanes drain.
    await app.getHttpAdapter().close();
    await service.close();
    log.info('stopped');
    process.exit(0);
  };
  // Before it is told that the service is ready: who hears that may ask it to end the next moment.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void started.then(() => stop(signal)));
  await started;
  greet(service, await app.getUrl());
}

function greet({ environment, identity, log, clock }: Service, url: string): void {
  log.info({ url, role: environment.role, database: environment.databaseUrl.replace(/\/\/.*@/, '//…@') }, 'ready');
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  say(`Ijazat is ready at ${url} (API documentation: ${url}/api/docs)`);
  if (environment.production) return;
  say('This is a demonstration: NODE_ENV is not production. Accounts: GET /api/accounts, such as investor@demo.test');
  if (identity.madeUpPassword) say(`Password of all demo accounts, for this run: ${identity.madeUpPassword}`);
  if (clock.virtual)
    say(`The clock is virtual and stands at ${new Date(clock.now()).toISOString()}; move it by POST /api/clock`);
}

/** Mistakes of whoever starts the service are told in a sentence, not as a stack. */
const EXPLAINED = [EnvironmentError, ConfigError, LoadError, DatabaseInUse, NotTheOwner];

main().catch((error: unknown) => {
  const explained = EXPLAINED.some((kind) => error instanceof kind);
  process.stderr.write(
    `${explained && error instanceof Error ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
});
