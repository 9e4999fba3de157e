import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { Buffer } from 'node:buffer';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../src/engine/index.js';
import { MILL } from '../support/applications.js';
import { KINDS } from '../support/databases.js';
import { startService, tokenOf, type TestService } from '../support/service.js';
import { fetched, pdf, send } from './sending.js';

const LAHORE = { ...MILL, zone: 'none', province: 'punjab', district: 'lahore', incorporated: true };

describe.each(KINDS)('documents on %s', (kind) => {
  let site: TestService;
  let id = '';
  const wanted = async (who: string, of: string) => {
    const { body } = await site.ask(who, 'GET', `/api/cases/${of}/documents`);
    return (body as unknown as { wanted: { paper: string; standing: string; by: string[]; document: string | null }[] })
      .wanted;
  };
  const standing = async (who: string, of: string, paper: string): Promise<string | undefined> =>
    (await wanted(who, of)).find((one) => one.paper === paper)?.standing;
  const give = (who: string, query: string, bytes: Buffer | string = pdf(), headers = {}) =>
    send(site, who, `/api/cases/${id}/documents?${query}`, { bytes, headers });
  const seq = async (): Promise<number> => Number((await site.ask('auditor', 'GET', `/api/cases/${id}`)).body.rev);

  beforeAll(async () => {
    site = await startService(kind);
    const data = { ...LAHORE, title: 'Mill in Lahore', foreign: false, entry: 'company' };
    id = (await site.ask('investor', 'POST', '/api/cases', { body: { workflow: 'investor-approval', data } })).body.id;
    const act = (who: string, type: string, more: object = {}) =>
      site.ask(who, 'POST', `/api/cases/${id}/events`, { body: { type, data: more } });
    await act('investor', 'submit');
    expect((await act('officer.sifc', 'declareComplete')).status).toBe(200);
  }, 60_000);
  afterAll(() => site.close());

  it('are asked for by the approvals that apply, each paper once', async () => {
    const all = await wanted('investor', id);
    const papers = all.map(({ paper }) => paper);
    expect(new Set(papers).size).toBe(papers.length);
    expect(all.find(({ paper }) => paper === 'building-drawings')).toMatchObject({
      standing: 'missing',
      by: ['building-plan', 'fire-safety-certificate', 'labour-factory-registration'],
    });
    expect(papers).not.toContain('parent-registration');
  });

  it('are kept as they came, and opened by nobody as a page', async () => {
    const { status, body } = await give('investor', `name=${encodeURIComponent('نقشہ "2".pdf')}`, pdf('a map'));
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({ name: 'نقشہ "2".pdf', type: 'application/pdf', paper: null, state: 'not-scanned' }),
    ]);
    expect(body['sha256']).toBe(sha256(pdf('a map').toString()));
    const { status: found, headers, bytes } = await fetched(site, 'investor', body.id);
    expect([found, bytes.equals(pdf('a map'))]).toEqual([200, true]);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
      'content-disposition': expect.stringMatching(/^attachment; filename="____ _2_.pdf"; filename\*=UTF-8''%D9/),
    });
  });

  it('are in the log as digests that their salt explains, without a name', async () => {
    const { body } = await give('investor', 'name=secret-name.pdf', pdf('logged'));
    const { body: log } = await site.ask('auditor', 'GET', `/api/cases/${id}/history?limit=200`);
    const told = log.items.filter(({ type }) => type === 'document.given').at(-1);
    expect(told).toMatchObject({ data: { document: body.id, digest: body['digest'], version: 1, replaces: null } });
    expect(JSON.stringify(log)).not.toContain('secret-name');
    expect(JSON.stringify(log)).not.toContain(String(body['sha256']));
    const { name, type, bytes, sha256: hash, paper, site: place, expiresOn, salt } = body;
    const identity = { bytes, expiresOn, name, paper, sha256: hash, site: place, type };
    expect(sha256(`${String(salt)}\n${JSON.stringify(identity)}`)).toBe(body['digest']);
  });

  it('given for one approval serve the others that ask for them, and no stranger', async () => {
    const given = await give('investor', 'name=fard.pdf&paper=memorandum-articles', pdf('articles'));
    expect(given.status).toBe(201);
    expect(await standing('investor', id, 'memorandum-articles')).toBe('given');
    // Whoever handles a case that does not ask for it knows nothing of it.
    expect((await fetched(site, 'officer.loa-punjab', given.body.id)).status).toBe(404);
    expect((await fetched(site, 'investor2', given.body.id)).status).toBe(404);
    expect((await fetched(site, 'officer.fbr', given.body.id)).status).toBe(404);
    expect((await fetched(site, 'officer.sifc', given.body.id)).status).toBe(200);
    expect((await fetched(site, 'auditor', given.body.id)).status).toBe(200);
    expect((await site.ask('investor2', 'GET', `/api/cases/${id}/documents`)).status).toBe(404);
  });

  it('of a paper that was given before are its next version', async () => {
    const first = await give('investor', 'name=1.pdf&paper=business-plan', pdf('1'));
    expect(first).toMatchObject({ status: 422, body: { errors: [{ field: '/paper' }] } });
    const one = await give('investor', 'name=1.pdf&paper=building-drawings', pdf('one'));
    const two = await give('investor', 'name=2.pdf&paper=building-drawings', pdf('two'));
    expect([one.body['version'], two.body['version'], two.body['replaces']]).toEqual([1, 2, one.body.id]);
    const drawings = (await wanted('investor', id)).find(({ paper }) => paper === 'building-drawings');
    expect(drawings).toMatchObject({ standing: 'given', document: two.body.id });
    expect((await fetched(site, 'investor', one.body.id)).bytes.equals(pdf('one'))).toBe(true);
  });

  it('that end on a day say which, and it may not be over', async () => {
    const identity = 'name=p.pdf&paper=identity';
    const field = '/expiresOn';
    for (const query of [
      identity,
      `${identity}&expiresOn=soon`,
      `${identity}&expiresOn=2026-02-30`,
      `${identity}&expiresOn=2026-11-22`,
    ])
      expect(await give('investor', query)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
    const today = await give('investor', `${identity}&expiresOn=2026-11-23`, pdf('passport'));
    expect(today).toMatchObject({ status: 201, body: { expiresOn: '2026-11-23' } });
    expect(await standing('investor', id, 'identity')).toBe('given');
    await site.ask(null, 'POST', '/api/clock', { body: { to: '2026-11-24T04:00:00Z' } });
    expect(await standing('investor', id, 'identity')).toBe('expired');
  });

  it('are told by their bytes, not by their names', async () => {
    const before = await seq();
    const page = '<html><script>alert(1)</script></html>';
    expect(await give('investor', 'name=plan.pdf', page)).toMatchObject({
      status: 422,
      body: { errors: [{ field: '/document', message: expect.stringContaining('expected one of application/pdf') }] },
    });
    expect(await give('investor', 'name=plan.pdf', '')).toMatchObject({ status: 422 });
    expect(
      (await give('investor', 'name=plan.pdf', Buffer.concat([pdf(), Buffer.alloc(21 * 1024 * 1024)]))).status,
    ).toBe(413);
    expect(await seq()).toBe(before);
    expect(readdirSync(join(site.service.environment.dataFolder, 'documents', 'arriving'))).toEqual([]);
  });

  it('are given by the investor and the agencies of the case only', async () => {
    expect((await give('investor2', 'name=a.pdf')).status).toBe(404);
    expect((await give('auditor', 'name=a.pdf')).status).toBe(403);
    expect((await give('officer.sifc', 'name=a.pdf', pdf('of the desk'))).status).toBe(201);
    const json = await give('investor', 'name=a.pdf', '{}', { 'content-type': 'application/json' });
    expect(json.status).toBe(415);
    const elsewhere = await send(site, 'investor', `/api/cases/${id}/events`, { bytes: pdf() });
    expect(elsewhere.status).toBe(415);
  });

  it('under a key are given once', async () => {
    const headers = { 'idempotency-key': 'once' };
    const [one, again] = [
      await give('investor', 'name=k.pdf', pdf('k'), headers),
      await give('investor', 'name=k.pdf', pdf('k'), headers),
    ];
    expect([one.status, again.body]).toEqual([201, one.body]);
    expect((await give('investor', 'name=k.pdf', pdf('other'), headers)).status).toBe(422);
  });

  it('given on one case serve the other cases of the application, whose agencies see them', async () => {
    const data = { ...MILL, title: 'Foreign mill', province: 'punjab' };
    const opened = await site.ask('investor', 'POST', '/api/cases', { body: { workflow: 'investor-approval', data } });
    const mill = opened.body.id;
    for (const [who, type] of [
      ['investor', 'submit'],
      ['officer.sifc', 'declareComplete'],
    ] as const)
      await site.ask(who, 'POST', `/api/cases/${mill}/events`, { body: { type, data: {} } });
    const { children } = (await site.ask('investor', 'GET', `/api/cases/${mill}`)).body;
    const child = (key: string): string => children.find((one) => one.key === key)?.id ?? key;
    const path = `/api/cases/${child('secp-incorporation')}/documents?name=p.pdf&paper=identity&expiresOn=2030-01-01`;
    const { status, body } = await send(site, 'investor', path, { bytes: pdf('a passport') });
    expect(status).toBe(201);
    expect(await standing('officer.mofa', child('investor-visa'), 'identity')).toBe('given');
    expect(await standing('officer.secp', child('secp-incorporation'), 'identity')).toBe('given');
    for (const who of ['officer.mofa', 'officer.secp', 'officer.sifc', 'investor'])
      expect([who, (await fetched(site, who, body.id)).status]).toEqual([who, 200]);
    expect((await fetched(site, 'officer.fbr', body.id)).status).toBe(404);
  });

  it('may be the signed order of a decision, attached by the agency that decided', async () => {
    const { children } = (await site.ask('investor', 'GET', `/api/cases/${id}`)).body;
    const ntn = children.find(({ key }) => key === 'fbr-ntn')?.id ?? '';
    const act = (who: string, type: string, data: object = {}) =>
      site.ask(who, 'POST', `/api/cases/${ntn}/events`, { body: { type, data } });
    await act('investor', 'lodge');
    expect((await act('officer.fbr', 'register', { basis: 'Ordinance', text: 'Registered.' })).status).toBe(200);
    const { items } = (await site.ask('auditor', 'GET', `/api/cases/${ntn}/history?limit=200`)).body;
    const decided = Number(items.find(({ type }) => type === 'register')?.['seq']);
    const order = (who: string, event: number | string) =>
      send(site, who, `/api/cases/${ntn}/events/${event}/order?name=order.pdf`, { bytes: pdf('order') });
    const attached = await order('officer.fbr', decided);
    expect(attached).toMatchObject({ status: 201, body: { decision: decided, name: 'order.pdf' } });
    expect((await site.ask('investor', 'GET', `/api/cases/${ntn}/documents`)).body).toMatchObject({
      documents: [{ id: attached.body.id, decision: decided }],
    });
    expect((await fetched(site, 'investor', attached.body.id)).status).toBe(200);
    expect((await order('investor', decided)).status).toBe(403);
    expect((await order('officer.secp', decided)).status).toBe(404);
    for (const event of [1, 9999, 'x', '99999999999999999999'])
      expect((await order('officer.fbr', event)).status).toBe(422);
  });

  it('are in the dossier of the case, as they were given', async () => {
    const headers = { authorization: `Bearer ${await tokenOf(site.service, 'auditor')}` };
    const zip = await fetch(`${await site.app.getUrl()}/api/cases/${id}/dossier`, { headers });
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    const list = Object.keys(files).find((name) => name.endsWith(`documents/${id}/documents.json`)) ?? '';
    const listed = JSON.parse(Buffer.from(files[list] ?? []).toString()) as { file: string; sha256: string }[];
    expect(listed.length).toBeGreaterThan(5);
    for (const { file, sha256: hash } of listed)
      expect(sha256(Buffer.from(files[list.replace('documents.json', file)] ?? []).toString())).toBe(hash);
  });

  it('leave the log such that it replays', async () => {
    const { verifyAll } = await import('../../src/verify/verify.js');
    const { database, catalogue } = site.service;
    expect((await verifyAll(database, (opening) => catalogue.pinned(opening))).failures).toEqual([]);
  });
});
