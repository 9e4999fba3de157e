import { createHash } from 'node:crypto';

/* The tree of RFC 6962 as its definition has it, and the checks of proofs as RFC 9162 spells them out (2.1.3.2 and 2.1.4.2). */

const hash = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const node = (left: Buffer, right: Buffer): Buffer => hash(Buffer.of(1), left, right);

/** MTH of some leaf hashes, by its recursive definition. */
export function definedRoot(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (!first) return hash();
  if (leaves.length === 1) return first;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return node(definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k)));
}

export interface Tree {
  readonly size: number;
  readonly root: Buffer;
}

/** Whether a proof shows that the leaf is in a tree of this size and root. */
export function includes({ size, root }: Tree, index: number, leaf: Buffer, proof: readonly Buffer[]): boolean {
  if (index >= size) return false;
  let [fn, sn, r] = [index, size - 1, leaf];
  for (const p of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = node(p, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    } else r = node(r, p);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && r.equals(root);
}

/** Whether a proof shows that the older tree is the beginning of the newer one. */
export function continues(older: Tree, newer: Tree, given: readonly Buffer[]): boolean {
  if (older.size === newer.size) return given.length === 0 && older.root.equals(newer.root);
  if (older.size === 0) return given.length === 0;
  const proof = Number.isInteger(Math.log2(older.size)) ? [older.root, ...given] : [...given];
  let [fn, sn] = [older.size - 1, newer.size - 1];
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  const [first, ...rest] = proof;
  if (!first) return false;
  let [fr, sr] = [first, first];
  for (const c of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [node(c, fr), node(c, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    } else sr = node(sr, c);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && fr.equals(older.root) && sr.equals(newer.root);
}
