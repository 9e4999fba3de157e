import { Buffer } from 'node:buffer';
import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { read } from '../../src/store/read.js';
import { pdf } from '../documents/sending.js';
import { eventually } from '../setup/eventually.js';
import { needsTheBuiltService } from '../setup/built.js';
import { MILL } from '../support/applications.js';
import { KINDS, type Kind } from '../support/databases.js';
import { missing } from '../support/missing.js';
import { Callers } from './support/callers.js';
import { MailServer, wantMails, type When } from './support/mail-server.js';
import { ROUNDS } from './support/rounds.js';
import { expectSoundLog, reading } from './support/sound.js';
import { eventsOf, open } from './support/stories.js';
import { inWorld, PASSWORD, type World } from './support/world.js';

/*
 * kill -9 while a document arrives, and between its last byte and the commit that would say so. The same death finds a mail on its way out: before
 * the mail server has it, between its taking it and its answer, or at once after its answer.
 */

needsTheBuiltService();
jest.setTimeout(120_000 * ROUNDS);

/** One of them on each database, the one that sends twice and the one that has sent nothing; all on both where there is time for more rounds. */
function deathsOn(kind: Kind): readonly When[] {
  if (ROUNDS > 1) return ['after the answer', 'before it is taken', 'before that is answered'];
  return [kind === 'sqlite' ? 'before that is answered' : 'before it is taken'];
}

let mails: MailServer;
beforeAll(async () => {
  mails = await MailServer.start();
});
afterAll(() => mails.stop());

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

/** Applies, and is asked for what is missing: of that there is one notice. */
async function beAsked(callers: Callers, name: string): Promise<void> {
  const { id } = await open(callers, name, 'investor-approval', MILL);
  const [path, data] = [eventsOf(id), missing('A plan of the site')];
  await callers.must({ as: 'investor', path, body: { type: 'submit' }, key: `${name}/submit` });
  await callers.must({ as: 'officer.sifc', path, body: { type: 'declareIncomplete', data }, key: `${name}/ask` });
}

const count = async (world: World, sql: string): Promise<number> =>
  Number((await reading(world, (database) => read<{ n: number }>(database, sql, [])))[0]?.n);
const UNSENT = "select count(*) as n from deliveries where channel = 'email' and state <> 'done'";
const NOTICES = "select count(*) as n from notices where account = 'investor@demo.test'";

describe.each(KINDS)('killed while a document arrives and a mail leaves, on %s', (kind) => {
  it(
    'shows nothing half done, takes it again, sweeps out what was left, and sends one mail a notice',
    inWorld(kind, { redis: false }, async (world) => {
      mails.taken.length = 0;
      const SMTP_URL = mails.url;
      const callers = new Callers(world);
      let first = world.start({ env: { SMTP_URL } });
      await first.serves();
      expect(await wantMails(first.url)).toBe(303);
      const deaths = deathsOn(kind);
      for (const [n, when] of deaths.slice(1).entries()) {
        const dead = mails.killing(when, () => first.kill());
        await beAsked(callers, `mill-${n}`);
        await dead;
        first = world.start({ env: { SMTP_URL } });
        await first.serves();
        await eventually('what was under way is sent', async () => (await count(world, UNSENT)) === 0, 60_000);
      }
      const opening = { workflow: 'steps', data: { title: 'Mill', patienceMs: 600_000_000 } };
      const { body } = await callers.send({ as: 'investor', path: '/api/cases', body: opening, key: 'open' });

      const headers = { ...(await tokenFrom(first.url)), 'content-type': 'application/octet-stream' };
      const upload = request(`${first.url}/api/cases/${body.id}/documents?name=plan.pdf`, { method: 'POST', headers });
      upload.on('error', () => undefined);
      upload.write(Buffer.concat([pdf(), Buffer.alloc(HALF)]));
      await eventually('the first half arrives', () => arriving(world).length > 0);
      const dead = mails.killing(deaths[0] ?? 'before it is taken', () => first.kill());
      await beAsked(callers, 'last');
      await dead;
      expect([arriving(world).length, kept(world)]).toEqual([1, []]);

      // Whole, and cut off exactly before the commit.
      const second = world.start({ fault: 'before-decision:1', env: { SMTP_URL } });
      await second.serves();
      expect(await given(second.url, body.id)).toEqual([]);
      expect(await give(second.url, body.id, pdf('whole')).catch(() => 'no answer')).toBe('no answer');
      await second.ended;
      expect(second.cutOff).toBe('before-decision:1');
      const [orphan = ''] = kept(world);
      expect(kept(world).length).toBe(1);

      for (const path of [orphan, ...arriving(world).map((name) => join(shelves(world), 'arriving', name))])
        utimesSync(path, OLD, OLD);
      const third = world.start({ env: { SMTP_URL } });
      await third.serves();
      await eventually('what was left is swept out', () => arriving(world).length + kept(world).length === 0);
      expect(await given(third.url, body.id)).toEqual([]);
      await expectSoundLog(world, callers);
      expect(await give(third.url, body.id, pdf('whole'))).toBe(201);
      expect(await given(third.url, body.id)).toEqual([expect.objectContaining({ name: 'plan.pdf' })]);
      expect(kept(world)).toEqual([orphan]);

      await eventually('every mail is sent', async () => (await count(world, UNSENT)) === 0, 60_000);
      // Whoever shows mails by their Message-ID, as mail programs do, has one a notice; a death after the server has it sends it again.
      const notices = await count(world, NOTICES);
      expect([notices, new Set(mails.taken).size]).toEqual([deaths.length, deaths.length]);
      const again = (when: When): number => deaths.filter((one) => one === when).length;
      expect(mails.taken.length - notices).toBeGreaterThanOrEqual(again('before that is answered'));
      expect(mails.taken.length - notices).toBeLessThanOrEqual(deaths.length - again('before it is taken'));
    }),
  );
});
