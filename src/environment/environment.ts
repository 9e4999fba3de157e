import { resolve } from 'node:path';

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
  /** Key of the installation's signatures: PEM, or the path of a PEM file; null: one is kept in the data folder (development only). */
  readonly signingKey: string | null;
  /** How often what has happened is anchored, milliseconds. */
  readonly anchorEveryMs: number;
  /** `null`: the real clock; else where the virtual clock starts, epoch milliseconds, or `now`. */
  readonly virtualTime: number | 'now' | null;
  readonly logLevel: string;
}

type Variables = { readonly [name: string]: string | undefined };

/** Settings of the process that cannot be used, each with what was expected. */
export class EnvironmentError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`the environment cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'EnvironmentError';
  }
}

/** Reads the environment. Throws EnvironmentError naming every variable that does not fit. */
export function readEnvironment(variables: Variables): Environment {
  const problems: string[] = [];
  const expect = (name: string, fits: boolean, expected: string): void => {
    if (!fits) problems.push(`${name}: expected ${expected}, found "${variables[name] ?? ''}"`);
  };
  const oneOf = <T extends string>(name: string, choices: readonly T[], fallback: T): T => {
    const found = variables[name] || fallback;
    const choice = choices.find((known) => known === found);
    expect(name, choice !== undefined, choices.join(' or '));
    return choice ?? fallback;
  };
  const port = Number(variables['PORT'] || 3000);
  expect('PORT', Number.isInteger(port) && port >= 0 && port <= 65_535, 'a port from 0 to 65535');
  const dataFolder = resolve(variables['IJAZAT_DATA'] || './var');
  const databaseUrl = variables['DATABASE_URL'] || `sqlite:${dataFolder}/ijazat.db`;
  expect('DATABASE_URL', /^(sqlite:.+|postgres(ql)?:\/\/.+)$/.test(databaseUrl), 'sqlite:PATH or postgres://…');
  const redisUrl = variables['REDIS_URL'] || null;
  expect('REDIS_URL', redisUrl === null || /^rediss?:\/\/.+$/.test(redisUrl), 'redis://…');
  const url = variables['IJAZAT_URL']?.replace(/\/+$/, '') || null;
  expect('IJAZAT_URL', url === null || isOrigin(url), 'https://… without a path');
  const production = oneOf('NODE_ENV', ['development', 'test', 'production'], 'development') === 'production';
  const anchorMinutes = Number(variables['IJAZAT_ANCHOR_MINUTES'] || 10);
  expect('IJAZAT_ANCHOR_MINUTES', anchorMinutes >= 1 && anchorMinutes <= 1440, 'minutes from 1 to 1440');
  const virtualTime = readTime(variables['IJAZAT_TIME'], expect);
  const environment: Environment = {
    host: variables['HOST'] || '127.0.0.1',
    port,
    production,
    dataFolder,
    configFolder: resolve(variables['IJAZAT_CONFIG'] || './config'),
    workflowFolders: (variables['IJAZAT_WORKFLOWS'] ?? '')
      .split(':')
      .filter(Boolean)
      .map((folder) => resolve(folder)),
    databaseUrl,
    redisUrl,
    role: oneOf('ROLE', ['all', 'api', 'worker'], 'all'),
    demoPassword: variables['IJAZAT_DEMO_PASSWORD'] || null,
    secret: variables['IJAZAT_SECRET'] || null,
    url,
    signingKey: variables['IJAZAT_SIGNING_KEY'] || null,
    anchorEveryMs: anchorMinutes * 60_000,
    virtualTime,
    logLevel: oneOf('LOG_LEVEL', ['info', 'trace', 'debug', 'warn', 'error', 'fatal', 'silent'], 'info'),
  };
  problems.push(...unfit(environment));
  if (problems.length > 0) throw new EnvironmentError(problems);
  return environment;
}

function isOrigin(url: string): boolean {
  return /^https?:\/\/[^/?#@]+$/.test(url) && URL.canParse(url);
}

function readTime(
  text: string | undefined,
  expect: (name: string, fits: boolean, expected: string) => void,
): Environment['virtualTime'] {
  if (!text) return null;
  if (text === 'virtual') return 'now';
  const instant = Date.parse(text);
  expect('IJAZAT_TIME', Number.isFinite(instant), 'virtual or an ISO instant such as 2026-11-23T04:00:00Z');
  return Number.isFinite(instant) ? instant : null;
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
