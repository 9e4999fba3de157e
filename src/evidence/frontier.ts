import { emptyRoot, nodeHash, STEP, type Complete } from './merkle.js';

/** A tree that is gone through leaf by leaf: of what lies behind it knows no more than the roots of the largest complete subtrees. */
export class Frontier {
  /** Heights and roots of the complete subtrees, from the left: each lower than the one before it. */
  private readonly peaks: { readonly height: number; readonly hash: Buffer }[] = [];
  size = 0;

  /** Adds a leaf; gives the subtrees of a kept level that it completes. */
  add(leaf: Buffer): Complete[] {
    const completed: Complete[] = [];
    let peak = { height: 0, hash: leaf };
    for (let left = this.peaks.at(-1); left?.height === peak.height; left = this.peaks.at(-1)) {
      this.peaks.pop();
      peak = { height: peak.height + 1, hash: nodeHash(left.hash, peak.hash) };
      const { height, hash } = peak;
      if (height % STEP === 0) completed.push({ level: height, n: (this.size + 1) / 2 ** height - 1, hash });
    }
    this.peaks.push(peak);
    this.size += 1;
    return completed;
  }

  /** Root over all leaves so far. */
  root(): Buffer {
    const [last, ...before] = this.peaks.toReversed();
    return last ? before.reduce((right, { hash }) => nodeHash(hash, right), last.hash) : emptyRoot();
  }
}
