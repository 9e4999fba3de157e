import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  completedBy,
  consistencyProof,
  inclusionProof,
  leafHash,
  rootOf,
  type Kept,
} from '../../src/evidence/merkle.js';
import { continues, definedRoot, includes } from './proofs.js';

/** A tree kept in memory, grown as the stored one is. */
class Memory {
  readonly rows = new Map<number, Buffer[]>([[0, []]]);
  readonly kept: Kept = (level, from, to) => Promise.resolve((this.rows.get(level) ?? []).slice(from, to));

  get leaves(): readonly Buffer[] {
    return this.rows.get(0) ?? [];
  }

  async grow(added: readonly Buffer[]): Promise<void> {
    const nodes = await completedBy(this.kept, this.leaves.length, added);
    this.rows.get(0)?.push(...added);
    for (const { level, n, hash } of nodes) {
      const row = this.rows.get(level) ?? [];
      expect(n).toBe(row.length);
      row.push(hash);
      this.rows.set(level, row);
    }
  }
}

const leaf = (n: number): Buffer => leafHash(`leaf ${n}`);

async function grown(batches: readonly number[]): Promise<Memory> {
  const tree = new Memory();
  for (const size of batches) {
    const from = tree.leaves.length;
    await tree.grow(Array.from({ length: size }, (_, n) => leaf(from + n)));
  }
  return tree;
}

describe('the Merkle tree', () => {
  // The reference trees of the Certificate Transparency project: merkle/merkle_tree_test of its repository.
  const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  it.each([
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [4, 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [6, '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
    [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('of %d leaves of Certificate Transparency has the root published with them', async (size, root) => {
    const tree = new Memory();
    await tree.grow(LEAVES.slice(0, size).map((text) => leafHash(Buffer.from(text, 'hex').toString('latin1'))));
    expect((await rootOf(tree.kept, 0, size)).toString('hex')).toBe(root);
  });

  it('has the root of its definition, however it grew, and proves what is in it and what it continues', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (batches, a, b) => {
        const tree = await grown(batches);
        const size = 1 + (a % tree.leaves.length);
        const older = { size: 1 + (b % size), root: definedRoot(tree.leaves.slice(0, 1 + (b % size))) };
        const newer = { size, root: await rootOf(tree.kept, 0, size) };
        expect(newer.root).toEqual(definedRoot(tree.leaves.slice(0, size)));
        const index = b % size;
        const proof = await inclusionProof(tree.kept, index, size);
        expect(includes(newer, index, leaf(index), proof)).toBe(true);
        expect(includes(newer, index, leaf(index + 1), proof)).toBe(false);
        expect(continues(older, newer, await consistencyProof(tree.kept, older.size, size))).toBe(true);
        const other = { ...older, root: leaf(0) };
        expect(continues(other, newer, await consistencyProof(tree.kept, older.size, size))).toBe(older.size === 1);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps only every eighth level, and that to its third', async () => {
    const tree = await grown([65_000, 700, 300]);
    expect([...tree.rows].map(([level, row]) => [level, row.length])).toEqual([
      [0, 66_000],
      [8, 257],
      [16, 1],
    ]);
    const root = definedRoot(tree.leaves);
    expect(await rootOf(tree.kept, 0, 66_000)).toEqual(root);
    for (const index of [0, 255, 256, 65_535, 65_536, 65_999])
      expect(includes({ size: 66_000, root }, index, leaf(index), await inclusionProof(tree.kept, index, 66_000))).toBe(
        true,
      );
  });

  it('says so where a node is missing', async () => {
    const tree = await grown([300]);
    tree.rows.delete(8);
    await expect(rootOf(tree.kept, 0, 300)).rejects.toThrow('the tree lacks subtree 0 of 256 leaves');
  });
});
