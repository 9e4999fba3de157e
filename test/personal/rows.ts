import type { OpenDatabase } from '../../src/store/database.js';
import { read } from '../../src/store/read.js';

/** Names of the tables that hold a text anywhere in any row; what a row says is looked at whole. */
export async function tablesWith(database: OpenDatabase, text: string): Promise<string[]> {
  const sql =
    database.kind === 'sqlite'
      ? "select name from sqlite_master where type = 'table' order by name"
      : "select tablename as name from pg_tables where schemaname = 'public' order by tablename";
  const tables = await read<{ name: string }>(database, sql, []);
  const holding: string[] = [];
  for (const { name } of tables) {
    const rows = await read<object>(database, `select * from ${name}`, []);
    if (JSON.stringify(rows).includes(text)) holding.push(name);
  }
  return holding;
}
