import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lanes } from '../../src/cases/lanes.js';
import { canonicalJson, derivedId, sha256, type Request } from '../../src/engine/index.js';
import { AnchorFile, AnchorsDisagree } from '../../src/evidence/anchor-file.js';
import { Anchors, type Anchor } from '../../src/evidence/anchors.js';
import { leafHash } from '../../src/evidence/merkle.js';
import { signatureFault } from '../../src/evidence/signer.js';
import { givePositions } from '../../src/notices/outbox.js';
import type { OpenDatabase } from '../../src/store/database.js';
import { read } from '../../src/store/read.js';
import { temporaryFolder } from '../setup/folder.js';
import { KINDS, testDatabase, type TestDatabase } from '../support/databases.js';
import { ann, familyHost, projectOpening } from '../support/family.js';
import { freshSigner } from './keys.js';
import { continues, definedRoot, includes } from './proofs.js';

const NOW = Date.UTC(2026, 0, 5);
const root = (n: number): string => derivedId('anchors', String(n));
const buffers = (hashes: readonly string[]): Buffer[] => hashes.map((hash) => Buffer.from(hash, 'hex'));

describe.each(KINDS)('anchors on %s', (kind) => {
  const folder = temporaryFolder();
  let home: TestDatabase;
  let database: OpenDatabase;
  let lanes: Lanes;
  let anchors: Anchors;
  const signer = freshSigner();

  beforeEach(async () => {
    home = await testDatabase(kind);
    database = await home.open();
    lanes = new Lanes(database.store, familyHost, { now: () => NOW }, () => undefined);
    anchors = new Anchors({ database, signer, clock: { now: () => NOW, virtual: true }, installation: 'here' });
  });
  afterEach(async () => {
    await lanes.drain();
    await database.close();
    await home.drop();
  });

  /** What happens has its place in the order of all before it is anchored. */
  const happen = async (...requests: readonly Request[]): Promise<void> => {
    await Promise.all(requests.map((request) => lanes.submit({ request, answer: () => null })));
    while ((await givePositions(database)) === 'more');
  };
  const open = (...numbers: readonly number[]): Promise<void> =>
    happen(...numbers.map((n) => ({ kind: 'open', opening: projectOpening(root(n)), actor: ann }) as const));
  const send = (id: string, type: string): Promise<void> =>
    happen({ kind: 'command', case: id, command: { type, data: {}, actor: ann } });
  const made = async (): Promise<Anchor> => {
    const anchor = await anchors.make();
    if (!anchor) throw new Error('there is no anchor');
    return anchor;
  };
  const leaves = async (): Promise<Buffer[]> => {
    const sql = 'select case_id as "case", seq, hash from anchor_leaves order by leaf';
    return (await read<object>(database, sql, [])).map((head) => leafHash(canonicalJson(head)));
  };

  it('are none where nothing was recorded', async () => {
    expect(await anchors.make()).toBeNull();
    expect(await anchors.latest()).toBeNull();
    expect(await anchors.ofCase(root(0))).toEqual([]);
  });

  it('cover the state of every case, are signed, and are chained', async () => {
    await open(0, 1, 2);
    const first = await made();
    expect(first.statement).toMatchObject({ anchor: 1, installation: 'here', size: 3, previous: null });
    expect(first.statement.at).toBe(new Date(NOW).toISOString());
    expect(signatureFault(first, [signer.publicKey])).toBeNull();
    await send(root(1), 'start');
    const second = await made();
    // The project and its two children.
    expect(second.statement).toMatchObject({ anchor: 2, size: 6, previous: sha256(canonicalJson(first.statement)) });
    expect(second.statement.root).toBe(definedRoot(await leaves()).toString('hex'));
    const heads = await read(
      database,
      `select id from cases where not exists (select 1 from anchor_leaves where case_id = id and anchor_leaves.seq = cases.seq
         and anchor_leaves.hash = cases.hash)`,
      [],
    );
    expect(heads).toEqual([]);
  });

  it('are not made again where nothing has happened', async () => {
    await open(0);
    const first = await made();
    expect(await made()).toEqual(first);
  });

  it('prove of each state that they cover it, and of each other that they continue it', async () => {
    const numbers = Array.from({ length: 300 }, (_, n) => n);
    await open(...numbers);
    await made();
    for (const n of [3, 7]) await send(root(n), 'start');
    await made();
    await send(root(7), 'withdraw');
    const third = await made();
    const states = await anchors.ofCase(root(7));
    const covering = states.map(({ covered }) => covered.map(({ anchor }) => anchor.statement.anchor));
    expect(covering).toEqual([[1, 3], [2, 3], [3]]);
    expect(states.at(-1)?.covered[0]?.anchor).toEqual(third);
    for (const { leaf, covered, ...state } of states) {
      const head = canonicalJson({ case: state.case, hash: state.hash, seq: state.seq });
      for (const { anchor, proof } of covered) {
        const tree = { size: anchor.statement.size, root: Buffer.from(anchor.statement.root, 'hex') };
        expect(includes(tree, leaf, leafHash(head), buffers(proof))).toBe(true);
      }
      const [event] = await read(database, 'select hash from events where case_id = $1 and seq = $2', [
        state.case,
        state.seq,
      ]);
      expect(event).toEqual({ hash: state.hash });
    }
    const found = await Promise.all([1, 2, 3].map((n) => anchors.find(n)));
    const trees = found.map((anchor) => ({
      size: anchor?.statement.size ?? 0,
      root: Buffer.from(anchor?.statement.root ?? '', 'hex'),
    }));
    const proofs = found.map((anchor) => buffers(anchor?.consistency ?? []));
    for (const [index, older] of trees.slice(0, -1).entries()) {
      const newer = trees[index + 1] ?? older;
      expect([newer.size > older.size, continues(older, newer, proofs[index + 1] ?? [])]).toEqual([true, true]);
    }
    expect(await anchors.find(4)).toBeNull();
    expect(await anchors.find(0)).toBeNull();
  });

  it('go through all cases where the outbox was trimmed before they came', async () => {
    await open(0, 1, 2);
    await database.write((query) => query('delete from outbox where position <= 2'));
    expect((await made()).statement.size).toBe(3);
    await open(3);
    expect((await made()).statement.size).toBe(4);
  });

  it('are made by several at once one after the other', async () => {
    await open(0, 1);
    const other = new Anchors({ database, signer, clock: { now: () => NOW, virtual: true }, installation: 'here' });
    const both = await Promise.all([anchors.make(), other.make()]);
    expect(both.map((anchor) => anchor?.statement.anchor)).toEqual([1, 1]);
    expect(await leaves()).toHaveLength(2);
  });

  it('are paged, newest first', async () => {
    for (const n of [0, 1, 2]) {
      await open(n);
      await made();
    }
    const page = await anchors.list({ limit: 2 });
    expect(page.items.map(({ statement }) => statement.anchor)).toEqual([3, 2]);
    const rest = await anchors.list({ limit: 2, cursor: page.next ?? '' });
    expect([rest.items.map(({ statement }) => statement.anchor), rest.next]).toEqual([[1], null]);
  });

  it('are written to a file, which is completed whatever it lacks', async () => {
    const path = join(folder, `${kind}.jsonl`);
    const file = new AnchorFile(path);
    const complete = (): Promise<number> => anchors.alone((after) => file.complete(after));
    await open(0);
    await made();
    await open(1);
    const second = await made();
    expect(await complete()).toBe(2);
    expect(await complete()).toBe(0);
    expect(file.all().at(-1)).toEqual(second);
    // Killed in the middle of the second line.
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, -100));
    expect(await complete()).toBe(1);
    expect(file.all().map(({ statement }) => statement.anchor)).toEqual([1, 2]);
    // What the database says no longer is what was deposited.
    appendFileSync(path, `${canonicalJson({ ...second, statement: { ...second.statement, anchor: 3 } })}\n`);
    await expect(complete()).rejects.toThrow(AnchorsDisagree);
  });
});
