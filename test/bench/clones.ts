import Database from 'better-sqlite3';
import pg from 'pg';
import { MILL } from '../support/applications.js';
import type { Row } from './sample.js';
import type { RunningService } from './service.js';

/*
 * Applications on which time runs that is counted in working days, as many as a holiday is to move: one is filed through the service, and its rows
 * are copied under other ids.
 */

/** Files an application at the running service; gives its id. */
export async function filedApplication(service: RunningService): Promise<string> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await service.token('investor')}` };
  const post = async (path: string, body: object): Promise<string> => {
    const answer = await fetch(`${service.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`POST ${path}: ${await answer.text()}`);
    return ((await answer.json()) as { readonly id: string }).id;
  };
  const id = await post('/api/cases', { workflow: 'investor-approval', data: MILL });
  return post(`/api/cases/${id}/events`, { type: 'submit', data: {} });
}

/** Copies a case and its running clocks so many times, each a family of its own. */
export async function clone(url: string, id: string, times: number): Promise<void> {
  const { rows, put, done } = await connected(url);
  const [original] = await rows('select * from cases where id = $1', id);
  const clocks = await rows("select * from clocks where case_id = $1 and status = 'running'", id);
  if (!original || clocks.length === 0) throw new Error('no time runs on what is to be copied');
  const root = String(original['root']);
  for (let n = 0; n < times; n += 1) {
    const copy = `ffffffff-0000-4000-8000-${String(n).padStart(12, '0')}`;
    const body = String(original['body'])
      .replaceAll(id, copy)
      .replaceAll(`"root":"${root}"`, `"root":"${copy}"`)
      .replaceAll(`"parent":"${root}"`, '"parent":null');
    await put('cases', { ...original, id: copy, root: copy, parent: null, key: null, reference: `IJZ-C-${n}`, body });
    for (const clock of clocks) await put('clocks', { ...clock, case_id: copy });
  }
  await done();
}

interface Connected {
  readonly rows: (sql: string, id: string) => Promise<Row[]>;
  readonly put: (table: string, row: Row) => Promise<void>;
  readonly done: () => Promise<void>;
}

async function connected(url: string): Promise<Connected> {
  const insert = (table: string, row: Row, at: (n: number) => string): string => {
    const columns = Object.keys(row);
    return `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, n) => at(n + 1)).join(', ')})`;
  };
  if (url.startsWith('sqlite:')) {
    const database = new Database(url.slice('sqlite:'.length));
    database.pragma('synchronous = OFF');
    database.exec('begin');
    return {
      rows: async (sql, id) => database.prepare(sql.replace('$1', '?')).all(id) as Row[],
      put: async (table, row) => void database.prepare(insert(table, row, () => '?')).run(...Object.values(row)),
      done: async () => {
        database.exec('commit');
        database.close();
      },
    };
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('begin');
  return {
    rows: async (sql, id) => (await client.query<Row>(sql, [id])).rows,
    put: async (table, row) =>
      void (await client.query(
        insert(table, row, (n) => `$${n}`),
        Object.values(row),
      )),
    done: async () => {
      await client.query('commit');
      await client.query('vacuum analyze cases');
      await client.query('vacuum analyze clocks');
      await client.end();
    },
  };
}
