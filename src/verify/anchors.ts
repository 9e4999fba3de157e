import { canonicalJson, sha256 } from '../engine/index.js';
import type { Anchor, AnchorStatement } from '../evidence/anchors.js';
import { Frontier } from '../evidence/frontier.js';
import { signatureFault, type PublicKey } from '../evidence/signer.js';
import { leafOf, type Ask } from '../evidence/tree.js';
import type { LeafRow } from './rows-of.js';

const PAGE = 2000;

/** What was kept outside: the anchors that were deposited, and the keys that are trusted. */
export interface Deposit {
  readonly anchors?: readonly Anchor[];
  readonly keys?: readonly PublicKey[];
}

interface AnchorRow {
  readonly n: number;
  readonly size: number;
  readonly statement: string;
  readonly signature: string;
}

/** All anchors in order, as stored. Fifty thousand a year at ten minutes, some 700 bytes each. */
export function anchorRows(ask: Ask): Promise<AnchorRow[]> {
  return ask('select n, size, statement, signature from anchors order by n', []);
}

/**
 * Checks the tree and its anchors: no leaf is missing, the kept nodes and every signed root are those of the leaves, each anchor names the one
 * before it and is signed with a key that is published, and is the one that was deposited. Of each kind the first that does not fit is named.
 */
export async function anchorFailures(
  ask: Ask,
  anchors: readonly AnchorRow[],
  keys: readonly PublicKey[],
  deposited: readonly Anchor[] = [],
): Promise<string[]> {
  const { faults, roots } = await treeFailures(ask, new Set(anchors.map(({ size }) => size)));
  const first = firstFault(anchors, roots, keys);
  return [...faults, ...(first === null ? [] : [first]), ...depositFailures(anchors, deposited)];
}

interface Tree {
  readonly faults: readonly string[];
  /** Roots at the sizes asked for. */
  readonly roots: ReadonlyMap<number, string>;
}

async function treeFailures(ask: Ask, sizes: ReadonlySet<number>): Promise<Tree> {
  const roots = new Map<number, string>();
  const faults: string[] = [];
  const frontier = new Frontier();
  let nodes = 0;
  for (let full = true; full;) {
    const sql = `select leaf, case_id, seq, hash from anchor_leaves where leaf >= $1 order by leaf limit ${PAGE}`;
    const rows = await ask<LeafRow>(sql, [frontier.size]);
    for (const { leaf, case_id, seq, hash } of rows) {
      if (leaf !== frontier.size)
        return { faults: [...faults, `leaf ${frontier.size} of the anchors is missing`], roots };
      for (const { level, n, hash: made } of frontier.add(leafOf({ case: case_id, seq, hash }))) {
        nodes += 1;
        const [kept] = await ask<{ hash: string }>('select hash from anchor_nodes where level = $1 and n = $2', [
          level,
          n,
        ]);
        if (kept?.hash !== made.toString('hex') && faults.length === 0)
          faults.push(`node ${n} of level ${level} of the anchors is not that of its leaves`);
      }
      if (sizes.has(frontier.size)) roots.set(frontier.size, frontier.root().toString('hex'));
    }
    full = rows.length === PAGE;
  }
  const [row] = await ask<{ n: number }>('select count(*) as n from anchor_nodes', []);
  if (Number(row?.n) !== nodes) faults.push(`the anchors keep ${row?.n} nodes; their leaves give ${nodes}`);
  return { faults, roots };
}

/** What an anchor says; null where that is no JSON object. */
export function statementIn(text: string): AnchorStatement | null {
  try {
    return Object(JSON.parse(text)) as AnchorStatement;
  } catch {
    return null;
  }
}

/** The first anchor that is not what it should be, and why; null where all are. */
function firstFault(
  anchors: readonly AnchorRow[],
  roots: ReadonlyMap<number, string>,
  keys: readonly PublicKey[],
): string | null {
  let previous: string | null = null;
  for (const [index, { n, size, statement: text, signature }] of anchors.entries()) {
    if (n !== index + 1) return `anchor ${index + 1} is missing`;
    const statement = statementIn(text);
    if (!statement) return `anchor ${n}: what it says cannot be read`;
    const fault =
      (statement.statement === 'anchor' && statement.anchor === n ? null : 'it says that it is another') ??
      (statement.size === size ? null : `it says that it covers ${statement.size} leaves, its row ${size}`) ??
      (statement.previous === previous ? null : 'it does not name the anchor before it') ??
      signatureFault({ statement, signature }, keys) ??
      (statement.root === roots.get(size) ? null : 'its root is not that of the leaves it covers');
    if (fault !== null) return `anchor ${n}: ${fault}`;
    previous = sha256(canonicalJson(statement));
  }
  return null;
}

function depositFailures(anchors: readonly AnchorRow[], deposited: readonly Anchor[]): string[] {
  for (const { statement, signature } of deposited) {
    const row = anchors[statement.anchor - 1];
    if (!row) return [`anchor ${statement.anchor} was deposited and is not there`];
    if (row.statement !== canonicalJson(statement) || row.signature !== signature)
      return [`anchor ${statement.anchor} is not the one that was deposited`];
  }
  return [];
}
