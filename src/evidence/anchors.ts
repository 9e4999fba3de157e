import { setTimeout as sleep } from 'node:timers/promises';
import { canonicalJson, sha256 } from '../engine/index.js';
import { givePositions } from '../notices/outbox.js';
import type { OpenDatabase } from '../store/database.js';
import { pageOf, readCursor, type Page } from '../store/pages.js';
import { realClock, type Clock } from '../time/clock.js';
import { keepProgress, nextChanged, progressOf } from './changed.js';
import { consistencyProof, inclusionProof, rootOf } from './merkle.js';
import type { Signed, Signer, Statement } from './signer.js';
import { beside, grow, keptBy, lockTree, sizeOf, within, type Ask, type Growing, type Head } from './tree.js';

/** What is signed and published of the list of all states of all cases. */
export interface AnchorStatement extends Statement {
  readonly statement: 'anchor';
  /** Its number: 1, 2, 3… */
  readonly anchor: number;
  readonly installation: string;
  /** When it was made, ISO instant. */
  readonly at: string;
  /** How many leaves of the tree it covers. */
  readonly size: number;
  /** Root over them (RFC 6962, section 2.1), hexadecimal. */
  readonly root: string;
  /** SHA-256 of the canonical JSON of the statement before it; null for the first. */
  readonly previous: string | null;
}

export type Anchor = Signed<AnchorStatement>;

interface AnchorRow {
  readonly n: number;
  readonly size: number;
  readonly statement: string;
  readonly signature: string;
}

/** An anchor that covers a leaf, and what shows it (hexadecimal hashes). */
export interface Covering {
  readonly anchor: Anchor;
  readonly proof: readonly string[];
}

/** A state of one case that is anchored. */
export interface Anchored extends Head {
  readonly leaf: number;
  /** By the first anchor that covers it, the log was as it is; by the newest, it still is. One and the same where there is none between. */
  readonly covered: readonly Covering[];
}

export interface AnchorsParts {
  readonly database: OpenDatabase;
  readonly signer: Signer;
  readonly clock: Clock;
  /** Which installation the anchors are of. */
  readonly installation: string;
}

/** Until another process has given its positions. */
const BUSY_MS = 20;

/** Anchors all cases: what was recorded of them up to now can from then on be changed by nobody unseen, not even by us. */
export class Anchors {
  constructor(private readonly parts: AnchorsParts) {}

  /** Anchors what has happened since the last time; the last anchor where nothing has, null where nothing ever did. */
  async make(): Promise<Anchor | null> {
    await this.place();
    while (!(await this.take()));
    return this.seal();
  }

  /** When an anchor was last signed, by the real clock, epoch milliseconds. */
  async sealedAt(): Promise<number> {
    return (await progressOf(this.ask)).sealedAt;
  }

  /** What is committed by now gets its place in the order of all now, so that the anchor covers it. */
  private async place(): Promise<void> {
    for (;;) {
      const placed = await givePositions(this.parts.database);
      if (placed === 'done') return;
      if (placed === 'busy') await sleep(BUSY_MS);
    }
  }

  /** Takes the next changed cases into the tree; true where there are no more. */
  private take(): Promise<boolean> {
    return this.growing(async (growing) => {
      const { heads, progress, done } = await nextChanged(growing, await progressOf(within(growing)));
      await grow(growing, heads);
      await keepProgress(growing, progress);
      return done;
    });
  }

  private seal(): Promise<Anchor | null> {
    return this.growing(async (growing) => {
      const ask = within(growing);
      const [last] = await rows(ask, 'order by n desc limit 1', []);
      const size = await sizeOf(ask);
      if (size === (last?.size ?? 0)) return last ? anchorOf(last) : null;
      const { signer, clock, installation } = this.parts;
      const signed = signer.sign<AnchorStatement>({
        statement: 'anchor',
        anchor: (last?.n ?? 0) + 1,
        installation,
        at: new Date(clock.now()).toISOString(),
        size,
        root: (await rootOf(keptBy(ask), 0, size)).toString('hex'),
        previous: last ? sha256(last.statement) : null,
      });
      const { statement, signature } = signed;
      await growing.query('insert into anchors (n, size, statement, signature) values ($1, $2, $3, $4)', [
        statement.anchor,
        size,
        canonicalJson(statement),
        signature,
      ]);
      await keepProgress(growing, { ...(await progressOf(ask)), sealedAt: realClock.now() });
      return signed;
    });
  }

  /** Does a piece of work that reads the anchors after a number, in order, while no process makes another one. */
  alone<T>(work: (after: (n: number, limit: number) => Promise<Anchor[]>) => Promise<T>): Promise<T> {
    return this.growing((growing) =>
      work(async (n, limit) =>
        (await rows(within(growing), `where n > $1 order by n limit ${limit}`, [n])).map(anchorOf),
      ),
    );
  }

  private growing<T>(work: (growing: Growing) => Promise<T>): Promise<T> {
    const { database } = this.parts;
    return database.write(async (query) => {
      await lockTree(database.kind, query);
      return work({ kind: database.kind, query });
    });
  }

  async latest(): Promise<Anchor | null> {
    const [row] = await rows(this.ask, 'order by n desc limit 1', []);
    return row ? anchorOf(row) : null;
  }

  /** An anchor, and what shows that it continues the one before it. */
  async find(n: number): Promise<(Anchor & { readonly consistency: readonly string[] }) | null> {
    const [row, before] = await rows(this.ask, 'where n <= $1 order by n desc limit 2', [n]);
    if (row?.n !== n) return null;
    const proof = await consistencyProof(keptBy(this.ask), before?.size ?? 0, row.size);
    return { ...anchorOf(row), consistency: proof.map(hex) };
  }

  /** Newest first. Rejects with BadCursor. */
  async list({ cursor, limit }: { readonly cursor?: string; readonly limit: number }): Promise<Page<Anchor>> {
    const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : readCursor(cursor).at;
    const found = await rows(this.ask, `where n < $1 order by n desc limit ${limit + 1}`, [before]);
    return pageOf(found, limit, { place: ({ n }) => ({ at: n, id: '' }), present: anchorOf });
  }

  /** The states in which a case is anchored, oldest first. */
  async ofCase(caseId: string): Promise<Anchored[]> {
    const newest = await this.latest();
    if (!newest) return [];
    const leaves = await this.ask<{ leaf: number; seq: number; hash: string }>(
      'select leaf, seq, hash from anchor_leaves where case_id = $1 and leaf < $2 order by seq',
      [caseId, newest.statement.size],
    );
    const states: Anchored[] = [];
    for (const { leaf, seq, hash } of leaves) {
      const [row] = await rows(this.ask, 'where size > $1 order by size limit 1', [leaf]);
      const first = row ? anchorOf(row) : newest;
      const covering = first.statement.anchor === newest.statement.anchor ? [first] : [first, newest];
      const covered = await Promise.all(covering.map((anchor) => this.covering(anchor, leaf)));
      states.push({ case: caseId, seq, hash, leaf, covered });
    }
    return states;
  }

  private async covering(anchor: Anchor, leaf: number): Promise<Covering> {
    const proof = await inclusionProof(keptBy(this.ask), leaf, anchor.statement.size);
    return { anchor, proof: proof.map(hex) };
  }

  private get ask(): Ask {
    return beside(this.parts.database);
  }
}

const hex = (hash: Buffer): string => hash.toString('hex');

function rows(ask: Ask, which: string, parameters: readonly unknown[]): Promise<AnchorRow[]> {
  return ask(`select n, size, statement, signature from anchors ${which}`, parameters);
}

function anchorOf({ statement, signature }: AnchorRow): Anchor {
  return { statement: JSON.parse(statement) as AnchorStatement, signature };
}
