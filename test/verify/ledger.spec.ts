import { describe, expect, it } from '@jest/globals';
import { sumUp } from '../../src/verify/ledger.js';

const charged = (...spans: readonly (readonly [string, number, number])[]) =>
  spans.map(([holder, since, until]) => ({ holder, since, until }));

describe('a ledger', () => {
  it('equals the wall clock where every moment since the opening is charged once', () => {
    const { holders, ...sum } = sumUp(
      100,
      charged(['sifc', 100, 400], ['investor', 400, 450], ['sifc', 450, 1000]),
      1000,
    );
    expect(sum).toEqual({ span: 900, charged: 900, fault: null });
    expect([...holders]).toEqual([
      ['sifc', 850],
      ['investor', 50],
    ]);
  });

  it('does not where a moment is charged to nobody or twice, though the sums agree', () => {
    expect(sumUp(0, charged(['a', 0, 10], ['b', 20, 30], ['c', 20, 30]), 30)).toMatchObject({
      charged: 30,
      fault: 'a gap',
    });
    expect(sumUp(0, charged(['a', 0, 10], ['b', 5, 20]), 20)).toMatchObject({ fault: 'an overlap' });
    expect(sumUp(0, charged(['a', 1, 20]), 20)).toMatchObject({ fault: 'a gap' });
    expect(sumUp(0, charged(['a', 0, 19]), 20)).toMatchObject({ fault: 'another sum' });
  });
});
