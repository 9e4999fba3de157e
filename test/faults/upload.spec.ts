import { Buffer } from 'node:buffer';
import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { pdf } from '../documents/sending.js';
import { eventually } from '../setup/eventually.js';
import { needsTheBuiltService } from '../setup/built.js';
import { KINDS } from '../support/databases.js';
import { Callers } from './support/callers.js';
import { expectSoundLog } from './support/sound.js';
import { inWorld, PASSWORD, type World } from './support/world.js';

/* kill -9 while a document arrives, and between its last byte and the commit that would say so. */

needsTheBuiltService();
jest.setTimeout(120_000);

const HALF = 256 * 1024;
const OLD = new Date(Date.now() - 2 * 3_600_000);

const shelves = (world: World): string => join(world.dataFolder, 'documents');
const arriving = (world: World): string[] => {
  const folder = join(shelves(world), 'arriving');
  return existsSync(folder) ? readdirSync(folder) : [];
};
/** Files under a hash. */
const kept = (world: World): string[] =>
  readdirSync(shelves(world), { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() && !entry.parentPath.endsWith('arriving') ? [join(entry.parentPath, entry.name)] : [],
  );

async function tokenFrom(url: string): Promise<{ authorization: string }> {
  const body = JSON.stringify({ email: 'investor@demo.test', password: PASSWORD });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/session`, { method: 'POST', headers, body });
  return { authorization: `Bearer ${((await response.json()) as { token: string }).token}` };
}

async function give(url: string, id: string, bytes: Buffer): Promise<number> {
  const headers = { ...(await tokenFrom(url)), 'content-type': 'application/octet-stream' };
  const address = `${url}/api/cases/${id}/documents?name=plan.pdf`;
  return (await fetch(address, { method: 'POST', headers, body: new Uint8Array(bytes) })).status;
}

async function given(url: string, id: string): Promise<readonly unknown[]> {
  const response = await fetch(`${url}/api/cases/${id}/documents`, { headers: await tokenFrom(url) });
  return ((await response.json()) as { documents: readonly unknown[] }).documents;
}

describe.each(KINDS)('killed while a document arrives, on %s', (kind) => {
  it(
    'shows nothing half done, takes it again, and sweeps out what was left',
    inWorld(kind, { redis: false }, async (world) => {
      const callers = new Callers(world);
      const first = world.start();
      await first.serves();
      const opening = { workflow: 'steps', data: { title: 'Mill', patienceMs: 600_000_000 } };
      const { body } = await callers.send({ as: 'investor', path: '/api/cases', body: opening, key: 'open' });

      const headers = { ...(await tokenFrom(first.url)), 'content-type': 'application/octet-stream' };
      const upload = request(`${first.url}/api/cases/${body.id}/documents?name=plan.pdf`, { method: 'POST', headers });
      upload.on('error', () => undefined);
      upload.write(Buffer.concat([pdf(), Buffer.alloc(HALF)]));
      await eventually('the first half arrives', () => arriving(world).length > 0);
      await first.kill();
      expect([arriving(world).length, kept(world)]).toEqual([1, []]);

      // Whole, and cut off exactly before the commit.
      const second = world.start({ fault: 'before-decision:1' });
      await second.serves();
      expect(await given(second.url, body.id)).toEqual([]);
      expect(await give(second.url, body.id, pdf('whole')).catch(() => 'no answer')).toBe('no answer');
      await second.ended;
      expect(second.cutOff).toBe('before-decision:1');
      const [orphan = ''] = kept(world);
      expect(kept(world).length).toBe(1);

      for (const path of [orphan, ...arriving(world).map((name) => join(shelves(world), 'arriving', name))])
        utimesSync(path, OLD, OLD);
      const third = world.start();
      await third.serves();
      await eventually('what was left is swept out', () => arriving(world).length + kept(world).length === 0);
      expect(await given(third.url, body.id)).toEqual([]);
      await expectSoundLog(world, callers);
      expect(await give(third.url, body.id, pdf('whole'))).toBe(201);
      expect(await given(third.url, body.id)).toEqual([expect.objectContaining({ name: 'plan.pdf' })]);
      expect(kept(world)).toEqual([orphan]);
    }),
  );
});
