import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { Reading, type Variables } from './reading.js';

/** Token under which the environment is injected. */
export const ENVIRONMENT = Symbol('environment');

/** What the process was started with, checked. Names are those of README's table. */
export interface Environment {
  readonly host: string;
  readonly port: number;
  readonly production: boolean;
  readonly dataFolder: string;
  readonly configFolder: string;
  readonly workflowFolders: readonly string[];
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly role: 'all' | 'api' | 'worker';
  readonly demoPassword: string | null;
  /** What keys are made from; null: a random one is kept in the data folder (development only). */
  readonly secret: string | null;
  /** Where people reach the service, without a slash at the end; null: where it listens. */
  readonly url: string | null;
  /** Where mails are sent through; null: they are written into the data folder. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** The virus scanner: `unix:/run/clamav/clamd.ctl` or `tcp://host:3310`; null: there is none. */
  readonly clamdUrl: string | null;
  /** Key of the installation's signatures: PEM, or the path of a PEM file; null: one is kept in the data folder (development only). */
  readonly signingKey: string | null;
  /** How often what has happened is anchored, milliseconds. */
  readonly anchorEveryMs: number;
  /** Requests of one account within a minute; from one address ten times as many. 0: any number. */
  readonly requestsPerMinute: number;
  /** Proxies whose word is taken for where a request comes from: addresses or networks. */
  readonly trustedProxies: readonly string[];
  /** `null`: the real clock; else where the virtual clock starts, epoch milliseconds, or `now`. */
  readonly virtualTime: number | 'now' | null;
  readonly logLevel: string;
}

/** Settings of the process that cannot be used, each with what was expected. */
export class EnvironmentError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`the environment cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'EnvironmentError';
  }
}

/** Reads the environment. Throws EnvironmentError naming every variable that does not fit. */
export function readEnvironment(variables: Variables): Environment {
  const reading = new Reading(variables);
  const production = reading.oneOf('NODE_ENV', ['development', 'test', 'production'], 'development') === 'production';
  const dataFolder = resolve(reading.text('IJAZAT_DATA') ?? './var');
  const environment: Environment = {
    production,
    dataFolder,
    host: reading.text('HOST') ?? '127.0.0.1',
    port: reading.number('PORT', { from: 0, to: 65_535, fallback: 3000, expected: 'a port from 0 to 65535' }),
    configFolder: resolve(reading.text('IJAZAT_CONFIG') ?? './config'),
    workflowFolders: reading.list('IJAZAT_WORKFLOWS', ':').map((folder) => resolve(folder)),
    ...serversOf(reading, dataFolder),
    role: reading.oneOf('ROLE', ['all', 'api', 'worker'], 'all'),
    demoPassword: reading.text('IJAZAT_DEMO_PASSWORD'),
    secret: reading.text('IJAZAT_SECRET'),
    signingKey: reading.text('IJAZAT_SIGNING_KEY'),
    anchorEveryMs: 60_000 * anchorMinutes(reading),
    requestsPerMinute: requestsPerMinute(reading, production ? 1200 : 0),
    trustedProxies: trustedProxies(reading),
    virtualTime: virtualTime(reading),
    logLevel: reading.oneOf('LOG_LEVEL', ['info', 'trace', 'debug', 'warn', 'error', 'fatal', 'silent'], 'info'),
  };
  const problems = [...reading.problems, ...unfit(environment)];
  if (problems.length > 0) throw new EnvironmentError(problems);
  return environment;
}

function serversOf(
  reading: Reading,
  dataFolder: string,
): Pick<Environment, 'databaseUrl' | 'redisUrl' | 'url' | 'smtpUrl' | 'mailFrom' | 'clamdUrl'> {
  const databaseUrl = reading.text('DATABASE_URL') ?? `sqlite:${dataFolder}/ijazat.db`;
  const isDatabase = /^(sqlite:.+|postgres(ql)?:\/\/.+)$/.test(databaseUrl);
  reading.expect('DATABASE_URL', isDatabase, 'sqlite:PATH or postgres://…');
  const redisUrl = reading.text('REDIS_URL');
  reading.expect('REDIS_URL', redisUrl === null || /^rediss?:\/\/.+$/.test(redisUrl), 'redis://…');
  const url = reading.text('IJAZAT_URL')?.replace(/\/+$/, '') ?? null;
  reading.expect('IJAZAT_URL', url === null || isOrigin(url), 'https://… without a path');
  const smtpUrl = reading.text('SMTP_URL');
  reading.expect('SMTP_URL', smtpUrl === null || /^smtps?:\/\/.+$/.test(smtpUrl), 'smtp://… or smtps://…');
  const mailFrom = reading.text('IJAZAT_MAIL_FROM') ?? 'Ijazat <no-reply@ijazat.invalid>';
  const clamdUrl = reading.text('CLAMD_URL');
  const isScanner = clamdUrl === null || /^(unix:\/.+|tcp:\/\/[^/:]+:\d+)$/.test(clamdUrl);
  reading.expect('CLAMD_URL', isScanner, 'unix:/PATH or tcp://HOST:PORT');
  return { databaseUrl, redisUrl, url, smtpUrl, mailFrom, clamdUrl };
}

function isOrigin(url: string): boolean {
  return /^https?:\/\/[^/?#@]+$/.test(url) && URL.canParse(url);
}

function anchorMinutes(reading: Reading): number {
  const expected = 'minutes from 1 to 1440';
  return reading.number('IJAZAT_ANCHOR_MINUTES', { from: 1, to: 1440, fallback: 10, expected });
}

function requestsPerMinute(reading: Reading, fallback: number): number {
  const expected = 'a whole number, 0 for any';
  return reading.number('IJAZAT_REQUESTS_PER_MINUTE', { from: 0, to: Number.MAX_SAFE_INTEGER, fallback, expected });
}

function trustedProxies(reading: Reading): string[] {
  const proxies = reading.list('IJAZAT_TRUSTED_PROXIES', ',');
  const expected = 'addresses or networks (10.0.0.0/8), with commas between';
  reading.expect('IJAZAT_TRUSTED_PROXIES', proxies.every(isNetwork), expected);
  return proxies;
}

function isNetwork(proxy: string): boolean {
  const [address = '', bits, ...more] = proxy.split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  return isIP(address) > 0 && more.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most));
}

function virtualTime(reading: Reading): Environment['virtualTime'] {
  const text = reading.text('IJAZAT_TIME');
  if (text === null) return null;
  if (text === 'virtual') return 'now';
  const instant = Date.parse(text);
  const expected = 'virtual or an ISO instant such as 2026-11-23T04:00:00Z';
  return reading.expect('IJAZAT_TIME', Number.isFinite(instant), expected) ? instant : null;
}

/** What production refuses: the demonstration's comforts. */
function unfit(environment: Environment): string[] {
  const { production, secret, signingKey, demoPassword, virtualTime, databaseUrl, role } = environment;
  const problems: string[] = [];
  if (role !== 'all' && databaseUrl.startsWith('sqlite:'))
    problems.push('ROLE: expected all with SQLite, which serves one process');
  if (!production) return problems;
  if (!secret || secret.length < 32)
    problems.push('IJAZAT_SECRET: expected a secret of at least 32 characters in production');
  if (!signingKey)
    problems.push('IJAZAT_SIGNING_KEY: expected an Ed25519 private key (PEM, or the path of a PEM file) in production');
  if (demoPassword)
    problems.push('IJAZAT_DEMO_PASSWORD: expected to be unset in production, which has no demo accounts');
  if (virtualTime !== null) problems.push('IJAZAT_TIME: expected to be unset in production, which runs on real time');
  return problems;
}
