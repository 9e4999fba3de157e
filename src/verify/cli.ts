import 'reflect-metadata';
import { loadCatalogue } from '../catalogue/load-catalogue.js';
import { readEnvironment } from '../environment/environment.js';
import { openForReading } from '../store/database.js';
import { verifyAll } from './verify.js';

/** `npm run verify`: checks every case of the database of the environment. Exit code 1 where something does not fit. */
async function main(): Promise<number> {
  const environment = readEnvironment(process.env);
  const catalogue = await loadCatalogue(environment);
  const database = await openForReading(environment.databaseUrl, { snapshot: true });
  const progress = (cases: number): void => {
    if (process.stdout.isTTY) process.stdout.write(`\r${cases} cases checked`);
  };
  const { cases, events, failures } = await verifyAll(database, (opening) => catalogue.pinned(opening), progress);
  await database.close();
  if (process.stdout.isTTY) process.stdout.write('\r');
  for (const failure of failures) process.stdout.write(`NOT SOUND  ${failure}\n`);
  process.stdout.write(
    `${cases} cases, ${events} events: ${failures.length === 0 ? 'all sound' : `${failures.length} not sound`}\n`,
  );
  return failures.length === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  },
);
