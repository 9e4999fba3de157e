import { join } from 'node:path';
import { isAlive } from '../../src/bootstrap/processes.mjs';
import { findRunning, record } from '../../src/bootstrap/redis-folder.mjs';
import { findRedis, isNewEnough } from '../../src/bootstrap/redis-program.mjs';
import { ask, isReady } from '../../src/bootstrap/redis-wire.mjs';
import { type RedisServer, startRedis } from '../../src/bootstrap/redis.mjs';
import { eventually } from '../setup/eventually.js';
import { temporaryFolder } from '../setup/folder.js';
import { Program } from '../setup/program.js';

const folder = temporaryFolder();
const started: RedisServer[] = [];

async function start(name: string, port?: number): Promise<RedisServer> {
  const program = (await findRedis()) ?? '';
  const server = await startRedis({ program, folder: join(folder, name), port });
  started.push(server);
  return server;
}

afterEach(() => Promise.all(started.splice(0).map((server) => server.stop())));

test('a private Redis never evicts, writes every second, and listens to this machine only', async () => {
  const { port, url } = await start('settings');
  expect(url).toBe(`redis://127.0.0.1:${port}`);
  for (const [name, value] of Object.entries({
    'maxmemory-policy': 'noeviction',
    appendonly: 'yes',
    appendfsync: 'everysec',
    bind: '127.0.0.1',
  })) {
    expect(await ask(port, `CONFIG GET ${name}`)).toContain(value);
  }
});

test('what it was told survives its end', async () => {
  const { port, stop } = await start('durable');
  await ask(port, 'SET case IJZ-2026-000001');
  await stop();
  expect(await isReady(port)).toBe(false);
  const again = await start('durable', port);
  expect(again.port).toBe(port);
  expect(await ask(port, 'GET case')).toContain('IJZ-2026-000001');
});

test('damaged data is set aside instead of keeping the service down', async () => {
  const { port, stop } = await start('damaged');
  await ask(port, 'SET case IJZ-2026-000001');
  await stop();
  const { readdirSync, writeFileSync } = await import('node:fs');
  const data = join(folder, 'damaged', 'appendonlydir');
  for (const file of readdirSync(data).filter((name) => name.endsWith('.incr.aof'))) {
    writeFileSync(join(data, file), 'not what Redis wrote\r\n');
  }
  const again = await start('damaged');
  expect(await ask(again.port, 'DBSIZE')).toContain(':0');
  expect(readdirSync(join(folder, 'damaged')).some((name) => name.includes('.damaged-'))).toBe(true);
});

test('it ends with the process that started it, though that is killed', async () => {
  const script = `
    import { startRedis } from '${join(process.cwd(), 'src/bootstrap/redis.mjs')}';
    const { pid } = await startRedis({ program: '${await findRedis()}', folder: '${join(folder, 'orphan')}' });
    console.log('redis ' + pid);
    setInterval(() => undefined, 1000);`;
  const owner = new Program(process.execPath, ['--input-type=module', '-e', script]);
  const pid = Number(await owner.said(/redis (\d+)/));
  expect(isAlive(pid)).toBe(true);
  owner.kill('SIGKILL');
  await eventually('Redis is gone', () => !isAlive(pid));
});

describe('a server found running on the data folder', () => {
  const owner = new Program('sleep', ['600']);
  afterAll(() => owner.killAll());

  test('is used while its owner lives', async () => {
    const { port, pid } = await start('found');
    const noted = { port, pid, owner: owner.pid };
    record(join(folder, 'found'), noted);
    expect(await findRunning(join(folder, 'found'))).toEqual(noted);
  });

  test('is stopped when its owner is gone', async () => {
    const gone = new Program('true', []);
    await gone.ended;
    const { port, pid } = await start('left');
    record(join(folder, 'left'), { port, pid, owner: gone.pid });
    expect(await findRunning(join(folder, 'left'))).toBeUndefined();
    expect(isAlive(pid)).toBe(false);
  });

  test('a stranger who now has its process id or its port is left alone', async () => {
    const { port, pid } = await start('stranger');
    record(join(folder, 'left'), { port, pid: owner.pid, owner: owner.pid });
    expect(await findRunning(join(folder, 'left'))).toBeUndefined();
    expect([isAlive(pid), isAlive(owner.pid)]).toEqual([true, true]);
  });
});

test.each([
  ['Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64', true],
  ['Redis server v=6.2.0 sha=00000000:0', true],
  ['Valkey server v=8.1.1 sha=00000000:0', true],
  ['Redis server v=6.0.16 sha=00000000:0', false],
  ['Redis server v=5.0.7 sha=00000000:0', false],
  ['command not found', false],
])('%s: new enough is %s', (version, answer) => {
  expect(isNewEnough(version)).toBe(answer);
});
