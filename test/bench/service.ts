import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startOwned } from '../../src/bootstrap/owned.mjs';
import { root } from '../../src/bootstrap/paths.mjs';
import { freePort } from '../../src/bootstrap/programs.mjs';
import { SERVICE_OPTIONS } from '../../src/bootstrap/service-options.mjs';
import { processorSeconds } from './processor.js';
import { redisUrl } from './servers.js';

const PASSWORD = 'bench-password';
const READY_MS = 60_000;
const POLL_MS = 50;

/** The service as a process of its own, as `npm start` would run it. */
export interface RunningService {
  readonly port: number;
  readonly url: string;
  /** A token of a demo account, `officer.sifc`. */
  token(account: string): Promise<string>;
  /** Seconds of processor time so far; NaN where the system does not tell (Linux does). */
  processorSeconds(): number;
  stop(): Promise<void>;
}

/** Where test workflows lie; the scenario's is `steps.mjs`. */
export const WORKFLOWS = join(root, 'test', 'support', 'workflows');
export const CONFIG = join(root, 'config');

/** Starts the service on a database and the run's Redis. It logs at `info` into a file, as in production it would into a pipe. */
export async function startService(databaseUrl: string): Promise<RunningService> {
  const folder = mkdtempSync(join(tmpdir(), 'ijazat-bench-'));
  const port = await freePort();
  const log = openSync(join(folder, 'service.log'), 'w');
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl(),
    IJAZAT_DATA: folder,
    IJAZAT_CONFIG: CONFIG,
    IJAZAT_WORKFLOWS: WORKFLOWS,
    IJAZAT_DEMO_PASSWORD: PASSWORD,
    LOG_LEVEL: 'info',
  };
  // BENCH_NODE_OPTIONS="--cpu-prof --cpu-prof-dir=/tmp/profile" profiles the service.
  const options = (process.env['BENCH_NODE_OPTIONS'] ?? '').split(' ').filter(Boolean);
  const main = join(root, 'dist', 'src', 'main.js');
  const owned = await startOwned(
    process.execPath,
    [...SERVICE_OPTIONS, ...options, main],
    { env, stdio: ['ignore', log, log] },
    { signal: 'TERM' },
  );
  closeSync(log);
  const url = `http://127.0.0.1:${port}`;
  await ready(url, owned.running, join(folder, 'service.log'));
  return {
    port,
    url,
    token: (account) => signIn(url, account),
    processorSeconds: () => processorSeconds(owned.pid),
    stop: async () => {
      const code = await owned.stop('SIGTERM', READY_MS);
      rmSync(folder, { recursive: true, force: true });
      if (code !== 0) throw new Error(`the service ended with exit code ${code}`);
    },
  };
}

async function ready(url: string, running: () => boolean, log: string): Promise<void> {
  const until = Date.now() + READY_MS;
  while (running() && Date.now() < until) {
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await sleep(POLL_MS);
  }
  throw new Error(`the service does not become ready:\n${readFileSync(log, 'utf8').slice(-2000)}`);
}

async function signIn(url: string, account: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${account}@demo.test`, password: PASSWORD }),
  });
  const { token } = (await answer.json()) as { token?: string };
  if (!token) throw new Error(`${account} cannot sign in`);
  return token;
}
