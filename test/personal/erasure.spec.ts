import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkDossier } from '../../src/evidence/standalone/verify.mjs';
import { checkedDossier } from '../../src/verify/dossier.js';
import { verifyAll } from '../../src/verify/verify.js';
import { rewrite, signAnew, unpack } from '../evidence/unpack.js';
import { MILL } from '../support/applications.js';
import { KINDS } from '../support/databases.js';
import { asInsider } from '../support/insider.js';
import { startService, tokenOf, type TestService, type Told } from '../support/service.js';
import { tablesWith } from './rows.js';

const [FIRST, SECOND] = ['Zarqa Jogezai', '欧阳建国'] as const;
const MEMBERS = [
  { name: FIRST, share: 60, nationality: 'Pakistan', lead: true },
  { name: SECOND, share: 40, nationality: 'China' },
];
const ORDER = { basis: 'Order 7 of 2027, Lahore High Court', text: 'Her share was sold before the application.' };
const TELLING = `[erased on 2026-11-23: ${ORDER.basis}]`;

describe.each(KINDS)('what tells of persons, on %s', (kind) => {
  const below = mkdtempSync(join(tmpdir(), 'ijazat-erased-'));
  let site: TestService;
  let id: string;
  const opening = {
    body: { workflow: 'investor-approval', data: { ...MILL, consortium: MEMBERS } },
    headers: { 'idempotency-key': 'once' },
  };
  const ask = (who: string, path: string): Promise<Told> => site.ask(who, 'GET', `/api/cases/${id}${path}`);
  const membersIn = ({ body }: Told): unknown =>
    (body as unknown as { data: { application: { consortium: { name: string }[] } } }).data.application.consortium.map(
      ({ name }) => name,
    );
  const listed = async (): Promise<{ digest: string; text: string }[]> =>
    (await ask('manager.sifc', '/personal')).body.items as never;
  const erase = (who: string, digests: unknown): Promise<Told> =>
    site.ask(who, 'POST', `/api/cases/${id}/erasures`, { body: { ...ORDER, digests } });
  const failures = async (): Promise<readonly string[]> => {
    const { database, catalogue } = site.service;
    return (await verifyAll(database, (one) => catalogue.pinned(one))).failures;
  };
  const dossier = async (): Promise<string> => {
    const headers = { authorization: `Bearer ${await tokenOf(site.service, 'investor')}` };
    const answer = await fetch(`${await site.app.getUrl()}/api/cases/${id}/dossier`, { headers });
    return unpack(new Uint8Array(await answer.arrayBuffer()), mkdtempSync(join(below, 'one-')));
  };

  beforeAll(async () => {
    site = await startService(kind);
    const opened = await site.ask('investor', 'POST', '/api/cases', opening);
    expect([opened.status, membersIn(opened)]).toEqual([201, [FIRST, SECOND]]);
    id = opened.body.id;
  });
  afterAll(async () => {
    await site.close();
    rmSync(below, { recursive: true });
  });

  it('is told to those of the case, and stands nowhere but in its own table', async () => {
    expect(membersIn(await ask('investor', ''))).toEqual([FIRST, SECOND]);
    expect(membersIn(await site.ask('investor', 'POST', '/api/cases', opening))).toEqual([FIRST, SECOND]);
    expect(JSON.stringify((await ask('investor', '/history')).body)).toContain(SECOND);
    for (const name of [FIRST, SECOND])
      expect(await tablesWith(site.service.database, name)).toEqual(['personal_texts']);
    expect(await failures()).toEqual([]);
  });

  it('cannot be had by sending what stands for it', async () => {
    const [first] = await listed();
    const data = { title: `personal:${first?.digest}` };
    const told = await site.ask('investor2', 'POST', '/api/cases', { body: { workflow: 'steps', data } });
    expect([told.status, told.body.errors]).toEqual([422, [expect.objectContaining({ field: '/data/title' })]]);
  });

  it('is checked against its schema before it is put aside', async () => {
    const data = {
      ...MILL,
      consortium: [
        { name: ' ', share: 50 },
        { name: 'x'.repeat(201), share: 50 },
      ],
    };
    const told = await site.ask('investor', 'POST', '/api/cases', { body: { workflow: 'investor-approval', data } });
    expect([told.status, told.body.errors.map(({ field }) => field)]).toEqual([
      422,
      ['/consortium/0/name', '/consortium/1/name'],
    ]);
  });

  it('is enclosed in the dossier with the salts that show it', async () => {
    const folder = await dossier();
    expect(checkDossier(folder)).toMatchObject({
      faults: [],
      lines: expect.arrayContaining([
        expect.stringContaining(': 4 texts of persons are those that its events name, 0 were erased'),
      ]),
    });
    rewrite(folder, 'cases/001-IJZ-2026-000001/personal.json', (text) => text.replace(FIRST, 'Somebody'));
    signAnew(folder, site.service.signer);
    expect(checkDossier(folder).faults).toEqual([
      expect.stringMatching(/the text of a person with digest .* was changed/),
    ]);
  });

  it('is missed, and found, where an insider changes or takes it', async () => {
    const change = await asInsider(site.service.database);
    const row = 'update personal_texts set value = $1 where value = $2';
    await change(row, ['Somebody', FIRST]);
    expect(await failures()).toEqual([
      'IJZ-2026-000001, event 1: a text of a person was changed after it was recorded',
    ]);
    await change(row, [FIRST, 'Somebody']);
    const [kept] = (await listed()).filter(({ text }) => text === SECOND);
    await change('update personal_texts set digest = $1 where digest = $2', ['0'.repeat(64), kept?.digest]);
    expect(await failures()).toEqual([
      `a text of a person is kept for ${id} that no event names`,
      'IJZ-2026-000001, event 1 names a text of a person that is gone, and no event says that it was erased',
    ]);
    await change('update personal_texts set digest = $2 where digest = $1', ['0'.repeat(64), kept?.digest]);
    expect(await failures()).toEqual([]);
  });

  it('is erased by nobody but a manager, and only what was recorded on the case', async () => {
    const digests = (await listed()).map(({ digest }) => digest);
    for (const who of ['investor', 'officer.sifc', 'auditor', 'admin'])
      expect((await erase(who, digests)).status).toBe(403);
    expect((await erase('manager.fbr', digests)).status).toBe(404);
    const strange = await erase('manager.sifc', [digests[0], 'a'.repeat(64)]);
    expect([strange.status, strange.body.errors]).toEqual([422, [expect.objectContaining({ field: '/digests/1' })]]);
    expect(membersIn(await ask('investor', ''))).toEqual([FIRST, SECOND]);
  });

  it('is erased by law, for good, and all proofs stay valid', async () => {
    const wanted = (await listed()).filter(({ text }) => text === FIRST).map(({ digest }) => digest);
    const told = await erase('manager.sifc', wanted);
    expect([told.status, told.body]).toEqual([200, { erased: 1 }]);
    expect(await tablesWith(site.service.database, FIRST)).toEqual([]);
    expect(membersIn(await ask('investor', ''))).toEqual([TELLING, SECOND]);
    expect(JSON.stringify((await ask('investor', '/history')).body)).toContain(TELLING);
    const { body } = await ask('investor', '/history');
    expect(body.items.at(-1)).toMatchObject({
      type: 'data.erased',
      actor: 'manager.sifc@demo.test',
      data: { digests: wanted, ...ORDER },
    });
    expect(await failures()).toEqual([]);
    const folder = await dossier();
    const line = expect.stringContaining(': 3 texts of persons are those that its events name, 1 were erased by law');
    expect(checkDossier(folder)).toMatchObject({ faults: [], lines: expect.arrayContaining([line]) });
    expect(checkedDossier(folder, (one) => site.service.catalogue.pinned(one)).failures).toEqual([]);
    // The case goes on.
    const submitted = await site.ask('investor', 'POST', `/api/cases/${id}/events`, { body: { type: 'submit' } });
    expect([submitted.status, await failures()]).toEqual([200, []]);
  });
});
