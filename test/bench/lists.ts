import { CaseLists } from '../../src/cases/case-lists.js';
import { Cases } from '../../src/cases/cases.js';
import { Lanes } from '../../src/cases/lanes.js';
import type { Actor, JsonObject } from '../../src/engine/index.js';
import { writeCursor, type Page } from '../../src/store/pages.js';
import { Tasks } from '../../src/tasks/tasks.js';
import { realClock } from '../../src/time/clock.js';
import { testDatabase, type Kind } from '../support/databases.js';
import { boundedReads } from './bounded-reads.js';
import { Connection } from './connection.js';
import { percentile, secondsOf, spelt } from './figures.js';
import { fill, SPREAD_MS } from './fill.js';
import { watched } from './plans.js';
import type { Figure, Findings, Ratio } from './report.js';
import { benchCatalogue, INVESTOR, sampleRows } from './sample.js';
import { emptyRedis } from './servers.js';
import { startService } from './service.js';

export interface ListsOrder {
  /** Numbers of cases at which to measure, ascending. */
  readonly sizes: readonly number[];
  readonly samples: number;
}

const LIMIT = 50;
const WARM = 20;
const GOAL_MS = 5;
const DAY = 86_400_000;

/** A read to be timed; `turn` chooses whose and where. */
export interface Read {
  readonly name: string;
  /** The goal of a worklist holds for it. */
  readonly judged: boolean;
  readonly run: (turn: number) => Promise<unknown>;
}

interface Timed {
  readonly name: string;
  readonly judged: boolean;
  readonly times: readonly number[];
}

/** Worklists, case lists and counts at a hundred thousand and a million cases, through the classes and through HTTP. */
export async function benchLists(
  kind: Kind,
  { sizes, samples }: ListsOrder,
  say: (line: string) => void,
): Promise<Findings> {
  const home = await testDatabase(kind);
  const [catalogue, sample, now] = [await benchCatalogue(), await sampleRows(), Date.now()];
  const agencies = catalogue.daySettings.agencies.map(({ id }) => id);
  const name = kind === 'sqlite' ? 'SQLite' : 'PostgreSQL';
  const figures: Figure[] = [];
  const ratios: Ratio[] = [];
  try {
    await (await home.open()).close();
    let there = 0;
    for (const size of sizes) {
      const filling = await secondsOf(() => fill({ url: home.url, sample, agencies, from: there, to: size, now }));
      there = size;
      say(`  ${kind}: ${size.toLocaleString('en')} cases, filled in ${spelt(filling)} s`);
      const inside = await throughClasses(home, agencies, samples, now);
      const outside = await throughHttp(home.url, agencies, samples, now);
      const judged = [...inside, ...outside].filter((timed) => timed.judged);
      const worst = Math.max(...judged.map(({ times }) => percentile(times, 95)));
      ratios.push({
        what: `${name}: slowest worklist at ${size.toLocaleString('en')} cases, p95`,
        value: worst,
        goal: { below: GOAL_MS, unit: 'ms' },
      });
      figures.push(...[...inside, ...outside].map((timed) => figureOf(timed, size)));
    }
  } finally {
    await home.drop();
  }
  return {
    part: `LISTS on ${name}: pages of ${LIMIT}, p50 / p95 in ms`,
    ratios,
    figures,
    notes: [
      'rows are generated straight into the tables in bulk; 35 of 100 cases have an open task; PostgreSQL vacuumed and analysed',
      'deep: by a cursor at a random place; after each read, the index that EXPLAIN names',
    ],
  };
}

function figureOf({ name, times }: Timed, size: number): Figure {
  const value = `${spelt(percentile(times, 50))} / ${spelt(percentile(times, 95))}`;
  return { what: `${size.toLocaleString('en')}: ${name}`, value };
}

async function throughClasses(
  home: Awaited<ReturnType<typeof testDatabase>>,
  agencies: readonly string[],
  samples: number,
  now: number,
): Promise<Timed[]> {
  const { database, explainLast } = watched(await home.open());
  const lanes = new Lanes(database.store, await benchCatalogue(), realClock, () => undefined);
  const tasks = new Tasks(database, new Cases(lanes, await benchCatalogue(), database, realClock), realClock);
  const timed: Timed[] = [];
  const lists = new CaseLists(database);
  const bounded = boundedReads(tasks, lists, agencies.find((agency) => agency !== 'sifc') ?? '', LIMIT);
  for (const read of [...readsOf(tasks, lists, agencies, now), ...bounded]) {
    const times = await timesOf(read, samples);
    // The largest agency: of a small one PostgreSQL may well sort the few rows.
    await read.run(0);
    timed.push({ ...read, times, name: `${read.name} [${await explainLast()}]` });
  }
  await lanes.drain();
  await database.close();
  return timed;
}

function readsOf(tasks: Tasks, lists: CaseLists, agencies: readonly string[], now: number): Read[] {
  const agency = (turn: number): string => agencies[Math.floor(agencies.length * ((turn * 0.618) % 1) ** 2)] ?? 'sifc';
  const at = (turn: number): number => now + (((turn * 0.7548) % 1) * 1.6 - 1) * SPREAD_MS;
  const deep = (turn: number): { cursor: string } => ({ cursor: writeCursor({ at: Math.floor(at(turn)), id: '' }) });
  const past = (turn: number): { cursor: string } => ({
    cursor: writeCursor({ at: Math.floor(now - ((turn * 0.7548) % 1) * 800 * DAY), id: '' }),
  });
  const work = (who: (turn: number) => Actor, more: (turn: number) => object = () => ({})) => {
    return (turn: number): Promise<Page<JsonObject>> => tasks.worklist(who(turn), { limit: LIMIT, ...more(turn) });
  };
  const list = (who: (turn: number) => Actor, more: (turn: number) => object = () => ({})) => {
    return (turn: number): Promise<Page<JsonObject>> => lists.cases(who(turn), { limit: LIMIT, ...more(turn) });
  };
  const officer = (turn: number): Actor => person('officer', [agency(turn)]);
  const manager = (turn: number): Actor => person('manager', [agency(turn)]);
  const double = (turn: number): Actor => person('officer', [agency(turn), agency(turn + 1)]);
  const lead = (): Actor => person('officer', ['sifc']);
  const mine = { assignee: 'me' };
  return [
    { name: 'worklist of an officer', judged: true, run: work(officer) },
    { name: 'worklist of an officer, deep', judged: true, run: work(officer, deep) },
    { name: 'worklist of an officer, overdue', judged: true, run: work(officer, () => ({ overdue: true })) },
    { name: 'worklist of an officer, unclaimed', judged: true, run: work(officer, () => ({ assignee: 'none' })) },
    { name: 'worklist of an officer, own tasks', judged: true, run: work(officer, () => mine) },
    { name: 'worklist of an officer in two agencies', judged: true, run: work(double, deep) },
    { name: 'worklist of a manager', judged: true, run: work(manager) },
    { name: 'worklist of a manager, deep', judged: true, run: work(manager, deep) },
    { name: 'worklist of the lead agency', judged: true, run: work(lead) },
    { name: 'worklist of the lead agency, deep', judged: true, run: work(lead, deep) },
    { name: 'worklist of an investor', judged: true, run: work(() => INVESTOR) },
    { name: 'cases of an officer', judged: true, run: list(officer) },
    { name: 'cases of an officer, deep', judged: true, run: list(officer, past) },
    { name: 'cases of an officer in two agencies', judged: true, run: list(double, past) },
    { name: 'cases of an officer, one stage', judged: false, run: list(officer, () => ({ stage: 'third' })) },
    { name: 'cases of the lead agency', judged: true, run: list(lead) },
    { name: 'cases of the lead agency, deep', judged: true, run: list(lead, past) },
    { name: 'cases of an investor', judged: true, run: list(() => INVESTOR) },
    { name: 'counts of the lead agency', judged: true, run: () => lists.counts(lead()) },
    { name: 'counts of an officer', judged: true, run: (turn) => lists.counts(officer(turn)) },
  ];
}

function person(role: 'officer' | 'manager', agencies: readonly string[]): Actor {
  return {
    id: `${role}.${agencies[0]}@demo.test`,
    kind: 'person',
    posts: agencies.map((agency) => ({ role, agency })),
  };
}

async function throughHttp(url: string, agencies: readonly string[], samples: number, now: number): Promise<Timed[]> {
  await emptyRedis();
  const service = await startService(url);
  const connection = new Connection(service.port);
  const get = async (path: string, token: string): Promise<void> => {
    const { status, head } = await connection.send('GET', path, `authorization: Bearer ${token}\r\n`);
    if (status !== 200) throw new Error(`GET ${path}:\n${head}`);
  };
  try {
    const largest = agencies.filter((agency) => agency !== 'sifc')[0] ?? 'sifc';
    const [officer, lead] = [await service.token(`officer.${largest}`), await service.token('officer.sifc')];
    const cursor = (turn: number): string =>
      writeCursor({ at: Math.floor(now + (((turn * 0.7548) % 1) * 1.6 - 1) * SPREAD_MS), id: '' });
    const reads: Read[] = [
      { name: 'HTTP worklist of an officer', judged: true, run: () => get('/api/tasks', officer) },
      {
        name: 'HTTP worklist of an officer, deep',
        judged: true,
        run: (turn) => get(`/api/tasks?cursor=${cursor(turn)}`, officer),
      },
      {
        name: 'HTTP worklist of the lead agency, deep',
        judged: true,
        run: (turn) => get(`/api/tasks?cursor=${cursor(turn)}`, lead),
      },
      { name: 'HTTP cases of the lead agency', judged: true, run: () => get('/api/cases', lead) },
      { name: 'HTTP counts of the lead agency', judged: true, run: () => get('/api/cases/counts', lead) },
    ];
    const timed: Timed[] = [];
    for (const read of reads) timed.push({ ...read, times: await timesOf(read, samples) });
    return timed;
  } finally {
    connection.close();
    await service.stop();
  }
}

async function timesOf({ run }: Read, samples: number): Promise<number[]> {
  for (let turn = 0; turn < WARM; turn += 1) await run(turn);
  const times: number[] = [];
  for (let turn = 0; turn < samples; turn += 1) times.push((await secondsOf(() => run(turn))) * 1000);
  return times;
}
