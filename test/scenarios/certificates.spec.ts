import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getDocumentProxy } from 'unpdf';
import { read } from '../../src/store/read.js';
import { verifyAll } from '../../src/verify/verify.js';
import { fill } from '../../src/walkthrough/fill.js';
import { KINDS } from '../support/databases.js';
import { NOW, startService, tokenOf, type TestService } from '../support/service.js';

/* An exporter is registered at the single window: each act of it gives a paper that a bank can check, and nobody else's papers are given. */

const CHALLAN = { number: 'C-17', amount: 500, paidOn: '2026-11-20' };
const DATA = {
  title: 'Sports goods',
  company: '锡亚尔科特体育用品有限公司',
  incorporated: true,
  held: [{ approval: 'fbr-ntn', number: '1', issuedBy: 'FBR', issuedOn: '2020-01-01' }],
  sector: 'other',
  province: 'punjab',
  district: 'lahore',
  exports: true,
  environmentalSchedule: 'IEE',
};

interface Paper {
  readonly reference: string;
  readonly kind: string;
  readonly standing: string;
  readonly digest: string;
  readonly signature: string;
  readonly content: { readonly data: { readonly [name: string]: unknown } };
}

describe.each(KINDS)('papers on %s', (kind) => {
  let site: TestService;
  let application: string;
  let permit: string;
  const folder = mkdtempSync(join(tmpdir(), 'ijazat-papers-'));
  const failures = async (): Promise<readonly string[]> => {
    const { catalogue, database } = site.service;
    return (await verifyAll(database, (opening) => catalogue.pinned(opening))).failures;
  };
  beforeAll(async () => {
    site = await startService(kind, { IJAZAT_URL: 'https://ijazat.example' });
    const opened = await site.ask('investor', 'POST', '/api/cases', {
      body: { workflow: 'investor-approval', data: DATA },
    });
    application = opened.body.id;
    await act('investor', application, 'submit');
    for (const type of ['declareComplete', 'recordAppraisal', 'recordDiligence'])
      await act('officer.sifc', application, type);
    const { children } = (await site.ask('investor', 'GET', `/api/cases/${application}`)).body;
    permit = children.find(({ key }) => key === 'psw-subscription')?.id ?? '';
    await act('investor', permit, 'lodge', { challan: CHALLAN });
  });
  afterAll(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
  });

  const act = async (who: string, id: string, type: string, more: object = {}): Promise<void> => {
    const { actions } = (await site.ask(who, 'GET', `/api/cases/${id}`)).body;
    const offered = actions.find(({ event }) => event === type);
    const data = { ...fill((offered?.schema ?? {}) as never, NOW), ...more };
    const told = await site.ask(who, 'POST', `/api/cases/${id}/events`, { body: { type, data } });
    expect([type, told.status, told.body.detail]).toEqual([type, 200, undefined]);
  };
  const papersOf = async (id: string, who = 'investor'): Promise<Paper[]> =>
    (await site.ask(who, 'GET', `/api/cases/${id}/certificates`)).body.items as never;
  const textOf = async (reference: string, language: string, who = 'investor'): Promise<string> => {
    const url = `${await site.app.getUrl()}/api/certificates/${reference}/pdf?language=${language}`;
    const authorization = `Bearer ${await tokenOf(site.service, who)}`;
    const response = await fetch(url, { headers: { authorization } });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${reference}.${language}.pdf"`);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const document = await getDocumentProxy(new Uint8Array(await response.arrayBuffer()));
    const page = await document.getPage(1);
    const { items } = await page.getTextContent();
    return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('');
  };

  it('the application is acknowledged, accepted with all approvals that it needs, and taken up', async () => {
    const papers = await papersOf(application);
    expect(papers.map((one) => [one.kind, one.standing])).toEqual([
      ['grant', 'in-force'],
      ['acceptance', 'in-force'],
      ['acknowledgement', 'in-force'],
    ]);
    const acceptance = await textOf(papers[1]?.reference ?? '', 'en');
    expect(acceptance).toContain('accepts it as complete');
    expect(acceptance).toContain('Pakistan Single Window subscription');
    expect(acceptance).toContain('already held');
  });

  it('a filing is acknowledged in the investor’s language, with the fee that was paid', async () => {
    const [receipt] = await papersOf(permit);
    expect(receipt).toMatchObject({ kind: 'acknowledgement', content: { data: { challan: CHALLAN } } });
    const text = await textOf(receipt?.reference ?? '', 'zh');
    for (const said of ['收件回执', '锡亚尔科特体育用品有限公司', 'C-17', '本件为译文', '演示文件'])
      expect(text).toContain(said);
  });

  it('a registration is certified, and whoever holds the paper may ask whether it is true', async () => {
    await act('officer.psw', permit, 'register');
    const [grant] = await papersOf(permit);
    const asked = await site.ask(null, 'GET', `/api/certificates/${grant?.reference.toLowerCase()}`);
    expect(asked.status).toBe(200);
    expect(asked.body).toMatchObject({
      reference: grant?.reference,
      kind: 'grant',
      agency: 'psw',
      holder: DATA.company,
      about: 'Pakistan Single Window subscription (import/export registration)',
      standing: 'in-force',
      intact: true,
      digest: grant?.digest,
    });
    expect(JSON.stringify(asked.body)).not.toContain('as the walkthrough puts it');
    expect(await textOf(grant?.reference ?? '', 'en', 'officer.psw')).toContain('Certificate of registration');
    const { items } = (await site.ask('investor', 'GET', `/api/cases/${permit}/readings`)).body;
    expect(items).toContainEqual(
      expect.objectContaining({ person: 'officer.psw@demo.test', post: 'officer.psw', what: 'certificate' }),
    );
  });

  it('nobody gets a paper of a case that is not theirs, nor learns that it is there', async () => {
    const [paper] = await papersOf(permit);
    for (const who of ['investor2', 'officer.epa-punjab', 'admin']) {
      const pdf = await site.ask(who, 'GET', `/api/certificates/${paper?.reference}/pdf`);
      const unknown = await site.ask(who, 'GET', '/api/certificates/IJC-2026-0000-0000-0000/pdf');
      expect([pdf.status, pdf.body.detail]).toEqual([404, unknown.body.detail]);
      expect((await site.ask(who, 'GET', `/api/cases/${permit}/certificates`)).status).toBe(404);
    }
    expect((await site.ask(null, 'GET', `/api/certificates/${paper?.reference}/pdf`)).status).toBe(401);
    expect((await site.ask(null, 'GET', '/api/certificates/IJC-2026-0000-0000-0000')).status).toBe(404);
  });

  it('its code is checked offline by a script that knows nothing of the service', async () => {
    const [paper] = await papersOf(permit);
    const keys = join(folder, 'keys.json');
    const content = join(folder, 'content.json');
    writeFileSync(keys, JSON.stringify((await site.ask(null, 'GET', '/.well-known/jwks.json')).body));
    writeFileSync(content, JSON.stringify(paper?.content));
    const check = (...given: string[]): [number | null, string] => {
      const { status, stdout } = spawnSync(process.execPath, ['docs/verify-certificate.mjs', ...given]);
      return [status, String(stdout)];
    };
    const code = `https://ijazat.example/verify/${paper?.reference}#${paper?.signature}`;
    const [status, said] = check(keys, code, content);
    expect([status, said]).toEqual([0, expect.stringContaining('GOOD: signed by the installation')]);
    expect(said).toContain(DATA.company);

    writeFileSync(content, JSON.stringify({ ...paper?.content, kind: 'lease' }));
    expect(check(keys, code, content)).toEqual([1, expect.stringContaining('not that of the paper')]);
    const [head, , mark] = (paper?.signature ?? '').split('.');
    const forged = Buffer.from(JSON.stringify({ statement: 'certificate', holder: 'Me' })).toString('base64url');
    expect(check(keys, `${head}.${forged}.${mark}`)).toEqual([1, expect.stringContaining('does not fit')]);
    writeFileSync(keys, JSON.stringify({ keys: [] }));
    expect(check(keys, code)).toEqual([1, expect.stringContaining('not among those')]);
  });

  it('a revoked one says so, to whoever asks and on its face', async () => {
    const [before] = await papersOf(permit);
    await act('officer.psw', permit, 'giveNotice');
    await act('investor', permit, 'answerNotice');
    await act('manager.psw', permit, 'revoke');
    const papers = await papersOf(permit);
    expect(papers.map((one) => [one.kind, one.standing])).toEqual([
      ['revocation', 'in-force'],
      ['grant', 'revoked'],
      ['acknowledgement', 'in-force'],
    ]);
    const asked = await site.ask(null, 'GET', `/api/certificates/${before?.reference}`);
    expect(asked.body).toMatchObject({ standing: 'revoked', since: NOW, digest: before?.digest });
    expect(await textOf(before?.reference ?? '', 'en')).toContain('REVOKED on 23 November 2026');
  });

  it('all of it verifies; what is changed behind the service’s back is named, and told to whoever asks', async () => {
    expect(await failures()).toEqual([]);
    const [paper] = await papersOf(permit);
    const { database } = site.service;
    const trigger = kind === 'postgres' ? 'certificates_no_change on certificates' : 'certificates_no_update';
    await database.write((query) => query(`drop trigger ${trigger}`));
    const [kept] = await read<{ content: string }>(database, 'select content from certificates where reference = $1', [
      paper?.reference,
    ]);
    const forged = kept?.content.replace(DATA.company, 'Another Ltd');
    await database.write((query) =>
      query('update certificates set content = $1 where reference = $2', [forged, paper?.reference]),
    );
    expect(await failures()).toEqual([expect.stringMatching(/the row IJC-\S+ of certificates says content/)]);
    expect((await site.ask(null, 'GET', `/api/certificates/${paper?.reference}`)).body).toMatchObject({
      intact: false,
    });
  });
});
