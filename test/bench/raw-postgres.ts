import pg from 'pg';
import { secondsOf } from './figures.js';
import { caseFor, GROUP, movesOf, rawCommands, type RawCommand, type RawLimit, type RawOrder } from './raw.js';
import type { Row, Sample } from './sample.js';

export const CONNECTIONS = 16;
/** As many as the service has lanes. */
const CONNECTIONS_GROUPED = 2;

type Writer = (client: pg.Client, sample: Sample, mine: readonly RawCommand[]) => Promise<void>;

/** The database must have its tables. */
export async function rawPostgres(url: string, { sample, single, grouped }: RawOrder): Promise<RawLimit> {
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => connected(url)));
  const rate = async (count: number, on: readonly pg.Client[], write: Writer): Promise<number> => {
    const all = rawCommands(sample, count);
    const cases = all.map(({ id }) => caseFor(sample, id));
    for (let from = 0; from < count; from += 500) await insertAll(clients[0], 'cases', cases.slice(from, from + 500));
    const share = Math.ceil(count / on.length);
    const seconds = await secondsOf(() =>
      Promise.all(on.map((client, index) => write(client, sample, all.slice(index * share, (index + 1) * share)))),
    );
    return count / seconds;
  };
  const limit = {
    single: await rate(single, clients, oneByOne),
    grouped: await rate(grouped, clients.slice(0, CONNECTIONS_GROUPED), inGroups),
  };
  await Promise.all(clients.map((client) => client.end()));
  return limit;
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** One transaction each, every statement prepared on its connection. */
async function oneByOne(client: pg.Client, sample: Sample, mine: readonly RawCommand[]): Promise<void> {
  const moves = movesOf(sample);
  const names = Object.keys(moves);
  const sets = names.map((name, index) => `${name} = $${index + 1}`).join(', ');
  const text = `update cases set ${sets} where id = $${names.length + 1} and seq = $${names.length + 2}`;
  for (const { id, inserts } of mine) {
    await client.query('begin');
    await client.query({ name: 'move', text, values: [...Object.values(moves), id, sample.before['seq']] });
    for (const { table, row } of inserts) {
      const columns = Object.keys(row);
      const places = columns.map((_, index) => `$${index + 1}`).join(', ');
      const insert = `insert into ${table} (${columns.join(', ')}) values (${places})`;
      await client.query({ name: table, text: insert, values: Object.values(row) });
    }
    await client.query('commit');
  }
}

/** One transaction for a group, one statement a table. */
async function inGroups(client: pg.Client, sample: Sample, mine: readonly RawCommand[]): Promise<void> {
  const moves = present(movesOf(sample));
  const names = Object.keys(moves);
  const sets = names.map((name) => `${name} = fresh.${name}`).join(', ');
  const fresh = [...names, 'id', 'from_seq'];
  const example = { ...moves, id: '', from_seq: 0 };
  const text = `update cases set ${sets} from unnest(${listsOf(example)}) as fresh (${fresh.join(', ')})
    where cases.id = fresh.id and cases.seq = fresh.from_seq`;
  for (let from = 0; from < mine.length; from += GROUP) {
    const group = mine.slice(from, from + GROUP);
    await client.query('begin');
    const rows = group.map(({ id }) => ({ ...moves, id, from_seq: sample.before['seq'] }));
    await client.query({ name: 'move-all', text, values: columnWise(Object.keys(example), rows) });
    const tables = new Map<string, Row[]>();
    for (const { table, row } of group.flatMap(({ inserts }) => inserts)) {
      tables.set(table, [...(tables.get(table) ?? []), row]);
    }
    for (const [table, inserted] of tables) await insertAll(client, table, inserted);
    await client.query('commit');
  }
}

async function insertAll(client: pg.Client | undefined, table: string, rows: readonly Row[]): Promise<void> {
  const example = present(rows[0] ?? {});
  const columns = Object.keys(example);
  const text = `insert into ${table} (${columns.join(', ')}) select * from unnest(${listsOf(example)})`;
  await client?.query({ name: `${table}-all`, text, values: columnWise(columns, rows) });
}

/** Columns that hold something: a null needs no place in a list. */
function present(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined));
}

function listsOf(example: Row): string {
  const types = Object.values(example).map((value) => (typeof value === 'number' ? 'bigint' : 'text'));
  return types.map((type, index) => `$${index + 1}::${type}[]`).join(', ');
}

function columnWise(columns: readonly string[], rows: readonly Row[]): unknown[][] {
  return columns.map((column) => rows.map((row) => row[column]));
}
