import type { OpenDatabase } from '../../src/store/database.js';

/** A database that remembers the last statement asked of its reader, to be explained. */
export interface Watched {
  readonly database: OpenDatabase;
  /** How the database reads the last statement: the indexes it uses, or what it does instead. */
  readonly explainLast: () => Promise<string>;
}

/** What reads more than a page's worth: a whole table, or rows that must be sorted first. */
const DEAR = /Seq Scan|Sort|SCAN (?!.*USING)|TEMP B-TREE/i;
/** Several stretches are each cut to a page before those pages are sorted into one. */
const DEAR_OF_SEVERAL = /Seq Scan|SCAN (?!stretch)(?!.*USING)/i;

export function watched(database: OpenDatabase): Watched {
  let last: { sql: string; values: unknown[] } = { sql: 'select 1', values: [] };
  const reader = new Proxy(database.reader, {
    get(source, name) {
      if (name !== 'query') return Reflect.get(source, name);
      return (sql: string, values: unknown[] = []): Promise<unknown> => {
        last = { sql, values };
        return source.query(sql, values);
      };
    },
  });
  return {
    database: { ...database, reader },
    explainLast: async () => {
      const how = database.kind === 'sqlite' ? 'explain query plan' : 'explain';
      const rows: { [column: string]: unknown }[] = await database.reader.query(`${how} ${last.sql}`, last.values);
      const lines = rows.map((row) => String(row['QUERY PLAN'] ?? row['detail']));
      const telling = last.sql.includes(' union all ') ? DEAR_OF_SEVERAL : DEAR;
      const dear = lines.filter((line) => telling.test(line)).map((line) => line.trim().replace(/ {2}\(cost.*/, ''));
      if (dear.length > 0) return `NOT an index read: ${dear.join('; ')}`;
      const names = lines.flatMap(
        (line) => /(?:using|on|INDEX) ((?:tasks|cases|sqlite_auto\w*|counters)_?\w*)/i.exec(line)?.[1] ?? [],
      );
      return [...new Set(names)].filter((name) => name.includes('_')).join(', ') || 'primary key';
    },
  };
}
