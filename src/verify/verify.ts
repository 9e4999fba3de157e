import { canonicalJson, type CaseState } from '../engine/index.js';
import { publishedKeys } from '../evidence/keys.js';
import type { PublicKey } from '../evidence/signer.js';
import { beside } from '../evidence/tree.js';
import type { ReadableDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { CaseRow } from '../store/rows.js';
import { anchorFailures, anchorRows, type Deposit } from './anchors.js';
import { certificateFailure } from './certificates.js';
import { difference } from './compare.js';
import { Covers } from './covers.js';
import { GivenDocuments, type KeptBytes } from './documents.js';
import { unnumbered } from './numbered.js';
import { proofFailures } from './proofs.js';
import { remake, type Pinned, type Remade } from './remade.js';
import { isLive, NUMBERED, rowsOf, type Rows } from './rows-of.js';
import { Texts } from './texts.js';
import { wholeFailures, type Tally } from './whole.js';

/** What a check of all cases found. */
export interface Findings {
  readonly cases: number;
  readonly events: number;
  readonly anchors: number;
  /** What does not fit, one sentence each, naming case and row; of a case only the first. */
  readonly failures: readonly string[];
}

/** How a check is done, and against what was kept outside. */
export interface Checking extends Deposit {
  /** Told how many cases are done, after each page; the check goes on when it is ready. */
  readonly progress?: (cases: number) => void | Promise<void>;
  /** Cases at a time. */
  readonly page?: number;
  /** Where the bytes of documents are kept; absent: they are not looked at. */
  readonly bytes?: KeptBytes;
}

const PAGE = 500;

/**
 * Checks every case: its log is unbroken, replays under its pinned workflow and rules to the very state stored, and every row derived from
 * it says the same; no deadline fired early, twice or not at all; the time ledger has no gap; each state that was anchored is still there, and
 * what was recorded before an anchor is in it. Then the anchors, and what is kept of all cases together. Beside a service at work the database
 * must be a snapshot.
 */
export async function verifyAll(
  database: ReadableDatabase,
  pinned: Pinned,
  checking: Checking = {},
): Promise<Findings> {
  const { progress, page = PAGE, anchors: deposited } = checking;
  const keys = checking.keys ?? (await publishedKeys(database));
  const failures: string[] = [];
  const tally: Tally = { cases: 0, events: 0, links: 0, counts: new Map(), tasks: 0, deadlines: 0, escalations: 0 };
  const anchors = await anchorRows(beside(database));
  const covers = new Covers(anchors);
  const texts = new Texts();
  const documents = new GivenDocuments(checking.bytes ?? null);
  for (let last = ''; ;) {
    const cases = await read<CaseRow>(database, `select * from cases where id > $1 order by id limit ${page}`, [last]);
    if (cases.length === 0) break;
    const rows = await rowsOf(database, cases);
    for (const table of NUMBERED) for (const [, group] of rows[table]) tally[table] += group.length;
    for (const row of cases) {
      texts.heed(rows.events.get(row.id) ?? [], row.reference);
      documents.heed(rows.events.get(row.id) ?? [], row);
      const failure = failureOf(row, { rows, pinned, covers, keys }, tally);
      if (failure !== null) failures.push(`${row.reference} (${row.id}): ${failure}`);
    }
    last = cases.at(-1)?.id ?? '';
    await progress?.(tally.cases);
  }
  failures.push(...(await texts.failures(database)), ...(await documents.failures(database)));
  failures.push(...(await proofFailures(database, checking.bytes ?? null)), ...(await unnumbered(database, tally)));
  failures.push(...(await anchorFailures(beside(database), anchors, keys, deposited)));
  // Where a case cannot be made again, nothing can be said of all together.
  if (failures.length === 0) failures.push(...(await wholeFailures(database, tally)));
  return { cases: tally.cases, events: tally.events, anchors: anchors.length, failures };
}

interface Against {
  readonly rows: Rows;
  readonly pinned: Pinned;
  readonly covers: Covers;
  readonly keys: readonly PublicKey[];
}

function failureOf(row: CaseRow, { rows, pinned, covers, keys }: Against, tally: Tally): string | null {
  const log = rows.events.get(row.id) ?? [];
  tally.cases += 1;
  tally.events += log.length;
  try {
    const remade = remake(row, log, pinned);
    tally.links += Object.keys(remade.state.children).length;
    for (const [scope, n] of remade.rows.counts) tally.counts.set(scope, (tally.counts.get(scope) ?? 0) + n);
    return (
      caseFailure(row, remade) ??
      childFailure(remade.state, rows) ??
      rowFailure(remade, rows) ??
      certificateFailure(row.id, remade.rows, rows, keys) ??
      covers.failure(log, rows.leaves.get(row.id))
    );
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function caseFailure(row: CaseRow, { state, rows, failures }: Remade): string | null {
  const [first] = failures;
  if (first !== undefined) return first;
  if (canonicalJson(state) !== canonicalJson(JSON.parse(row.body))) return 'its stored state is not what its log gives';
  // Compared as JSON already: its spelling does not matter.
  const expected = [...rows.opened.values()].map((one) => Object.assign({}, one, { body: row.body }));
  return difference({ table: 'cases', key: ['id'], expected, stored: [row] });
}

/** Every child that a case has opened is there, as its child under its key. */
function childFailure({ id, children }: CaseState, { places }: Rows): string | null {
  const lost = Object.entries(children).find(([key, link]) => places.get(link.id) !== `${id} ${key}`);
  return lost ? `its child ${lost[0]} is not there` : null;
}

function rowFailure({ state: { id }, rows: made }: Remade, rows: Rows): string | null {
  const tables = [
    { table: 'tasks', key: ['id'], expected: made.tasks.added.values(), stored: rows.tasks.get(id) },
    { table: 'deadlines', key: ['id'], expected: made.deadlines.added.values(), stored: rows.deadlines.get(id) },
    { table: 'clocks', key: ['name'], expected: made.clocks.values(), stored: rows.clocks.get(id) },
    { table: 'ranks', key: ['case_id'], expected: made.ranks.values(), stored: rows.ranks.get(id) },
    {
      table: 'search_terms',
      key: ['term'],
      expected: [...made.terms.values()].filter(isLive),
      stored: rows.terms.get(id),
    },
    { table: 'ledger', key: ['seq'], expected: made.ledger, stored: rows.ledger.get(id) },
    { table: 'passages', key: ['seq'], expected: made.passages, stored: rows.passages.get(id) },
    { table: 'escalations', key: ['id', 'watcher'], expected: made.escalations, stored: rows.escalations.get(id) },
  ];
  for (const { stored = [], ...table } of tables) {
    const found = difference({ ...table, stored });
    if (found !== null) return found;
  }
  return null;
}
