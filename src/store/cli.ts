import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { readEnvironment } from '../environment/environment.js';
import { openDatabase } from './database.js';
import { grantsFor } from './grants.js';

/**
 * `npm run migrate -- [--role NAME]`: brings the tables of DATABASE_URL up to date, and gives the PostgreSQL role as which the service runs
 * what it needs and no more. To be run as the owner of the tables.
 */
async function main(): Promise<void> {
  const { role } = parseArgs({ options: { role: { type: 'string' } } }).values;
  const grants = role === undefined ? [] : grantsFor(role);
  const database = await openDatabase(readEnvironment(process.env).databaseUrl);
  try {
    if (grants.length > 0 && database.kind === 'sqlite')
      throw new Error('SQLite has no roles: whoever can write the file can write all of it');
    await database.write(async (query) => {
      for (const grant of grants) await query(grant);
    });
  } finally {
    await database.close();
  }
  process.stdout.write(
    `The tables are up to date.${role === undefined ? '' : ` ${role} has been granted what the service needs.`}\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
