import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '../../src/engine/index.js';
import { vaultIn } from '../../src/documents/vault-in.js';
import { verifyAll } from '../../src/verify/verify.js';
import { MILL } from '../support/applications.js';
import { KINDS } from '../support/databases.js';
import { asInsider } from '../support/insider.js';
import { startService, type TestService } from '../support/service.js';
import { pdf, send } from './sending.js';

const LAHORE = { ...MILL, zone: 'none', province: 'punjab', district: 'lahore', incorporated: true };
const OLD = new Date(Date.now() - 2 * 3_600_000);

describe.each(KINDS)('documents as they are kept, on %s', (kind) => {
  let site: TestService;
  let id = '';
  let change: (sql: string, parameters?: unknown[]) => Promise<void>;
  const give = (query: string, note: string) =>
    send(site, 'investor', `/api/cases/${id}/documents?${query}`, { bytes: pdf(note) });
  const failures = async (): Promise<readonly string[]> => {
    const { database, catalogue, environment } = site.service;
    const bytes = vaultIn(environment);
    return (await verifyAll(database, (opening) => catalogue.pinned(opening), { bytes })).failures;
  };
  const pathOf = (note: string): string => vaultIn(site.service.environment).pathOf(sha256(pdf(note).toString()));
  const place = (path: string, note: string, at?: Date): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, pdf(note));
    if (at) utimesSync(path, at, at);
  };

  beforeAll(async () => {
    site = await startService(kind);
    const data = { ...LAHORE, title: 'Mill in Lahore', foreign: false, entry: 'company' };
    id = (await site.ask('investor', 'POST', '/api/cases', { body: { workflow: 'investor-approval', data } })).body.id;
    change = await asInsider(site.service.database);
    for (const name of ['one', 'two']) expect((await give(`name=${name}.pdf`, name)).status).toBe(201);
  }, 60_000);
  afterAll(() => site.close());

  it('take their places one after the other where two replace the same at once', async () => {
    const given = await Promise.all(
      ['a', 'b', 'c'].map((note) => give(`name=${note}.pdf&paper=memorandum-articles`, note)),
    );
    expect(given.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(given.map(({ body }) => Number(body['version'])).sort((a, b) => a - b)).toEqual([1, 2, 3]);
    expect(await failures()).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['renamed', "name = 'other.pdf'", 'was changed after it was given'],
    ['given other bytes', `sha256 = '${'0'.repeat(64)}'`, 'was changed after it was given'],
    ['moved to another event', 'seq = seq + 1', 'the column seq is not what was logged'],
    ['called another paper', "paper = 'identity'", 'the column paper is not what was logged'],
    ['emptied without an event', 'salt = null', 'lacks what it says, and was not erased'],
  ])('are found by verify where one was %s', async (_, set, told) => {
    const [before] = await site.service.database.write((query) =>
      query("select name, sha256, seq, paper, salt, id, case_id from documents where name = 'one.pdf'"),
    );
    const row = before as { [column: string]: unknown };
    await change(`update documents set ${set} where id = $1`, [row['id']]);
    const found = await failures();
    expect(found).toEqual([expect.stringContaining(told)]);
    expect(found[0]).toMatch(/^IJZ-2026-000001, event \d+: /);
    const sql = 'update documents set name = $1, sha256 = $2, seq = $3, paper = $4, salt = $5 where id = $6';
    await change(
      sql,
      ['name', 'sha256', 'seq', 'paper', 'salt', 'id'].map((column) => row[column]),
    );
    expect(await failures()).toEqual([]);
  });

  it('are found by verify where their bytes are others, or gone', async () => {
    const [path, aside] = [pathOf('two'), join(site.service.environment.dataFolder, 'aside')];
    renameSync(path, aside);
    expect(await failures()).toEqual([
      expect.stringMatching(/event \d+: the bytes of the document \S+ are not there$/),
    ]);
    place(path, 'other');
    expect(await failures()).toEqual([expect.stringContaining('are not those that were given')]);
    renameSync(aside, path);
    expect(await failures()).toEqual([]);
  });

  it('are found by verify where a row is nobody’s, or gone', async () => {
    const copied = kind === 'sqlite' ? "'copy'" : "'copy'::text";
    const rest = `root, case_id, seq, paper, site, version, decision, name, media_type, bytes, sha256, salt, expires_on, digest, state,
      given_by, given_at`;
    await change(`insert into documents (id, ${rest}) select ${copied}, ${rest} from documents where name = 'one.pdf'`);
    expect(await failures()).toEqual([expect.stringContaining('no event says that it was given')]);
    await change("update documents set id = 'gone' where name = 'two.pdf'");
    await change("delete from documents where id = 'copy'");
    expect(await failures()).toEqual([
      expect.stringContaining('the document gone is kept'),
      expect.stringMatching(/event \d+ names the document \S+, which is not there$/),
    ]);
  });

  it('are swept of files that no document is about, once these are old', async () => {
    const { sweep, environment } = site.service;
    const [orphan, young, own] = [pathOf('nobody’s'), pathOf('young'), pathOf('one')];
    const half = join(environment.dataFolder, 'documents', 'arriving', 'half');
    place(orphan, 'nobody’s', OLD);
    place(half, 'half', OLD);
    place(young, 'young');
    utimesSync(own, OLD, OLD);
    expect(await sweep.now()).toBe(2);
    expect([orphan, half, young, own].map((path) => existsSync(path))).toEqual([false, false, true, true]);
    // What comes again in the same bytes lies there as new.
    expect((await give('name=again.pdf', 'nobody’s')).status).toBe(201);
    expect(await sweep.now()).toBe(0);
    expect(existsSync(orphan)).toBe(true);
  });
});
