import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkDossier } from '../../src/evidence/standalone/verify.mjs';
import { checkedDossier } from '../../src/verify/dossier.js';
import { fetched, pdf, send } from '../documents/sending.js';
import { rewrite, signAnew } from '../evidence/unpack.js';
import { MILL } from '../support/applications.js';
import { KINDS } from '../support/databases.js';
import { asInsider } from '../support/insider.js';
import { NOW, startService, type TestService, type Told } from '../support/service.js';
import * as saying from './ordering.js';
import { tablesWith } from './rows.js';

const { FIRST, SECOND, THIRD, MARK, MEMBERS, OLD, ORDER, REASONS, fieldOf } = saying;

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
  const order = (who: string, digests: unknown, said = {}): Promise<Told> =>
    saying.orderErasure(site, { id, who, digests, said });
  const settle = (who: string, seq: unknown, how: 'confirm' | 'dismiss', body = {}): Promise<Told> =>
    site.ask(who, 'POST', `/api/cases/${id}/erasures/${String(seq)}/${how}`, { body });
  const erase = async (digests: readonly string[]): Promise<Told> =>
    settle('manager', fieldOf(await order('manager.sifc', digests), 'order'), 'confirm');
  const failures = (): Promise<readonly string[]> => saying.failuresOf(site);
  const dossier = (): Promise<string> => saying.dossierOf(site, id, mkdtempSync(join(below, 'one-')));

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
    const consortium = [' ', 'x'.repeat(201)].map((name) => ({ name, share: 50 }));
    const body = { workflow: 'investor-approval', data: { ...MILL, consortium } };
    const told = await site.ask('investor', 'POST', '/api/cases', { body });
    const fields = told.body.errors.map(({ field }) => field);
    expect([told.status, fields]).toEqual([422, ['/consortium/0/name', '/consortium/1/name']]);
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

  it('is treated the same where a desk records it from paper', async () => {
    const body = {
      type: 'amend',
      data: { consortium: [{ name: THIRD, share: 100 }] },
      occurredAt: NOW,
      evidence: { document: 'Letter', register: 'Diary 18' },
    };
    const entered = await site.ask('officer.sifc', 'POST', `/api/cases/${id}/events`, { body });
    expect(entered.status).toBe(200);
    expect(JSON.stringify(entered.body)).toContain(THIRD);
    expect(await tablesWith(site.service.database, THIRD)).toEqual(['personal_texts']);
    const paper = (entered.body['papers'] as { id: string }[])[0]?.id;
    const signed = await site.ask('officer2.sifc', 'POST', `/api/cases/${id}/papers/${paper}/countersign`);
    expect([signed.status, membersIn(signed)]).toEqual([200, [THIRD]]);
    expect(await tablesWith(site.service.database, THIRD)).toEqual(['personal_texts']);
    const found = (await listed()).filter(({ text }) => text === THIRD);
    expect(found.length).toBe(1);
    await erase(found.map(({ digest }) => digest));
    expect(await tablesWith(site.service.database, THIRD)).toEqual([]);
    expect([membersIn(await ask('investor', '')), await failures()]).toEqual([[MARK], []]);
    // The mark is told, never taken.
    const echoed = { type: 'amend', data: { consortium: [{ name: MARK, share: 100 }] } };
    const refused = await site.ask('investor', 'POST', `/api/cases/${id}/events`, { body: echoed });
    expect([refused.status, refused.body.errors.map(({ field }) => field)]).toEqual([422, ['/data/consortium/0/name']]);
  });

  it('is erased by nobody but managers, two of them, and only what was recorded on the case', async () => {
    const digests = (await listed()).map(({ digest }) => digest);
    for (const who of ['investor', 'officer.sifc', 'auditor', 'admin'])
      expect((await order(who, digests)).status).toBe(403);
    expect((await order('manager.fbr', digests)).status).toBe(404);
    const wrong = async (field: string, said: object): Promise<void> => {
      const told = await order('manager.sifc', digests, said);
      expect([told.status, told.body.errors]).toEqual([422, [expect.objectContaining({ field })]]);
    };
    await wrong('/code', { code: 'whim' });
    await wrong('/requestedBy', { requestedBy: 'nobody' });
    await wrong('/requestedOn', { requestedOn: '2027-01-01' });
    const strange = await order('manager.sifc', [digests[0], 'a'.repeat(64)]);
    expect([strange.status, strange.body.errors]).toEqual([422, [expect.objectContaining({ field: '/digests/1' })]]);
    const ordered = await order('manager.sifc', digests);
    const seq = fieldOf(ordered, 'order');
    expect((await settle('manager.sifc', seq, 'confirm')).status).toBe(403);
    expect((await settle('officer.sifc', seq, 'confirm')).status).toBe(403);
    expect((await settle('manager', 9999, 'confirm')).status).toBe(409);
    expect((await settle('manager', seq, 'dismiss', { text: 'The order is of another company.' })).status).toBe(200);
    expect((await settle('manager', seq, 'confirm')).status).toBe(409);
    expect(fieldOf(await ask('manager.sifc', '/personal'), 'orders')).toMatchObject([
      { order: seq, standing: 'dismissed', ...ORDER },
      { standing: 'erased' },
    ]);
    expect(await listed()).toHaveLength(digests.length);
  });

  it('is erased by law, for good, and all proofs stay valid', async () => {
    const wanted = (await listed()).filter(({ text }) => text === FIRST).map(({ digest }) => digest);
    const told = await erase(wanted);
    expect([told.status, told.body]).toEqual([200, { erased: 1 }]);
    expect(await tablesWith(site.service.database, FIRST)).toEqual([]);
    expect(JSON.stringify((await ask('investor', '/history')).body)).toContain(MARK);
    const { body } = await ask('investor', '/history');
    expect(body.items.at(-1)).toMatchObject({
      type: 'data.erased',
      actor: 'manager@demo.test',
      data: { digests: wanted, ...REASONS, orderedBy: 'manager.sifc@demo.test' },
    });
    expect(await failures()).toEqual([]);
    const folder = await dossier();
    const line = expect.stringContaining(': 3 texts of persons are those that its events name, 2 were erased by law');
    expect(checkDossier(folder)).toMatchObject({ faults: [], lines: expect.arrayContaining([line]) });
    expect(checkedDossier(folder, (one) => site.service.catalogue.pinned(one)).failures).toEqual([]);
    const again = await order('manager.sifc', wanted);
    expect([again.status, again.body.errors]).toEqual([422, [{ field: '/digests/0', message: 'was erased before' }]]);
  });

  it('goes with the documents that tell of it, their bytes too where no other document has them', async () => {
    const bytes = pdf(`of ${SECOND}`);
    const path = (name: string): string => `/api/cases/${id}/documents?name=${encodeURIComponent(name)}`;
    const headers = { 'idempotency-key': 'passport' };
    const one = await send(site, 'investor', path(`${SECOND}.pdf`), { bytes, headers });
    const other = await send(site, 'investor', path('copy.pdf'), { bytes });
    const [hash, file] = [String(one.body['sha256']), join(site.service.environment.dataFolder, 'documents')];
    const kept = join(file, hash.slice(0, 2), hash.slice(2));
    utimesSync(kept, OLD, OLD);
    await erase([String(one.body['digest'])]);
    expect(await tablesWith(site.service.database, `${SECOND}.pdf`)).toEqual([]);
    const gone = await fetched(site, 'investor', one.body.id);
    expect([gone.status, gone.bytes.toString()]).toEqual([410, expect.stringContaining(REASONS.basis)]);
    expect((await fetched(site, 'investor2', one.body.id)).status).toBe(404);
    expect([existsSync(kept), (await fetched(site, 'investor', other.body.id)).status]).toEqual([true, 200]);
    await erase([String(other.body['digest'])]);
    expect([existsSync(kept), await tablesWith(site.service.database, hash)]).toEqual([false, []]);
    // The answer that was given under a key is told without what was erased.
    const repeated = await send(site, 'investor', path(`${SECOND}.pdf`), { bytes, headers });
    expect([repeated.status, repeated.body]).toEqual([
      201,
      expect.objectContaining({ name: null, sha256: null, salt: null, state: 'erased', erasedBasis: REASONS.basis }),
    ]);
    const [erased, by] = [{ state: 'erased', erasedAt: NOW, erasedBasis: REASONS.basis }, 'investor@demo.test'];
    expect(fieldOf(await ask('investor', '/documents'), 'documents')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: other.body.id, type: 'application/pdf', givenBy: by, ...erased }),
        expect.objectContaining({ id: one.body.id, version: 1, event: one.body['event'], ...erased }),
      ]),
    );
    expect(await failures()).toEqual([]);
    const folder = await dossier();
    const line = expect.stringMatching(/: 0 documents are those that its events name, 2 were erased by law$/);
    expect(checkDossier(folder)).toMatchObject({ faults: [], lines: expect.arrayContaining([line]) });
    // The case goes on.
    const going = { type: 'amend', data: { title: 'Another mill' } };
    const amended = await site.ask('investor', 'POST', `/api/cases/${id}/events`, { body: going });
    expect([amended.status, await failures()]).toEqual([200, []]);
  });

  it('is missed where an insider takes a document and no event says that it was erased', async () => {
    const change = await asInsider(site.service.database);
    const given = await send(site, 'investor', `/api/cases/${id}/documents?name=plan.pdf`, { bytes: pdf('plan') });
    await change('update documents set name = null, sha256 = null, salt = null, state = $1 where id = $2', [
      'erased',
      given.body.id,
    ]);
    expect(await failures()).toEqual([
      expect.stringMatching(
        /^IJZ-2026-000001, event \d+: the document .* is gone, and no event says that it was erased$/,
      ),
    ]);
    const folder = await dossier();
    expect(checkDossier(folder).faults).toEqual([
      expect.stringMatching(/the document .* is gone, and no event says that it was erased$/),
    ]);
  });
});
