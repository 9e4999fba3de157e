import { testDatabase, type Kind, type TestDatabase } from '../support/databases.js';
import { median, percentile, spelt } from './figures.js';
import { Loader } from './loader.js';
import type { LoadResult } from './load.js';
import { postgresSeconds } from './processor.js';
import { CONNECTIONS, rawPostgres } from './raw-postgres.js';
import { rawSqlite } from './raw-sqlite.js';
import { GROUP, type RawLimit } from './raw.js';
import type { Figure, Findings, Ratio } from './report.js';
import { sampleRows, type Sample } from './sample.js';
import { bytesOf, emptyRedis } from './servers.js';
import { startService } from './service.js';

export interface CommandsOrder {
  readonly rounds: number;
  readonly cases: number;
  readonly warmUp: number;
  readonly raw: { readonly single: number; readonly grouped: number };
}

const IN_FLIGHT = 64;
const EVENTS_A_CASE = 6;
/** perf.md: a prototype without roles, validation, keys, logging and recovery; commands/s on SQLite, approvals/s on PostgreSQL. */
const PROTOTYPE = { sqlite: 4277, postgres: 3075 } as const;

interface Served extends LoadResult {
  /** Of the service alone. */
  readonly processorSeconds: number;
  readonly postgresSeconds: number;
}

interface Round {
  readonly served: Served;
  readonly raw: RawLimit;
  readonly bytesPerCase: number;
}

/** Accepted commands a second through HTTP with all that belongs to it, beside the raw limit of the same database in the same round. */
export async function benchCommands(kind: Kind, order: CommandsOrder, say: (line: string) => void): Promise<Findings> {
  const sample = await sampleRows();
  const rounds: Round[] = [];
  for (let number = 1; number <= order.rounds; number += 1) {
    const round = await oneRound(kind, order, sample);
    rounds.push(round);
    const [rate, raw] = [round.served.commands / round.served.seconds, round.raw];
    say(
      `  ${kind}, round ${number}: ${spelt(rate)} commands/s; raw ${spelt(raw.single)}, grouped ${spelt(raw.grouped)}`,
    );
  }
  return findings(kind, order, rounds);
}

async function oneRound(kind: Kind, order: CommandsOrder, sample: Sample): Promise<Round> {
  const raw = await withDatabase(kind, async (home) => {
    await (await home.open()).close();
    const size = { sample, ...order.raw };
    return kind === 'sqlite' ? rawSqlite(home.url.slice('sqlite:'.length), size) : rawPostgres(home.url, size);
  });
  return withDatabase(kind, async (home) => {
    await (await home.open()).close();
    const empty = await bytesOf(home.url);
    const served = await serve(home.url, order);
    await expectAllDone(home, order.cases + order.warmUp);
    const bytesPerCase = ((await bytesOf(home.url)) - empty) / (order.cases + order.warmUp);
    return { served, raw, bytesPerCase };
  });
}

async function serve(databaseUrl: string, { cases, warmUp }: CommandsOrder): Promise<Served> {
  await emptyRedis();
  const service = await startService(databaseUrl);
  const loader = new Loader();
  try {
    const [investor, officer] = [await service.token('investor'), await service.token('officer.sifc')];
    const load = { port: service.port, inFlight: IN_FLIGHT, investor, officer };
    await loader.run({ ...load, cases: warmUp, name: 'warm' });
    const before = { service: service.processorSeconds(), postgres: await postgresSeconds() };
    const result = await loader.run({ ...load, cases, name: 'timed' });
    return {
      ...result,
      processorSeconds: service.processorSeconds() - before.service,
      postgresSeconds: (await postgresSeconds()) - before.postgres,
    };
  } finally {
    loader.close();
    await service.stop();
  }
}

async function withDatabase<T>(kind: Kind, work: (home: TestDatabase) => Promise<T>): Promise<T> {
  const home = await testDatabase(kind);
  try {
    return await work(home);
  } finally {
    await home.drop();
  }
}

/** A rate of wrong answers is no rate. */
async function expectAllDone(home: TestDatabase, cases: number): Promise<void> {
  const database = await home.open();
  const [done] = (await database.reader.query("select count(*) as n from cases where status = 'done'")) as {
    n: number;
  }[];
  const [events] = (await database.reader.query('select count(*) as n from events')) as { n: number }[];
  await database.close();
  if (Number(done?.n) !== cases || Number(events?.n) !== cases * EVENTS_A_CASE)
    throw new Error(`${done?.n} of ${cases} cases are done, with ${events?.n} events`);
}

function findings(kind: Kind, { cases, rounds: count }: CommandsOrder, rounds: readonly Round[]): Findings {
  const rate = ({ served }: Round): number => served.commands / served.seconds;
  const ratio = (of: (round: Round) => number): number => median(rounds.map((round) => rate(round) / of(round)));
  const name = kind === 'sqlite' ? 'SQLite FULL' : 'PostgreSQL';
  const raw = kind === 'sqlite' ? 'raw, one commit each' : `raw on ${CONNECTIONS} connections, one transaction each`;
  const commands = median(rounds.map(rate));
  const prototype: Ratio =
    kind === 'sqlite'
      ? { what: `${name}: commands/s ÷ ${PROTOTYPE.sqlite} of the prototype`, value: commands / PROTOTYPE.sqlite }
      : {
          what: `${name}: approvals/s ÷ ${PROTOTYPE.postgres} of the prototype`,
          value: (commands * 5) / 6 / PROTOTYPE.postgres,
        };
  const latencies = rounds.flatMap(({ served }) => served.latencies);
  const bytes = median(rounds.map(({ bytesPerCase }) => bytesPerCase));
  const microseconds = (of: (served: Served) => number): string =>
    `${spelt(median(rounds.map(({ served }) => (of(served) / served.commands) * 1e6)))} µs a command`;
  const figures: Figure[] = [
    { what: 'commands/s through HTTP', value: spelt(commands) },
    { what: 'of these approvals/s', value: spelt((commands * 5) / 6) },
    {
      what: 'latency p50 / p99',
      value: `${spelt(percentile(latencies, 50))} / ${spelt(percentile(latencies, 99))} ms`,
    },
    { what: 'processor time of the service', value: microseconds((served) => served.processorSeconds) },
    ...(kind === 'postgres'
      ? [{ what: 'processor time of PostgreSQL', value: microseconds((served) => served.postgresSeconds) }]
      : []),
    { what: `${raw}, commands/s`, value: spelt(median(rounds.map((round) => round.raw.single))) },
    { what: `raw, grouped by ${GROUP}, commands/s`, value: spelt(median(rounds.map((round) => round.raw.grouped))) },
    { what: 'bytes a case / an event', value: `${spelt(bytes)} / ${spelt(bytes / EVENTS_A_CASE)}` },
  ];
  return {
    part: `COMMANDS on ${name}: ${cases} cases, opened and approved five times, ${IN_FLIGHT} in flight, median of ${count}`,
    ratios: [
      {
        what: `${name}: commands/s ÷ ${raw}`,
        value: ratio(({ raw: { single } }) => single),
        goal: { atLeast: kind === 'sqlite' ? 0.9 : 1.5 },
      },
      { what: `${name}: commands/s ÷ raw, grouped by ${GROUP}`, value: ratio(({ raw: { grouped } }) => grouped) },
      { ...prototype, goal: { atLeast: 1 / 1.5 } },
    ],
    figures,
    notes: ['bytes: all tables and indexes, keys with their answers included, after the service has stopped'],
  };
}
