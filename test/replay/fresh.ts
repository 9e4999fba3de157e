import { afterEach } from '@jest/globals';
import { readLog, type ReceiptLog } from '../../src/replay/receipt-log.js';
import type { OpenDatabase } from '../../src/store/database.js';
import { testDatabase, type Kind, type TestDatabase } from '../support/databases.js';
import { csv, type GivenCase } from './logs.js';

export const logOf = (cases: readonly GivenCase[]): ReceiptLog => readLog('small.csv', csv(cases));
export const quietly = (): void => undefined;

/** Gives empty databases, which are gone after each test. */
export function freshDatabases(): (kind: Kind) => Promise<OpenDatabase> {
  const opened: { home: TestDatabase; database: OpenDatabase }[] = [];
  afterEach(async () => {
    for (const { home, database } of opened.splice(0)) {
      await database.close();
      await home.drop();
    }
  });
  return async (kind) => {
    const home = await testDatabase(kind);
    const database = await home.open();
    opened.push({ home, database });
    return database;
  };
}
