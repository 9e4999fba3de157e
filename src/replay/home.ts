import { join } from 'node:path';
import type { Environment } from '../environment/environment.js';
import type { OpenDatabase } from '../store/database.js';
import { amongOf, read } from '../store/read.js';
import { caseIdOf } from './host.js';
import type { ReceiptLog } from './receipt-log.js';

/** The database of a log: the one that is asked for, else a file of its own, so that one log never meets another. */
export function databaseOf(log: ReceiptLog, environment: Environment, asked: string | undefined): string {
  if (asked) return environment.databaseUrl;
  return `sqlite:${join(environment.dataFolder, 'replay', `${log.hash.slice(0, 16)}.db`)}`;
}

/** The database holds other cases: virtual time has no business among them. */
export class NotOurDatabase extends Error {}

/** Rejects with NotOurDatabase where there are cases that this log did not make. */
export async function checkHoldsOnly(log: ReceiptLog, database: OpenDatabase): Promise<void> {
  const ids = log.cases.map((of) => caseIdOf(log, of));
  const mine = await count(database, `select count(*) as n from cases where ${amongOf(database)('id', 1)}`, [ids]);
  const others = (await count(database, 'select count(*) as n from cases', [])) - mine;
  if (others === 0) return;
  throw new NotOurDatabase(
    `the database holds ${others} cases that are not of this log; a replay needs a database of its own, because it moves the clock`,
  );
}

async function count(database: OpenDatabase, sql: string, parameters: readonly unknown[]): Promise<number> {
  const [row] = await read<{ n: number }>(database, sql, parameters);
  return Number(row?.n ?? 0);
}
