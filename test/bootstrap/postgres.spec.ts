import { chmodSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { isAlive } from '../../src/bootstrap/processes.mjs';
import { processBehind } from '../../src/bootstrap/redis-wire.mjs';
import { eventually } from '../setup/eventually.js';
import { temporaryFolder } from '../setup/folder.js';
import { Program } from '../setup/program.js';
import { testPostgresUrl } from '../setup/servers.js';

const folder = temporaryFolder();

async function setting(name: string): Promise<string> {
  const client = new Client({ connectionString: testPostgresUrl() });
  await client.connect();
  const { rows } = await client.query<{ value: string }>('select current_setting($1) as value', [name]);
  await client.end();
  return rows[0]?.value ?? '';
}

test('the private PostgreSQL of the tests commits as in production and listens to this machine only', async () => {
  expect(await setting('synchronous_commit')).toBe('on');
  expect(await setting('listen_addresses')).toBe('127.0.0.1');
  expect(await setting('server_encoding')).toBe('UTF8');
});

test('it lets nobody in without its password', async () => {
  const url = new URL(testPostgresUrl());
  url.password = 'guessed';
  const client = new Client({ connectionString: url.href });
  await expect(client.connect()).rejects.toThrow('password authentication failed');
});

test('the test servers and their folder go with the process that started them, though that is killed', async () => {
  // The user that PostgreSQL runs as must be able to pass through.
  chmodSync(folder, 0o711);
  const script = `
    import { withTestServers } from '${join(process.cwd(), 'src/bootstrap/test-servers.mjs')}';
    await withTestServers({ log: console.log, durable: true }, async (env) => {
      console.log('up ' + new URL(env.TEST_REDIS_URL).port + '.');
      await new Promise((done) => setTimeout(done, 600_000));
    });`;
  const owner = new Program(process.execPath, ['--input-type=module', '-e', script], { env: { TMPDIR: folder } });
  const redis = await processBehind(Number(await owner.said(/up (\d+)\./)));
  const [own = ''] = readdirSync(folder);
  const postgres = Number(readFileSync(join(folder, own, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
  expect([redis ?? 0, postgres].map(isAlive)).toEqual([true, true]);
  owner.killAll();
  await eventually('both servers are gone', () => ![redis ?? 0, postgres].some(isAlive));
  await eventually('their folder is gone', () => readdirSync(folder).length === 0);
});
