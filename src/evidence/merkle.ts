import { createHash } from 'node:crypto';

/*
 * The Merkle tree of RFC 6962, section 2.1 (the same in RFC 9162): a list that only grows, its root, the proof that an entry is in it, and the
 * proof that an older list is the beginning of a newer one. A leaf is hashed after a 0 byte, a node after a 1 byte, so that no node can pass
 * for a leaf.
 *
 * Of the nodes only every eighth level is kept (subtrees of 256, 65,536… leaves); those between are made again from at most 255 below them.
 */

/** Levels between two that are kept. */
export const STEP = 8;

/** Hashes of the complete subtrees of a level (a multiple of STEP; 0: the leaves), from one to before another. */
export type Kept = (level: number, from: number, to: number) => Promise<readonly Buffer[]>;

export function leafHash(text: string): Buffer {
  return createHash('sha256').update(LEAF).update(text).digest();
}
const LEAF = Buffer.of(0);

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}
const NODE = Buffer.of(1);

/** Root of the leaves from `begin` to before `end`. */
export async function rootOf(kept: Kept, begin: number, end: number): Promise<Buffer> {
  const size = end - begin;
  if (size === 0) return emptyRoot();
  const split = splitOf(size);
  const complete = size === 1 || split * 2 === size;
  if (complete && begin % size === 0) return completeRoot(kept, size, begin / size);
  return nodeHash(await rootOf(kept, begin, begin + split), await rootOf(kept, begin + split, end));
}

export const emptyRoot = (): Buffer => createHash('sha256').digest();

/** Root of the n-th complete subtree of a size, from the kept level below it. */
async function completeRoot(kept: Kept, size: number, n: number): Promise<Buffer> {
  let [level, width] = [0, size];
  for (; width >= WIDTH; width /= WIDTH) level += STEP;
  const row = await kept(level, n * width, (n + 1) * width);
  if (row.length !== width) throw new Error(`the tree lacks subtree ${n} of ${size} leaves`);
  return folded(row);
}
const WIDTH = 2 ** STEP;

/** Root over a complete row of nodes, whose length is a power of two. */
function folded(row: readonly Buffer[]): Buffer {
  const [left, right] = row;
  if (!left) throw new Error('there is no root of nothing');
  if (!right) return left;
  const half = row.length / 2;
  return nodeHash(folded(row.slice(0, half)), folded(row.slice(half)));
}

/** The largest power of two smaller than a size above 1. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** What shows that the leaf is in the tree of its first `size` leaves, from the leaf upwards. */
export async function inclusionProof(kept: Kept, leaf: number, size: number): Promise<Buffer[]> {
  return path(leaf, 0, size);

  async function path(sought: number, begin: number, end: number): Promise<Buffer[]> {
    if (end - begin <= 1) return [];
    const middle = begin + splitOf(end - begin);
    return sought < middle
      ? [...(await path(sought, begin, middle)), await rootOf(kept, middle, end)]
      : [...(await path(sought, middle, end)), await rootOf(kept, begin, middle)];
  }
}

/** What shows that the tree of the first `older` leaves is the beginning of that of the first `newer`. */
export async function consistencyProof(kept: Kept, older: number, newer: number): Promise<Buffer[]> {
  if (older === 0 || older === newer) return [];
  return proof(0, newer, true);

  /** `known`: the subtree is the whole older tree, whose root needs no telling. */
  async function proof(begin: number, end: number, known: boolean): Promise<Buffer[]> {
    if (end === older) return known ? [] : [await rootOf(kept, begin, end)];
    const middle = begin + splitOf(end - begin);
    return older <= middle
      ? [...(await proof(begin, middle, known)), await rootOf(kept, middle, end)]
      : [...(await proof(middle, end, false)), await rootOf(kept, begin, middle)];
  }
}

/** A subtree that is complete, to be kept. */
export interface Complete {
  readonly level: number;
  readonly n: number;
  readonly hash: Buffer;
}

/** The subtrees to be kept that become complete when leaves are added to a tree of `size`. */
export async function completedBy(kept: Kept, size: number, added: readonly Buffer[]): Promise<Complete[]> {
  const all: Complete[] = [];
  let fresh: { readonly from: number; readonly hashes: readonly Buffer[] } = { from: size, hashes: added };
  for (let level = STEP; fresh.hashes.length > 0; level += STEP) {
    const { from, hashes } = fresh;
    const first = Math.floor(from / WIDTH);
    const before = await kept(level - STEP, first * WIDTH, from);
    const row = [...before, ...hashes];
    const made = Array.from({ length: Math.floor(row.length / WIDTH) }, (_, n) =>
      folded(row.slice(n * WIDTH, (n + 1) * WIDTH)),
    );
    all.push(...made.map((hash, n) => ({ level, n: first + n, hash })));
    fresh = { from: first, hashes: made };
  }
  return all;
}
