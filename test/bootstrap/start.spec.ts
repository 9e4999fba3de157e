import { jest } from '@jest/globals';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../../src/bootstrap/processes.mjs';
import { processBehind } from '../../src/bootstrap/redis-wire.mjs';
import { eventually } from '../setup/eventually.js';
import { temporaryFolder } from '../setup/folder.js';
import { Program } from '../setup/program.js';

const CONFIGURATION = ['package.json', 'package-lock.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];
// The first start builds, and other suites want the processor too.
jest.setTimeout(120_000);

const folder = temporaryFolder();
const programs: Program[] = [];

beforeAll(() => {
  for (const file of CONFIGURATION) cpSync(file, join(folder, file));
  for (const sources of ['src/bootstrap', 'src/web/assets', 'src/web/browser'])
    cpSync(sources, join(folder, sources), { recursive: true });
  cpSync('test/bootstrap/stand-in/main.ts', join(folder, 'src/main.ts'));
  mkdirSync(join(folder, 'workflows'));
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
});

afterEach(() => {
  for (const program of programs.splice(0)) program.killAll();
});

function npmStart(env: Record<string, string> = {}): Program {
  const program = new Program('npm', ['start'], { cwd: folder, env: { npm_config_loglevel: 'silent', ...env } });
  programs.push(program);
  return program;
}

type Running = { service: number; redis: number; port: number };

async function whatRuns(program: Program): Promise<Running> {
  const port = Number(await program.said(/ready \d+ redis=redis:\/\/127\.0\.0\.1:(\d+)/));
  return { port, service: Number(await program.said(/ready (\d+)/)), redis: (await processBehind(port)) ?? Number.NaN };
}

async function allGone({ service, redis }: Running): Promise<void> {
  await eventually('service and Redis are gone', () => !isAlive(service) && !isAlive(redis));
}

test('the first start builds; a request to end drains the service, then stops Redis, and passes its exit code on', async () => {
  const first = npmStart();
  const running = await whatRuns(first);
  expect(first.output).toMatch(/building/);
  first.kill('SIGTERM');
  expect(await first.ended).toBe(7);
  expect(first.output).toMatch(/draining/);
  await allGone(running);
});

test('the second start builds nothing', async () => {
  const second = npmStart();
  await whatRuns(second);
  expect(second.output).not.toMatch(/building|installing/);
});

test.each([
  ['npm alone', (program: Program) => program.kill('SIGKILL')],
  ['the whole group', (program: Program) => program.killAll()],
])('killing %s with -9 leaves nothing behind, and it starts again at once', async (_, kill) => {
  const killed = npmStart();
  const before = await whatRuns(killed);
  kill(killed);
  const after = await whatRuns(npmStart());
  await allGone(before);
  await eventually('its Redis answers, whoever owned it', async () => (await processBehind(after.port)) !== undefined);
});

test('Redis killed with -9 comes back on its port', async () => {
  const program = npmStart();
  const { redis, port } = await whatRuns(program);
  process.kill(redis, 'SIGKILL');
  await eventually('another Redis answers', async () => {
    const now = await processBehind(port);
    return now !== undefined && now !== redis;
  });
});

test('two processes of one data folder share its Redis; the second takes over when the first goes', async () => {
  const owner = npmStart();
  const [one, other] = [await whatRuns(owner), await whatRuns(npmStart())];
  expect(other.redis).toBe(one.redis);
  owner.kill('SIGTERM');
  await allGone(one);
  await eventually('the second has brought it back', async () => (await processBehind(other.port)) !== undefined);
});

test('a Redis that is given is used, and none is started', async () => {
  const program = npmStart({ REDIS_URL: 'redis://redis.test:6379' });
  await program.said(/redis=redis:\/\/redis\.test:6379/);
  expect(program.output).not.toMatch(/private/);
});
