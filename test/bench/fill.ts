import Database from 'better-sqlite3';
import pg from 'pg';
import { figuresOf, placeRows, type FilledFigures } from './fill-figures.js';
import type { Row, Sample } from './sample.js';

/*
 * A country's cases put straight into the tables: no service makes a million of them in a benchmark's time. Shapes and sizes are those of
 * the scenario's rows. One task a case, 35 in 100 open; large agencies and small ones; due dates from two months ago to two months ahead.
 */

export interface FillOrder {
  readonly url: string;
  readonly sample: Sample;
  readonly agencies: readonly string[];
  /** Cases are numbered; these come beside those that are there. */
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

const DAY = 86_400_000;
export const SPREAD_MS = 60 * DAY;
const NEVER = 9_000_000_000_000_000;
const INVESTORS = 5000;
const STAGES = ['first', 'second', 'third', 'fourth', 'fifth'];
const CHUNK = 5000;

/** The n-th of endlessly many numbers that look like chance and are the same in every run: from 0 to 1. */
function chance(n: number, salt: number): number {
  let h = Math.imul(n ^ (salt * 0x9e3779b9), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

function idOf(n: number): string {
  const word = (salt: number): string =>
    Math.floor(chance(n, salt) * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  const tail = n.toString(16).padStart(8, '0');
  return `${word(1)}-${word(2).slice(0, 4)}-4${word(2).slice(4, 7)}-8${word(3).slice(0, 3)}-${word(4).slice(0, 4)}${tail}`;
}

interface Made extends Pick<FilledFigures, 'passages' | 'ledger'> {
  readonly case: Row;
  readonly task: Row;
  readonly terms: readonly Row[];
}

export const referenceOf = (n: number): string => `IJZ-2026-${String(n).padStart(7, '0')}`;
export const taxNumberOf = (n: number): string => String(1_000_000 + n);
const TRADES = ['mills', 'mining', 'chemicals', 'foods'];

function make(n: number, { sample, agencies, now }: FillOrder, counts: Map<string, number>): Made {
  const id = idOf(n);
  // A tenth of the agencies has half of the work.
  const agency = agencies[Math.floor(agencies.length * chance(n, 5) ** 3.3)] ?? 'sifc';
  const investor = Math.floor(INVESTORS * chance(n, 6));
  const owner = investor === 0 ? 'investor@demo.test' : `investor${investor}@demo.test`;
  const open = chance(n, 7) < 0.35;
  const stage = open ? (STAGES[Math.floor(5 * chance(n, 8))] ?? 'first') : 'done';
  const openedAt = now - Math.floor(chance(n, 9) * 1000 * DAY);
  const reference = referenceOf(n);
  const terms = [reference.toLowerCase(), taxNumberOf(n), `company ${n}`, TRADES[n % TRADES.length] ?? ''];
  const due = chance(n, 10) < 0.05 ? null : now + Math.floor((chance(n, 11) * 2 - 1) * SPREAD_MS);
  const kind = chance(n, 12);
  const role = kind < 0.9 ? 'officer' : kind < 0.93 ? 'manager' : 'investor';
  const claimed = open && role === 'officer' && chance(n, 13) < 0.3;
  const task = sample.inserts.find(({ table }) => table === 'tasks')?.row ?? {};
  const status = open ? 'active' : 'done';
  const state = JSON.stringify(stage);
  const its = figuresOf({ n, id, agency, open, openedAt, now, chance: (salt) => chance(n, salt) }, counts);
  const { place, holder, passages, ledger } = its;
  const standing = { root: id, owner, agency, stage, state, status, opened_at: openedAt, place, holder };
  return {
    passages,
    ledger,
    case: { ...sample.after, id, reference, ...standing },
    task: {
      ...task,
      id: `${id}.1`,
      case_id: id,
      reference,
      owner,
      role,
      agency: role === 'investor' ? null : agency,
      assignee: claimed ? `officer.${agency}@demo.test` : null,
      opened_at: openedAt,
      due_at: due,
      due_key: due ?? NEVER,
      closed_at: open ? null : now,
    },
    terms: terms.map((term) => ({ case_id: id, term, root: id, live: 1 })),
  };
}

/** Adds the cases and their tasks, and counts them as the service would have. */
export async function fill(order: FillOrder): Promise<void> {
  const counts = new Map<string, number>();
  const write = order.url.startsWith('sqlite:') ? intoSqlite(order.url) : await intoPostgres(order.url);
  for (let from = order.from; from < order.to; from += CHUNK) {
    const made = Array.from({ length: Math.min(CHUNK, order.to - from) }, (_, n) => make(from + n, order, counts));
    for (const { case: row } of made) {
      const scope = `cases/${String(row['agency'])}/${String(row['workflow'])}/${String(row['stage'])}/${String(row['status'])}`;
      counts.set(scope, (counts.get(scope) ?? 0) + 1);
    }
    await write.rows(
      'cases',
      made.map((one) => one.case),
    );
    await write.rows(
      'tasks',
      made.map((one) => one.task),
    );
    for (const table of ['passages', 'ledger'] as const)
      await write.rows(
        table,
        made.flatMap((one) => one[table]),
      );
    await write.rows(
      'search_terms',
      made.flatMap((one) => one.terms),
    );
  }
  // Two lanes count in shards of their own; by the order's start, so that a second filling adds.
  const shard = order.from === 0 ? 0 : 1;
  const counters = [...counts].map(([scope, n]) => ({ scope, shard, n }));
  for (let at = 0; at < counters.length; at += CHUNK) await write.rows('counters', counters.slice(at, at + CHUNK));
  if (order.from === 0) await write.rows('places', placeRows());
  await write.done();
}

interface Writer {
  rows(table: string, rows: readonly Row[]): Promise<void>;
  done(): Promise<void>;
}

function intoSqlite(url: string): Writer {
  const database = new Database(url.slice('sqlite:'.length));
  database.pragma('synchronous = OFF');
  database.pragma('cache_size = -524288');
  return {
    rows: async (table, rows) => {
      const columns = Object.keys(rows[0] ?? {});
      const places = columns.map(() => '?').join(', ');
      const insert = database.prepare(`insert into ${table} (${columns.join(', ')}) values (${places})`);
      database.transaction(() => {
        for (const row of rows) insert.run(...columns.map((column) => row[column]));
      })();
    },
    done: async () => {
      database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}

async function intoPostgres(url: string): Promise<Writer> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('set synchronous_commit = off');
  return {
    rows: async (table, rows) => {
      const [first = {}, second = {}] = rows;
      // What is alike in all rows is sent once.
      const columns = Object.keys(first);
      const alike = columns.filter((column) => rows.every((row) => row[column] === first[column]));
      const unlike = columns.filter((column) => !alike.includes(column));
      const type = (column: string): string => {
        const example = rows.find((row) => row[column] !== null)?.[column] ?? second[column];
        return typeof example === 'number' ? 'bigint' : 'text';
      };
      const constant = alike.filter((column) => first[column] !== null);
      const lists = unlike.map((column, index) => `$${index + 1}::${type(column)}[]`).join(', ');
      const given = constant.map((column, index) => `$${unlike.length + index + 1}::${type(column)}`).join(', ');
      await client.query(
        `insert into ${table} (${[...unlike, ...constant].join(', ')}) select ${['fresh.*', given].filter(Boolean).join(', ')}
         from unnest(${lists}) as fresh`,
        [...unlike.map((column) => rows.map((row) => row[column])), ...constant.map((column) => first[column])],
      );
    },
    done: async () => {
      // Autovacuum would have, in the time in which cases really come.
      for (const table of ['cases', 'tasks', 'search_terms', 'counters', 'passages', 'ledger'])
        await client.query(`vacuum analyze ${table}`);
      await client.query('checkpoint');
      await client.end();
    },
  };
}
