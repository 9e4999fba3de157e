import { expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { needsTheBuiltService } from '../setup/built.js';
import { testPostgresUrl } from '../setup/servers.js';
import { Callers } from './support/callers.js';
import { Load } from './support/load.js';
import { ROUNDS } from './support/rounds.js';
import { expectSound } from './support/sound.js';
import { inWorld, type World } from './support/world.js';

needsTheBuiltService();
jest.setTimeout(300_000 * ROUNDS);

const CUTS = 5 * ROUNDS;

/** Ends every session that serves the world's database, at whatever it is, as a restart of PostgreSQL would; gives how many. */
async function cutConnections(world: World): Promise<number> {
  const client = new pg.Client({ connectionString: testPostgresUrl() });
  await client.connect();
  const { rowCount } = await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    new URL(world.database.url).pathname.slice(1),
  ]);
  await client.end();
  return rowCount ?? 0;
}

it(
  'a PostgreSQL that drops all connections under load is come back to, and what it may have committed is found by its key',
  inWorld('postgres', {}, async (world) => {
    const callers = new Callers(world);
    const load = new Load(callers, { people: 12, patienceMs: 300 });
    world.start();
    for (let cut = 0; cut < CUTS; cut += 1) {
      await load.acknowledged(60);
      expect(await cutConnections(world)).toBeGreaterThan(0);
    }
    await load.acknowledged(60);
    await load.stop();
    await expectSound(world, callers, 'connections to PostgreSQL cut');
    expect(callers.unanswered).toBeGreaterThan(0);
  }),
);
