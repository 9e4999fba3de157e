import Database from 'better-sqlite3';
import { secondsOf } from './figures.js';
import { caseFor, GROUP, movesOf, rawCommands, type RawCommand, type RawLimit, type RawOrder } from './raw.js';
import type { Row } from './sample.js';

/** The file must have its tables and nobody else on it. */
export async function rawSqlite(path: string, { sample, single, grouped }: RawOrder): Promise<RawLimit> {
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  const statements = new Map<string, Database.Statement>();
  const insert = (table: string, row: Row): void => {
    const columns = Object.keys(row);
    const sql = `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`;
    const statement = statements.get(table) ?? database.prepare(sql);
    statements.set(table, statement);
    statement.run(...Object.values(row));
  };
  const moves = movesOf(sample);
  const sets = Object.keys(moves).map((column) => `${column} = ?`);
  const update = database.prepare(`update cases set ${sets.join(', ')} where id = ? and seq = ?`);
  const write = ({ id, inserts }: RawCommand): void => {
    if (update.run(...Object.values(moves), id, sample.before['seq']).changes !== 1) throw new Error('no case to move');
    for (const { table, row } of inserts) insert(table, row);
  };
  const rate = async (count: number, size: number): Promise<number> => {
    const all = rawCommands(sample, count);
    database.transaction(() => all.forEach(({ id }) => insert('cases', caseFor(sample, id))))();
    const commit = database.transaction((some: readonly RawCommand[]) => some.forEach(write));
    const seconds = await secondsOf(async () => {
      for (let from = 0; from < count; from += size) commit.immediate(all.slice(from, from + size));
    });
    return count / seconds;
  };
  const limit = { single: await rate(single, 1), grouped: await rate(grouped, GROUP) };
  database.close();
  return limit;
}
