import { testDatabase, type Kind } from '../support/databases.js';
import { clone, filedApplication } from './clones.js';
import { Connection } from './connection.js';
import { percentile, secondsOf, spelt } from './figures.js';
import { fill, referenceOf, taxNumberOf } from './fill.js';
import { RARE_HOLDER } from './fill-figures.js';
import { PREVIEW, recounting } from './holidays.js';
import type { Findings } from './report.js';
import { benchCatalogue, sampleRows } from './sample.js';
import { emptyRedis } from './servers.js';
import { startService, type RunningService } from './service.js';

export interface PagesOrder {
  readonly cases: number;
  readonly samples: number;
}

const WARM = 20;
/** To so many cases there is one more, on which time runs that a holiday moves. */
const RUNNING = 10;
/** Finds a quarter of all cases, each of which is counted: told by itself. */
const BROAD = 'search that finds a quarter of all cases';
/** What a person does not feel, with the network's time still to come. */
const GOAL_MS = 100;

/** Cases behind figures: common ones, and those for which much has to be passed over. */
const BEHIND = [
  ['overdue tasks', 'figure=work&view=overdue'],
  ['at risk in the rarest province', 'figure=work&view=at-risk&province=gb'],
  ['overdue in a stage', 'figure=work&view=overdue&stage=third'],
  ['decided, of one approval', 'figure=passed&what=decided&approval=approval-7'],
  ['the longest decision of an approval', 'figure=passed&what=decided&approval=approval-7&days=119'],
  ['refused in a month that is over', `figure=passed&what=refused&month=${monthsAgo(8)}`],
  ['late, in the rarest province', 'figure=passed&what=decided&promise=late&province=gb'],
  ['the longest decision in a sector', 'figure=passed&what=decided&sector=mining&days=119'],
  ['time of the investor', 'figure=time&holder=investor'],
  ['time of a rare holder', `figure=time&holder=${RARE_HOLDER}`],
  ['turn of a rare holder', `figure=held&holder=${RARE_HOLDER}`],
] as const;

/** Pages as a browser asks for them, each with what it reads; `turn` chooses what is looked for. */
type Visits = readonly (readonly [name: string, account: string | null, path: (turn: number) => string])[];

/** The server's time for whole pages, with a country's cases in the tables: from the request to the last byte of the page. */
export async function benchPages(
  kind: Kind,
  { cases, samples }: PagesOrder,
  say: (line: string) => void,
): Promise<Findings> {
  const home = await testDatabase(kind);
  const [sample, now] = [await sampleRows(), Date.now()];
  const agencies = (await benchCatalogue()).daySettings.agencies.map(({ id }) => id);
  try {
    await (await home.open()).close();
    const filling = await secondsOf(() => fill({ url: home.url, sample, agencies, from: 0, to: cases, now }));
    say(`  ${kind}: ${cases.toLocaleString('en')} cases, filled in ${spelt(filling)} s`);
    await emptyRedis();
    const first = await startService(home.url);
    const filed = await filedApplication(first);
    await first.stop();
    await clone(home.url, filed, cases / RUNNING);
    const service = await startService(home.url);
    try {
      const found = await visited(kind, await visitsOf(service, agencies, cases), service, samples);
      return { ...found, figures: [...found.figures, ...(await recounting(service, cases / RUNNING))] };
    } finally {
      await service.stop();
    }
  } finally {
    await home.drop();
  }
}

async function visitsOf(service: RunningService, agencies: readonly string[], cases: number): Promise<Visits> {
  const { id } = await openCase(service);
  const some = agencies.find((agency) => agency !== 'sifc') ?? 'sifc';
  const officer = `officer.${some}`;
  const one = (turn: number): number => Math.floor(((turn * 0.618) % 1) * cases);
  return [
    ['first page', null, () => '/'],
    ['service standard', null, () => '/standard'],
    ['worklist, own', officer, () => '/work'],
    ['worklist, the agency', officer, () => '/work?view=agency'],
    ['worklist, overdue', officer, () => '/work?view=overdue'],
    ['worklist, all agencies', 'officer.sifc', () => '/work?view=agency&agency=*'],
    ['search by reference', 'officer.sifc', (turn) => `/work?view=agency&agency=*&q=${referenceOf(one(turn))}`],
    ['search by tax number', 'officer.sifc', (turn) => `/work?view=agency&agency=*&q=${taxNumberOf(one(turn))}`],
    [BROAD, 'officer.sifc', () => '/work?view=agency&agency=*&q=mills'],
    ['cases of an investor', 'investor', () => '/cases'],
    ['case of an investor', 'investor', () => `/cases/${id}`],
    ['case of an officer', 'officer.sifc', () => `/cases/${id}`],
    ['escalations of a manager', 'manager.sifc', () => '/manage'],
    ['figures of all agencies', 'manager.sifc', () => '/manage/figures'],
    ['figures of one agency', 'manager.sifc', () => `/manage/figures?agency=${some}`],
    ['figures of a manager', `manager.${some}`, () => '/manage/figures'],
    ['what a holiday would move', 'manager.sifc', () => PREVIEW],
    ['sheet of 1,600 cases', 'manager.sifc', () => `/manage/figures/cases/sheet?${BEHIND[3][1]}`],
    ...BEHIND.map(
      ([name, query]) => [`behind: ${name}`, 'manager.sifc', () => `/manage/figures/cases?${query}`] as const,
    ),
  ];
}

function monthsAgo(months: number): string {
  const date = new Date();
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1)).toISOString().slice(0, 7);
}

async function openCase(service: RunningService): Promise<{ readonly id: string }> {
  const answer = await fetch(`${service.url}/api/cases`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await service.token('investor')}`,
      'content-type': 'application/json',
      'idempotency-key': 'bench.pages',
    },
    body: JSON.stringify({ workflow: 'steps', data: { title: 'Mill 1' } }),
  });
  if (!answer.ok) throw new Error(`a case is not opened: ${await answer.text()}`);
  return (await answer.json()) as { id: string };
}

async function visited(kind: Kind, visits: Visits, service: RunningService, samples: number): Promise<Findings> {
  const connection = new Connection(service.port);
  const timed: { readonly name: string; readonly times: readonly number[] }[] = [];
  for (const [name, account, path] of visits) {
    const headers = account === null ? '' : `authorization: Bearer ${await service.token(account)}\r\n`;
    const visit = async (turn: number): Promise<void> => {
      const { status, head } = await connection.send('GET', path(turn), `accept: text/html\r\n${headers}`);
      if (status !== 200) throw new Error(`GET ${path(turn)}:\n${head}`);
    };
    for (let turn = 0; turn < WARM; turn += 1) await visit(turn);
    const times: number[] = [];
    for (let turn = 0; turn < samples; turn += 1) times.push((await secondsOf(() => visit(turn))) * 1000);
    timed.push({ name, times });
  }
  connection.close();
  const worstOf = (some: typeof timed): readonly [number, string] =>
    some
      .map(({ name, times }) => [percentile(times, 95), name] as const)
      .reduce((worst, one) => (one[0] > worst[0] ? one : worst));
  const [value, slowest] = worstOf(timed.filter(({ name }) => name !== BROAD));
  const [broad] = worstOf(timed.filter(({ name }) => name === BROAD));
  const database = kind === 'sqlite' ? 'SQLite' : 'PostgreSQL';
  return {
    part: `PAGES on ${database}: p50 / p95 in ms`,
    ratios: [
      { what: `${database}: slowest page (${slowest}), p95`, value, goal: { below: GOAL_MS, unit: 'ms' } },
      { what: `${database}: ${BROAD}, p95 in ms`, value: broad },
    ],
    figures: timed.map(({ name, times }) => ({
      what: name,
      value: `${spelt(percentile(times, 50))} / ${spelt(percentile(times, 95))}`,
    })),
    notes: ['whole pages over HTTP, one request at a time, uncompressed; the rest of a page is kept by the browser'],
  };
}
