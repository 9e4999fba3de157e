import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkDossier } from '../../src/evidence/standalone/verify.mjs';
import { PROFILES } from '../../src/walkthrough/profiles.js';
import { checkedDossier } from '../../src/verify/dossier.js';
import { KINDS } from '../support/databases.js';
import { startService, tokenOf, type TestService } from '../support/service.js';
import { freshSigner } from './keys.js';
import { relink, rewrite, signAnew, unpack } from './unpack.js';
import { missing } from '../support/missing.js';

const LOG = /^cases\/001-[^/]+\/events\.jsonl$/;

describe.each(KINDS)('the dossier of a case, on %s', (kind) => {
  const below = mkdtempSync(join(tmpdir(), 'ijazat-dossier-'));
  let site: TestService;
  let id: string;
  let folder: string;
  /** The file of the log of the first case. */
  let log: string;

  const send = async (who: string, type: string, data: object = {}): Promise<void> => {
    const { status, body } = await site.ask(who, 'POST', `/api/cases/${id}/events`, { body: { type, data } });
    if (status !== 200) throw new Error(`${type}: ${status} ${body.detail}`);
  };
  const download = async (who: string, path: string): Promise<Response> =>
    fetch(`${await site.app.getUrl()}${path}`, {
      headers: { authorization: `Bearer ${await tokenOf(site.service, who)}` },
    });

  beforeAll(async () => {
    site = await startService(kind);
    const opened = await site.ask('investor', 'POST', '/api/cases', {
      body: { workflow: 'investor-approval', data: PROFILES.mill },
    });
    id = opened.body.id;
    await send('investor', 'submit');
    await site.ask('auditor', 'POST', '/api/anchors');
    await site.ask(null, 'POST', '/api/clock', { body: { to: '2026-11-25T04:00:00.000Z' } });
    await send('officer.sifc', 'declareIncomplete', missing('A plan of the site'));
    await site.ask(null, 'POST', '/api/clock', { body: { to: '2026-11-27T04:00:00.000Z' } });
    await send('investor', 'supply', { text: 'It is enclosed.' });
    const answer = await download('investor', `/api/cases/${id}/dossier`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="IJZ-2026-000001.zip"');
    folder = unpack(new Uint8Array(await answer.arrayBuffer()), below);
    log = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((path) => LOG.test(path)) ?? '';
  });
  afterAll(async () => {
    await site.close();
    rmSync(below, { recursive: true });
  });

  /** A copy that may be spoilt. */
  const copy = (): string => {
    const other = mkdtempSync(join(tmpdir(), 'ijazat-spoilt-'));
    cpSync(folder, other, { recursive: true });
    return other;
  };
  const faultsAfter = (spoil: (copied: string) => void, trusted: Parameters<typeof checkDossier>[1] = {}): string[] => {
    const copied = copy();
    spoil(copied);
    const { faults } = checkDossier(copied, trusted);
    rmSync(copied, { recursive: true });
    return faults;
  };
  /** What is found where the insider who did it has signed the list of files anew. */
  const faultsOfInsider = (spoil: (copied: string) => void): string[] =>
    faultsAfter((copied) => {
      spoil(copied);
      signAnew(copied, site.service.signer);
    });

  it('is checked offline by the program in it, which needs nothing but Node', async () => {
    const copied = copy();
    const { code, told } = await new Promise<{ code: number; told: string }>((done) => {
      execFile(process.execPath, [join(copied, 'verify.mjs')], { cwd: tmpdir(), env: {} }, (error, output) =>
        done({ code: error ? 1 : 0, told: output }),
      );
    });
    rmSync(copied, { recursive: true });
    expect(told).toContain('All of it is sound.');
    expect(code).toBe(0);
    for (const line of [
      /IJZ-2026-000001: \d+ events hang together/,
      /IJZ-2026-000001: opened under investor-approval 1 and pk-2026-11, whose texts are enclosed/,
      /IJZ-2026-000001: events 1 to \d+ were there when anchor 1 was made on 2026-11-23T04:00:00.000Z/,
      /delay of IJZ-2026-000001: .*investor 172800 s/,
    ])
      expect(told).toMatch(line);
  });

  it('is decided again under the workflows and the law of an installation', () => {
    const { catalogue } = site.service;
    const { lines, failures } = checkedDossier(folder, (opening) => catalogue.pinned(opening));
    expect(failures).toEqual([]);
    expect(lines.at(-1)).toMatch(/^IJZ-2026-000001: decided again, its \d+ events give what was recorded$/);
    const another = checkedDossier(folder, (opening) => catalogue.pinned({ ...opening, workflow: 'steps' }));
    expect(another.failures).toEqual([expect.stringMatching(/^IJZ-2026-000001: case .*, event \d+: /)]);
  });

  it('shares no code with the service', () => {
    for (const name of ['verify.mjs', 'documents.mjs', 'proofs.mjs']) {
      const imports = [...readFileSync(join(folder, name), 'utf8').matchAll(/^import .* from '(.*)';$/gm)];
      expect(imports.map(([, from = '']) => from).filter((from) => !from.startsWith('node:'))).toEqual(
        { 'verify.mjs': ['./documents.mjs', './proofs.mjs'], 'documents.mjs': ['./proofs.mjs'] }[name] ?? [],
      );
    }
  });

  it('is compared with keys and anchors from elsewhere', async () => {
    const { keys } = (await site.ask(null, 'GET', '/.well-known/jwks.json')).body as unknown as { keys: never[] };
    const { items } = (await site.ask(null, 'GET', '/api/anchors')).body;
    const trusted = { keys, anchors: items as never[] };
    const { faults, lines } = checkDossier(folder, trusted);
    expect(faults).toEqual([]);
    expect(lines.join('\n')).toMatch(/anchor 1 of .*: as published/);
    const otherKeys = { keys: [freshSigner().publicKey] };
    expect(checkDossier(folder, otherKeys).faults[0]).toMatch(/^manifest.json is signed with a key that is not among/);
    const [first] = items as unknown as { statement: { root: string } }[];
    const otherAnchors = [{ ...first, statement: { ...first?.statement, root: 'ab'.repeat(32) } }];
    expect(checkDossier(folder, { anchors: otherAnchors }).faults.join()).toMatch(/is not the one that was published/);
  });

  it('names the file that was changed, lost or added after it was made', () => {
    const change = (path: string) => (copied: string) => rewrite(copied, path, (text) => `${text} `);
    for (const path of ['README.txt', 'keys.json', 'sources/rulesets/pk-2026-11.json', log])
      expect(faultsAfter(change(path))).toContain(`${path} is not the file that was signed`);
    expect(faultsAfter((copied) => rmSync(join(copied, 'README.txt')))).toEqual(['README.txt is missing']);
    expect(faultsAfter((copied) => writeFileSync(join(copied, 'more.txt'), ''))).toEqual([
      'more.txt is not part of the dossier',
    ]);
    const manifest = (copied: string): void =>
      rewrite(copied, 'manifest.json', (text) => text.replace('investor@demo.test', 'nobody@demo.test'));
    expect(faultsAfter(manifest)).toEqual(['manifest.json was changed after it was signed']);
  });

  it('names the event that was changed, put in or taken away, also by who can sign', () => {
    const edit = (change: (text: string) => string) => (copied: string) => rewrite(copied, log, change);
    const lines = readFileSync(join(folder, log), 'utf8').trimEnd().split('\n');
    expect(faultsOfInsider(edit((text) => text.replace('A plan of the site', 'A map of the site')))).toContain(
      `IJZ-2026-000001, event 3: was changed after it was recorded`,
    );
    const without = (n: number): string => `${lines.filter((_, index) => index !== n - 1).join('\n')}\n`;
    expect(faultsOfInsider(edit(() => without(2)))).toContain('IJZ-2026-000001, event 2: is missing');
    const last = lines.length;
    expect(faultsOfInsider(edit(() => without(last)))).toContain(
      `IJZ-2026-000001, event ${last}: is not the one that was anchored`,
    );
  });

  it('names the event that was written anew, though the chain fits together', () => {
    const found = faultsOfInsider((copied) =>
      rewrite(copied, log, (text) =>
        relink(text, ({ seq, data }) => {
          if (seq === 1) data['owner'] = 'somebody.else@demo.test';
        }),
      ),
    );
    expect(found).toContain('IJZ-2026-000001, event 2: is not the one that was anchored');
  });

  it.each([
    ['a proof', 'anchored.json', (text: string) => text.replace(/"leaf": (\d+)/, '"leaf": 9$1'), 'does not cover it'],
    ['an anchor', '../../anchors.json', (text: string) => text.replace('2026-11-23', '2026-11-22'), 'changed after'],
    [
      'the delay',
      '../../delay.json',
      (text: string) => text.replace(/"seconds": \d+/, '"seconds": 1'),
      'changed after',
    ],
    [
      'the law',
      '../../sources/rulesets/pk-2026-11.json',
      (text: string) => text.replace('30 days', '90 days'),
      'is not the one it was opened under',
    ],
  ])('finds that %s was changed by who can sign the list of files', (_, path, change, sentence) => {
    const file = join(log, '..', path);
    expect(faultsOfInsider((copied) => rewrite(copied, file, change)).join('\n')).toContain(sentence);
  });

  it('finds a statement of delay that does not sum, though it is signed', () => {
    const found = faultsOfInsider((copied) =>
      rewrite(copied, 'delay.json', (text) => {
        const { statement } = JSON.parse(text) as { statement: { statement: string; cases: { entries: object[] }[] } };
        statement.cases[0]?.entries.pop();
        return JSON.stringify(site.service.signer.sign(statement as never));
      }),
    );
    expect(found).toEqual(['delay of IJZ-2026-000001: does not sum to the whole']);
  });

  it('is for those who may know of the case', async () => {
    for (const [who, status] of [
      ['investor2', 404],
      ['officer.fbr', 404],
      ['auditor', 200],
    ] as const) {
      const answer = await download(who, `/api/cases/${id}/dossier`);
      await answer.arrayBuffer();
      expect([who, answer.status]).toEqual([who, status]);
    }
  });
});
