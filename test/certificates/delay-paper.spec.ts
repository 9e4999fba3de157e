import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocumentProxy } from 'unpdf';
import { delayPaper } from '../../src/certificates/delay-paper.js';
import { Names } from '../../src/certificates/names.js';
import type { DelayStatement } from '../../src/evidence/delay-form.js';
import { Declared } from '../../src/messages/declared.js';
import { signatureFault, type PublicKey, type Signed } from '../../src/evidence/signer.js';
import { LANGUAGES, type Language } from '../../src/messages/index.js';
import { officeAtWork } from '../support/office-at-work.js';
import { startService, tokenOf, type TestService } from '../support/service.js';

type Attached = { readonly filename: string; readonly content: Uint8Array };

describe('the statement of delay on paper', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ijazat-delay-'));
  let site: TestService;
  let id: string;
  let permit: string;
  let keys: PublicKey[];

  const fetched = async (who: string, path: string): Promise<Response> =>
    fetch(`${await site.app.getUrl()}${path}`, {
      headers: { authorization: `Bearer ${await tokenOf(site.service, who)}` },
    });
  const pdfOf = async (who: string, of: string, language?: Language): Promise<Buffer> => {
    const answer = await fetched(who, `/api/cases/${of}/delay/pdf${language ? `?language=${language}` : ''}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const pdf = Buffer.from(await answer.arrayBuffer());
    if (process.env['SAMPLES'])
      writeFileSync(join(process.env['SAMPLES'], `delay-${of.slice(0, 4)}-${language ?? 'none'}.pdf`), pdf);
    return pdf;
  };
  const read = async (pdf: Buffer) => {
    const document = await getDocumentProxy(new Uint8Array(pdf));
    let text = '';
    for (let number = 1; number <= document.numPages; number += 1) {
      const { items } = await (await document.getPage(number)).getTextContent();
      text += items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('');
    }
    const [attached] = Object.values(((await document.getAttachments()) ?? {}) as { [name: string]: Attached });
    if (!attached) throw new Error('nothing is attached');
    return { text, name: attached.filename, signed: JSON.parse(Buffer.from(attached.content).toString()) as Signed };
  };

  beforeAll(async () => {
    site = await startService('sqlite');
    const { applications, permits } = await officeAtWork(site, 'mofa', 1);
    [id, permit] = [String(applications[0]?.id), String(permits[0])];
    await site.ask(null, 'POST', '/api/clock', { body: { to: '2027-01-15T06:30:00.000Z' } });
    ({ keys } = (await site.ask(null, 'GET', '/.well-known/jwks.json')).body as unknown as { keys: PublicKey[] });
  }, 60_000);
  afterAll(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
  });

  // Nastaliq is read out of a file by its shapes, not by its letters.
  it.each(['en', 'zh'] as const)('says in %s who held the case how long', async (language) => {
    const { text } = await read(await pdfOf('investor', id, language));
    for (const name of ['titles.delay', 'holders.children', 'columns.overdue'])
      expect(text).toContain(site.service.letters.messages.text(language, `letters.${name}`));
    expect(text).toContain('IJZ-2026-000001');
  });

  it('says in a translation that it is one; English governs', async () => {
    const mark = (language: Language): string =>
      site.service.letters.messages.text(language, 'letters.frame.translation', { authoritative: 'en' }).slice(0, 6);
    const [en, ur, zh] = await Promise.all(
      LANGUAGES.map(async (language) => (await read(await pdfOf('investor', id, language))).text),
    );
    expect(zh).toContain(mark('zh'));
    expect(en).not.toContain(mark('en'));
    expect(ur).toContain('IJZ-2026-000001');
  });

  it('has the signed statement in it, whose time sums to the whole', async () => {
    const { text, name, signed } = await read(await pdfOf('officer.mofa', permit));
    expect([name, signatureFault(signed, keys), signed.statement.statement]).toEqual(['delay.json', null, 'delay']);
    const [first] = signed.statement['cases'] as unknown as {
      reference: string;
      seconds: number;
      holders: { seconds: number }[];
    }[];
    expect(first?.reference).toMatch(/^IJZ-2026-000001\//);
    expect(first?.holders.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(first?.seconds ?? 0, 3);
    expect(text).toContain('100 %');
  });

  it('has a code that is checked offline against what is attached, and fails against anything else', async () => {
    const { signed } = await read(await pdfOf('manager.sifc', id));
    const files = { keys: join(folder, 'keys.json'), delay: join(folder, 'delay.json') };
    writeFileSync(files.keys, JSON.stringify({ keys }));
    writeFileSync(files.delay, JSON.stringify(signed));
    const { letters, signer, catalogue } = site.service;
    const names = new Names(letters.messages, () => catalogue.daySettings);
    const desk = {
      letters,
      names,
      signer,
      declared: Declared.load(),
      address: 'https://x.example',
      demonstration: true,
    };
    const { frame } = delayPaper(signed as Signed<DelayStatement>, new Map(), { ...desk, language: 'en' });
    const code = frame.verify?.code ?? '';
    expect(code).toMatch(/jwks\.json#eyJ/);
    const check = (): string =>
      execFileSync(process.execPath, ['docs/verify-certificate.mjs', files.keys, code, files.delay], {
        encoding: 'utf8',
      });
    expect(check()).toContain('the content has this digest');
    const other = { ...signed, statement: { ...signed.statement, at: '2027-01-16T00:00:00.000Z' } };
    writeFileSync(files.delay, JSON.stringify(other));
    expect(check).toThrow('Command failed');
  });

  it('is for those who may know of the case', async () => {
    expect((await fetched('investor2', `/api/cases/${id}/delay/pdf`)).status).toBe(404);
    expect((await fetched('investor', `/api/cases/${id}/delay/pdf?language=fr`)).status).toBe(422);
  });
});
