import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyAll } from '../verify/verify.js';
import { momentLine, type Stage } from './frame.js';
import { BEGINS, startInstance, type Instance } from './instance.js';
import type { Moment } from './moments.js';
import { inColour, plainly } from './paint.js';
import { play, type Played } from './play.js';
import { Screen } from './screen.js';
import { accountLines, accountOf, totalLine } from './summary.js';

/** A day of the law, in seconds, where nobody says otherwise: the whole story then takes some three minutes. */
const DAY_SECONDS = 0.75;
const LEAST_DAY_SECONDS = 0.02;
/** Far more than the story needs. */
const MOST_DAYS = 600;
const INTERRUPTED = 130;
/** A line of the log is never shorter than this. */
const LOG_COLUMNS = 150;

const { stdout } = process;
const say = (line: string): void => void stdout.write(`${line}\n`);
const paint = stdout.isTTY && stdout.getColorDepth() > 1 ? inColour : plainly;

/** `npm run demo [-- --day SECONDS --plain]`. Exit code 0 where all arrived, 1 where not, 130 where somebody interrupted it. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { day: { type: 'string' }, plain: { type: 'boolean', default: false } } });
  const secondsADay = Number(values.day ?? DAY_SECONDS);
  if (!(secondsADay >= LEAST_DAY_SECONDS)) throw new Error(`--day: expected seconds, at least ${LEAST_DAY_SECONDS}`);
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interruption.abort());
  const folder = mkdtempSync(join(tmpdir(), 'ijazat-demo-'));
  try {
    const instance = await startInstance(folder, secondsADay, process.env['REDIS_URL']);
    try {
      return await show(instance, { secondsADay, plain: values.plain || !stdout.isTTY, signal: interruption.signal });
    } finally {
      await instance.close();
    }
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    say('Interrupted; nothing is left running.');
    return INTERRUPTED;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Showing {
  readonly secondsADay: number;
  readonly plain: boolean;
  readonly signal: AbortSignal;
}

async function show(instance: Instance, { secondsADay, plain, signal }: Showing): Promise<number> {
  const { office, clock, service, password } = instance;
  const redis = service.environment.redisUrl !== null;
  const line = (moment: Moment): void => say(momentLine(moment, { paint, columns: stdout.columns ?? LOG_COLUMNS }));
  say(
    `The demonstration runs at ${office.url}; every account of GET /api/accounts may sign in with "${password}" while it does.`,
  );
  say(
    `A day of the law passes in ${secondsADay} s. ${redis ? 'Deadlines are BullMQ jobs in a private Redis.' : 'No Redis was found: the reconciler alone rings.'}`,
  );
  let screen: Screen | null = null;
  const open = (stage: Stage): void => {
    const view = () => ({ now: clock.now(), begins: BEGINS, secondsADay, url: office.url, redis, paint });
    if (!plain) screen = new Screen(stdout, stage, view);
  };
  const tell = (moment: Moment): void => void (plain && !moment.minor && line(moment));
  let played: Played;
  try {
    played = await play(instance, { tell, show: open, signal, mostDays: MOST_DAYS });
  } finally {
    (screen as Screen | null)?.close();
  }
  if (!plain) for (const moment of played.moments) if (!moment.minor && moment.sign !== 'granted') line(moment);
  return conclude(instance, played);
}

/** Who held what for how long, and whether all adds up. */
async function conclude({ office, clock, service }: Instance, { companies }: Played): Promise<number> {
  const until = clock.now();
  const accounts = await Promise.all(companies.map((company) => accountOf(office, company, until)));
  for (const [index, company] of companies.entries()) {
    const account = accounts[index];
    say('');
    if (account) for (const text of accountLines(company, account, paint)) say(text);
  }
  say('');
  say(totalLine(accounts));
  const { cases, events, failures } = await verifyAll(service.database, (opening) => service.catalogue.pinned(opening));
  for (const failure of failures) say(`NOT SOUND  ${failure}`);
  say(
    `${cases} cases, ${events} events: ${failures.length === 0 ? 'every log replays to what is stored' : 'not sound'}`,
  );
  return failures.length === 0 && accounts.every(({ faults }) => faults.length === 0) ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
