import { cpSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assemble, type Service } from '../../src/app/service.js';
import { main } from '../../src/confirmations/cli.js';
import type { Confirmation } from '../../src/confirmations/confirmation.js';
import { vaultIn } from '../../src/documents/vault-in.js';
import type { Actor } from '../../src/engine/index.js';
import { readEnvironment } from '../../src/environment/environment.js';
import { makeLog } from '../../src/log/log.js';
import { loadRulesets } from '../../src/ruleset/index.js';
import { verifyAll } from '../../src/verify/verify.js';
import { pdf } from '../documents/sending.js';
import { KINDS, testDatabase, type TestDatabase } from '../support/databases.js';

const lead: Actor = { id: 'manager@demo.test', kind: 'person', posts: [{ role: 'manager', agency: 'sifc' }] };
const second: Actor = { ...lead, id: 'manager.sifc@demo.test' };
const substitute: Actor = { ...lead, id: 'x', posts: [{ role: 'manager', agency: 'sifc', onBehalfOf: lead.id }] };
const strangers: Actor[] = [
  { ...lead, posts: [{ role: 'manager', agency: 'epa-sindh' }] },
  { ...lead, posts: [{ role: 'officer', agency: 'sifc' }] },
  { ...lead, posts: [{ role: 'manager', agency: 'sifc', within: { zones: ['gwadar'] } }] },
];

const LAW = 'pk-2026-11';
const SINDH = { ruleset: LAW, figure: 'approvals.environmental-iee.variants.sindh.clocks.decision' };
const FEE = { ruleset: LAW, figure: 'approvals.environmental-iee.variants.punjab-2022.fee' };
const LEASE = { ruleset: LAW, figure: 'approvals.mining-lease.clocks.decision' };
const PAPER = { ruleset: LAW, figure: 'papers.identity.investor-visa' };
const PROOF = {
  title: 'Sindh Environmental Protection Agency (Environmental Assessment) Regulations 2021',
  reference: 'Sindh Gazette of 2021, regulation 11(2)',
  date: '2021-08-12',
};
const LIMIT = { ...PROOF, force: 'limit', url: 'https://sindhlaws.gov.pk/', note: 'Read in the gazette' };

describe.each(KINDS)('the proof of a figure on %s', (kind) => {
  let home: TestDatabase;
  let folder: string;
  let service: Service;
  const config = (): string => join(folder, 'config');
  const start = async (): Promise<void> => {
    const environment = readEnvironment({
      DATABASE_URL: home.url,
      IJAZAT_DATA: folder,
      IJAZAT_CONFIG: config(),
      IJAZAT_TIME: '2026-11-23T04:00:00Z',
    });
    service = await assemble(environment, makeLog('silent'));
    await service.start();
  };
  const stop = async (): Promise<void> => {
    await service.retire();
    await service.close();
  };
  const asking = (actor: Actor, key?: string) => ({ actor, key, now: service.clock.now() });
  const file = (note = '') => ({ name: 'gazette.pdf', bytes: Readable.from([pdf(note)]) });
  const failures = async (): Promise<readonly string[]> => {
    const { database, catalogue, environment } = service;
    return (await verifyAll(database, (opening) => catalogue.pinned(opening), { bytes: vaultIn(environment) }))
      .failures;
  };
  let first: Confirmation;

  beforeAll(async () => {
    home = await testDatabase(kind);
    folder = mkdtempSync(join(tmpdir(), 'ijazat-confirmations-'));
    cpSync('config', config(), { recursive: true });
    await start();
  });
  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true });
    await home.drop();
  });

  it('is recorded by one manager of the lead agency, once for a key, with its document, and countersigned by another', async () => {
    const { confirmations } = service;
    first = await confirmations.propose(SINDH, LIMIT, asking(lead, 'k'), file());
    expect(first).toMatchObject({
      state: 'proposed',
      says: { force: 'limit', length: '45 days' },
      force: 'limit',
      proof: { reference: PROOF.reference, url: 'https://sindhlaws.gov.pk/' },
      document: { data: { name: 'gazette.pdf', type: 'application/pdf', state: 'not-scanned' } },
      proposed: { by: lead.id, instead: null, note: 'Read in the gazette' },
      countersigned: null,
    });
    expect(await confirmations.propose(SINDH, LIMIT, asking(lead, 'k'), file())).toEqual(first);
    await expect(confirmations.propose(SINDH, { ...LIMIT, date: '2020-01-01' }, asking(lead, 'k'))).rejects.toThrow(
      /key/,
    );
    await expect(confirmations.propose(SINDH, LIMIT, asking(lead, 'k'), file('other'))).rejects.toThrow(/key/);
    await expect(confirmations.propose(SINDH, LIMIT, asking(second))).rejects.toMatchObject({ kind: 'state' });
    for (const actor of [lead, substitute, ...strangers])
      await expect(confirmations.countersign(first.id, '', asking(actor))).rejects.toMatchObject({ kind: 'actor' });
    expect(confirmations.mayCountersign(substitute, first)).toBe(false);
    const signed = await confirmations.countersign(first.id, 'Seen', asking(second, 'c'));
    expect(signed).toMatchObject({ state: 'countersigned', countersigned: { by: second.id, note: 'Seen' } });
    expect(await confirmations.countersign(first.id, 'Seen', asking(second, 'c'))).toEqual(signed);
    await expect(confirmations.countersign(first.id, 'Seen', asking(second))).rejects.toMatchObject({ kind: 'state' });
    await expect(confirmations.attach(first.id, file(), asking(lead))).rejects.toMatchObject({ kind: 'state' });
    const { bytes } = await confirmations.document(first.id);
    expect(await text(bytes)).toBe(pdf().toString());
  });

  it('says what is wrong with it, field by field, and leaves nothing', async () => {
    const { confirmations } = service;
    const before = confirmations.register.records.length;
    const fieldsOf = async (of: typeof SINDH, proposal: object): Promise<string[]> => {
      const error: unknown = await confirmations
        .propose(of, { ...PROOF, ...proposal }, asking(lead))
        .catch((e: unknown) => e);
      return ((error as { details?: { errors?: { field: string }[] } }).details?.errors ?? []).map(
        ({ field }) => field,
      );
    };
    expect(
      await fieldsOf(LEASE, { force: 'limit', title: ' ', reference: 'x'.repeat(301), date: '2021-02-30' }),
    ).toEqual(['/title', '/reference', '/date']);
    expect(
      await fieldsOf(LEASE, { force: 'law', date: '2026-11-24', url: 'ftp://gazette', note: 'x'.repeat(2001) }),
    ).toEqual(['/date', '/url', '/force', '/note']);
    expect(await fieldsOf(LEASE, {})).toEqual(['/force']);
    expect(await fieldsOf(FEE, { force: 'limit' })).toEqual(['/force']);
    const refused = (of: typeof SINDH): Promise<unknown> => confirmations.propose(of, LIMIT, asking(lead));
    await expect(refused({ ...SINDH, figure: 'approvals.none' })).rejects.toThrow(/approvals.none/);
    await expect(refused({ ...SINDH, ruleset: 'none' })).rejects.toThrow(/none/);
    await expect(refused({ ...SINDH, figure: 'approvals.environmental-iee.clocks.decision' })).rejects.toThrow(
      /confirmed/,
    );
    for (const actor of strangers)
      await expect(confirmations.propose(LEASE, LIMIT, asking(actor))).rejects.toMatchObject({ kind: 'actor' });
    const plain = { name: 'x.txt', bytes: Readable.from(['just words']) };
    await expect(confirmations.propose(LEASE, LIMIT, asking(lead), plain)).rejects.toMatchObject({ why: 'type' });
    expect(confirmations.register.records).toHaveLength(before);
  });

  it('gets its document later too, from whoever has proposed it', async () => {
    const { confirmations } = service;
    const { id } = await confirmations.propose(FEE, PROOF, asking(lead));
    await expect(confirmations.document(id)).rejects.toThrow(id);
    await expect(confirmations.attach(id, file('fee'), asking(second))).rejects.toMatchObject({ kind: 'actor' });
    const given = await confirmations.attach(id, file('fee'), asking(lead, 'f'));
    expect(await confirmations.attach(id, file('fee'), asking(lead, 'f'))).toEqual(given);
    await confirmations.countersign(id, '', asking(second));
    // Nothing of it is taken away as a file that nobody knows.
    const path = vaultIn(service.environment).pathOf(given.document?.sha256 ?? '');
    utimesSync(path, 0, 0);
    expect(await service.sweep.now()).toBe(0);
    expect(await failures()).toEqual([]);
    writeFileSync(path, pdf('forged'));
    expect(await failures()).toEqual([expect.stringMatching(/^record \d+ of confirmations: the bytes .* not those/)]);
    writeFileSync(path, pdf('fee'));
  });

  it('is withdrawn with a reason, and then another is recorded; all of it is known after a new start', async () => {
    const { confirmations } = service;
    const { id } = await confirmations.propose(PAPER, PROOF, asking(second));
    await expect(confirmations.withdraw(id, ' ', asking(lead))).rejects.toMatchObject({ kind: 'data' });
    await confirmations.withdraw(id, 'The list is of another visa', asking(lead));
    await expect(confirmations.withdraw(id, 'Again', asking(lead))).rejects.toMatchObject({ kind: 'state' });
    await expect(confirmations.countersign(id, '', asking(lead))).rejects.toMatchObject({ kind: 'state' });
    const again = await confirmations.propose(PAPER, PROOF, asking(second));
    expect(again).toMatchObject({ state: 'proposed', withdrawn: null });
    const lease = await confirmations.propose(LEASE, { ...PROOF, force: 'limit' }, asking(second));
    await confirmations.countersign(lease.id, '', asking(lead));
    const { all } = confirmations;
    await stop();
    await start();
    expect(service.confirmations.all).toEqual(all);
    expect(all.map(({ state }) => state)).toEqual([
      'countersigned',
      'countersigned',
      'withdrawn',
      'proposed',
      'countersigned',
    ]);
  });

  it('changes no law: what cases run by is the published text, until the next ruleset says otherwise', async () => {
    const { catalogue } = service;
    expect(catalogue.rulesets.get(LAW).hash).toBe(loadRulesets('config/rulesets', { drafts: true }).get(LAW).hash);
    expect(catalogue.rulesets.get(LAW).figure(SINDH.figure)).toMatchObject({ confirmed: false });
    const data = { approval: 'environmental-iee', application: { province: 'sindh' } };
    const { clocks } = catalogue.rulesets
      .get(LAW)
      .byKey('permit', catalogue.rulesets.get(LAW).rulesFor('permit', data));
    expect(clocks['decision']).toMatchObject({ force: 'limit', confirmed: false });
  });

  it('is written into the draft of the next ruleset: the words that change, where it still fits', async () => {
    const [from, next] = [LAW, 'pk-2027-01'].map((id) => join(config(), 'rulesets', id)) as [string, string];
    cpSync(from, next, { recursive: true });
    const head = join(next, 'ruleset.yaml');
    const written = readFileSync(head, 'utf8')
      .replace(`id: ${LAW}`, 'id: pk-2027-01')
      .replace('effectiveFrom: 2025-01-01', 'effectiveFrom: 2027-01-01')
      .replace('status: published', 'status: draft');
    writeFileSync(head, written);
    const before = readFileSync(join(next, '3-permits.yaml'), 'utf8');
    const lines: string[] = [];
    const { IJAZAT_CONFIG, DATABASE_URL } = process.env;
    Object.assign(process.env, { IJAZAT_CONFIG: config(), DATABASE_URL: home.url });
    try {
      expect(await main([], (line) => lines.push(line))).toBe(2);
      expect(await main(['none'], (line) => lines.push(line))).toBe(1);
      expect(await main([LAW, '--into', 'pk-2027-01'], (line) => lines.push(line))).toBe(0);
    } finally {
      restore({ IJAZAT_CONFIG, DATABASE_URL });
    }
    expect(lines.at(-1)).toBe('2 of 3 are in pk-2027-01 now');
    expect(lines.join('\n')).toMatch(/3-permits\.yaml:\d+\n.*left as it is: .*mining-lease is partly-sourced/s);
    const law = loadRulesets(join(config(), 'rulesets'), { drafts: true }).get('pk-2027-01');
    expect(law.figure(SINDH.figure)).toMatchObject({
      confirmed: true,
      source: `${PROOF.reference}: ${PROOF.title}, 2021-08-12 (https://sindhlaws.gov.pk/)`,
    });
    expect(law.figure(FEE.figure)).toMatchObject({
      confirmed: true,
      source: `${PROOF.reference}: ${PROOF.title}, 2021-08-12`,
    });
    for (const { figure } of [LEASE, PAPER]) expect(law.figure(figure)?.confirmed).toBe(false);
    const after = readFileSync(join(next, '3-permits.yaml'), 'utf8').split('\n');
    const changed = before.split('\n').filter((line, index) => line !== after[index]);
    expect(changed).toHaveLength(3);
    expect(readFileSync(head, 'utf8')).toBe(written);
  });
});

function restore(variables: { readonly [name: string]: string | undefined }): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
