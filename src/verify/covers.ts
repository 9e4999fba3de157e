import type { EventRow } from '../store/rows.js';
import { statementIn } from './anchors.js';
import type { LeafRow } from './rows-of.js';

/** A commit may come so much later than the instant it is stamped with, and clocks of several machines differ. */
const SLACK_MS = 600_000;

interface Times {
  readonly n: number;
  readonly size: number;
  readonly at: number;
}

/** What the anchors know of a case: each state that they cover is still that of its log, and nothing was slipped in behind them. */
export class Covers {
  private readonly anchors: readonly Times[];

  constructor(anchors: readonly { readonly n: number; readonly size: number; readonly statement: string }[]) {
    this.anchors = anchors.map(({ n, size, statement }) => {
      return { n, size, at: Date.parse(statementIn(statement)?.at ?? '') };
    });
  }

  /** What of a case's log, in order, does not fit the states of it that are anchored; null where all does. */
  failure(log: readonly EventRow[], leaves: readonly LeafRow[] = []): string | null {
    for (const { leaf, seq, hash } of leaves) {
      const anchor = this.covering(leaf);
      const by = anchor ? `anchor ${anchor.n} of ${isoOf(anchor.at)}` : 'the tree of the anchors';
      const event = log[seq - 1];
      if (!event) return `event ${seq}, which ${by} covers, is not there`;
      if (event.hash !== hash) return `event ${seq} is not the one that ${by} covers`;
    }
    return this.backdated(log, leaves);
  }

  /** An event that says it was recorded before an anchor was made that does not cover it. */
  private backdated(log: readonly EventRow[], leaves: readonly LeafRow[]): string | null {
    let next = 0;
    for (const { seq, recorded_at } of log) {
      while (leaves[next] && (leaves[next]?.seq ?? 0) < seq) next += 1;
      const known = leaves[next];
      const first = known ? this.covering(known.leaf) : undefined;
      const since = this.madeSince(recorded_at + SLACK_MS);
      if (since && (!first || first.n > since.n))
        return `event ${seq} says that it was recorded on ${isoOf(recorded_at)}; anchor ${since.n} of ${isoOf(since.at)} does not know of it`;
    }
    return null;
  }

  /** The first anchor that covers a leaf. */
  private covering(leaf: number): Times | undefined {
    return this.first(({ size }) => size > leaf);
  }

  private madeSince(instant: number): Times | undefined {
    return this.first(({ at }) => at >= instant);
  }

  /** The first anchor of which something holds that holds of all after it. */
  private first(holds: (anchor: Times) => boolean): Times | undefined {
    let [from, to] = [0, this.anchors.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const anchor = this.anchors[middle];
      if (anchor && holds(anchor)) to = middle;
      else from = middle + 1;
    }
    return this.anchors[from];
  }
}

const isoOf = (instant: number): string => new Date(instant).toISOString();
