import type { OpenDatabase } from '../../src/store/database.js';
import { read } from '../../src/store/read.js';

/**
 * Switches off what guards the append-only tables, as somebody can who owns them: the tests of `verify` are about such people. Gives a way
 * to change anything.
 */
export async function asInsider(
  database: OpenDatabase,
): Promise<(sql: string, parameters?: unknown[]) => Promise<void>> {
  const guards = await read<{ name: string; owner: string }>(
    database,
    database.kind === 'sqlite'
      ? `select name, tbl_name as owner from sqlite_master where type = 'trigger'`
      : `select tgname as name, tgrelid::regclass::text as owner from pg_trigger where not tgisinternal`,
    [],
  );
  const change = async (sql: string, parameters: unknown[] = []): Promise<void> => {
    await database.write((query) => query(sql, parameters));
  };
  for (const { name, owner } of guards)
    await change(`drop trigger ${name}${database.kind === 'postgres' ? ` on ${owner}` : ''}`);
  return change;
}
