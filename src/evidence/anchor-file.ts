import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync } from 'node:fs';
import { openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { canonicalJson } from '../engine/index.js';
import type { Anchor } from './anchors.js';

/** Name of the file in the data folder. */
export const ANCHOR_FILE = 'anchors.jsonl';

/** Anchors read from the database at a time. */
const PAGE = 500;
/** Bytes at the end of the file in which its last line is looked for; a line has some 700. */
const TAIL = 65_536;

/** What the file says and the database does not: one of the two is not what it was. */
export class AnchorsDisagree extends Error {}

/**
 * The anchors as a file of lines, each an anchor as JSON, to be deposited outside: with a court, a notary, the press. It is completed from the
 * database, so nothing is lost where the process dies between the two.
 */
export class AnchorFile {
  constructor(readonly file: string) {}

  /**
   * Adds the anchors that are missing at its end; gives how many. `after` reads those after a number, in order.
   *
   * @throws AnchorsDisagree where the last one in the file is not the one in the database: nothing is written then
   */
  async complete(after: (n: number, limit: number) => Promise<readonly Anchor[]>): Promise<number> {
    const last = this.last();
    let n = last?.statement.anchor ?? 0;
    if (last) {
      const [same] = await after(n - 1, 1);
      if (!same || canonicalJson(same) !== canonicalJson(last))
        throw new AnchorsDisagree(`anchor ${n} in ${this.file} is not the one in the database`);
    }
    let added = 0;
    for (;;) {
      const missing = await after(n, PAGE);
      if (missing.length === 0) return added;
      this.add(missing);
      added += missing.length;
      n += missing.length;
    }
  }

  /** All anchors of the file, in order; none where there is no file. Throws Error naming a line that is no anchor. */
  all(): Anchor[] {
    const text = existsSync(this.file) ? readFileSync(this.file, 'utf8') : '';
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.map((line, index) => {
      try {
        return JSON.parse(line) as Anchor;
      } catch {
        throw new Error(`line ${index + 1} of ${this.file} is no anchor`);
      }
    });
  }

  /** The last anchor of the file. What a process did not finish that was killed while it wrote is taken away. */
  private last(): Anchor | undefined {
    return this.opened((file) => {
      const { size } = fstatSync(file);
      const tail = Buffer.alloc(Math.min(size, TAIL));
      readSync(file, tail, 0, tail.length, size - tail.length);
      const end = tail.lastIndexOf(0x0a) + 1;
      if (end < tail.length) ftruncateSync(file, size - tail.length + end);
      const line = tail.subarray(0, end).toString().trimEnd().split('\n').at(-1);
      return line ? (JSON.parse(line) as Anchor) : undefined;
    });
  }

  private add(anchors: readonly Anchor[]): void {
    this.opened((file) => {
      writeSync(file, anchors.map((anchor) => `${canonicalJson(anchor)}\n`).join(''));
      fsyncSync(file);
    });
  }

  private opened<T>(work: (file: number) => T): T {
    mkdirSync(dirname(this.file), { recursive: true });
    const file = openSync(this.file, 'a+');
    try {
      return work(file);
    } finally {
      closeSync(file);
    }
  }
}
