import { generateKeyPairSync } from 'node:crypto';
import { Lanes } from '../../src/cases/lanes.js';
import { derivedId, type Request } from '../../src/engine/index.js';
import { Anchors } from '../../src/evidence/anchors.js';
import { Keys } from '../../src/evidence/keys.js';
import { Signer } from '../../src/evidence/signer.js';
import { openForReading, type OpenDatabase } from '../../src/store/database.js';
import { read } from '../../src/store/read.js';
import { verifyAll } from '../../src/verify/verify.js';
import { testDatabase, type Kind } from '../support/databases.js';
import { ann, familyHost, projectOpening } from '../support/family.js';
import { percentile, secondsOf, spelt } from './figures.js';
import type { Figure, Findings } from './report.js';

export interface AnchorsOrder {
  readonly cases: number;
  /** Cases that change between two anchors. */
  readonly changed: number;
  readonly proofs: number;
}

const AT_ONCE = 2000;
const TABLES = ['anchor_leaves', 'anchor_nodes'];
const id = (n: number): string => derivedId('bench anchors', String(n));

/** What it costs to anchor many cases for the first time, then those that changed; to prove one; and to verify all of it. */
export async function benchAnchors(
  kind: Kind,
  { cases, changed, proofs }: AnchorsOrder,
  say: (line: string) => void,
): Promise<Findings> {
  const home = await testDatabase(kind);
  const database = await home.open();
  const figures: Figure[] = [];
  const note = (what: string, value: string): void => {
    say(`  ${kind}: ${what}: ${value}`);
    figures.push({ what, value });
  };
  try {
    const clock = { now: () => Date.now(), virtual: false };
    const lanes = new Lanes(database.store, familyHost, clock, () => undefined);
    const signer = new Signer(generateKeyPairSync('ed25519').privateKey);
    await new Keys(database).publish(signer.publicKey);
    const anchors = new Anchors({ database, signer, clock, installation: 'bench' });
    const all = async (count: number, request: (n: number) => Request): Promise<void> => {
      for (let from = 0; from < count; from += AT_ONCE) {
        const size = Math.min(AT_ONCE, count - from);
        const requests = Array.from({ length: size }, (_, n) => request(from + n));
        await Promise.all(requests.map((one) => lanes.submit({ request: one, answer: () => null })));
      }
    };
    const filling = await secondsOf(() =>
      all(cases, (n) => ({ kind: 'open', opening: projectOpening(id(n)), actor: ann })),
    );
    note(`${cases.toLocaleString('en')} cases opened, s`, spelt(filling));
    note('first anchor over all of them, s', spelt(await secondsOf(() => anchors.make())));
    const bytes = await bytesOf(database);
    note('bytes of the tree, a leaf', spelt(bytes / cases));
    await all(changed, (n) => changing((n * 7919) % cases));
    note(
      `anchor over ${changed.toLocaleString('en')} changed cases, ms`,
      spelt(1000 * (await secondsOf(() => anchors.make()))),
    );
    note('anchor where nothing has changed, ms', spelt(1000 * (await secondsOf(() => anchors.make()))));
    const times: number[] = [];
    for (let n = 0; n < proofs; n += 1)
      times.push(1000 * (await secondsOf(() => anchors.ofCase(id((n * 104_729) % cases)))));
    note('proof of one case, p50 / p95 ms', `${spelt(percentile(times, 50))} / ${spelt(percentile(times, 95))}`);
    const [state] = await anchors.ofCase(id(0));
    note('hashes in a proof', String(state?.covered[0]?.proof.length ?? 0));
    await lanes.drain();
    note('verify of all, s', spelt(await secondsOf(() => verified(home.url))));
  } finally {
    await database.close();
    await home.drop();
  }
  const name = kind === 'sqlite' ? 'SQLite' : 'PostgreSQL';
  return { part: `ANCHORS on ${name}`, ratios: [], figures, notes: ['indexes included in the bytes'] };
}

function changing(n: number): Request {
  return { kind: 'command', case: id(n), command: { type: 'note', data: { text: 'more' }, actor: ann } };
}

async function verified(url: string): Promise<void> {
  const database = await openForReading(url, { snapshot: true });
  const { failures } = await verifyAll(database, (opening) => familyHost.frame(opening));
  await database.close();
  if (failures.length > 0) throw new Error(failures[0]);
}

async function bytesOf(database: OpenDatabase): Promise<number> {
  const sql =
    database.kind === 'postgres'
      ? `select sum(pg_total_relation_size(name)) as n from unnest($1::text[]) as name`
      : `select sum(pgsize) as n from dbstat where aggregate = true and name in
          (select name from sqlite_master where tbl_name in (select value from json_each($1)))`;
  const [row] = await read<{ n: number }>(database, sql, [TABLES]);
  return Number(row?.n);
}
