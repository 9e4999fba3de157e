import { describe, expect, it } from '@jest/globals';
import { conditionTree } from '../../src/ruleset/index.js';
import { pakistan } from './pakistan.js';

type Node = { readonly [key: string]: unknown };

/** Everything in a ruleset that says whether it is confirmed, found without knowing where it stands. */
function confirmable(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'confirmed' in value ? [value as Node] : [];
  return [...own, ...Object.values(value).flatMap(confirmable)];
}

/** What stands at a path of the ruleset. */
const at = (path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((value, step) => (value as { [key: string]: unknown })[step], pakistan.source);

describe('the figures of a ruleset', () => {
  it('are all that it says to be confirmed or not, each under a name of its own and at its place', () => {
    const { figures } = pakistan;
    const found = figures.map(({ path }) => at(path));
    expect(new Set(found)).toEqual(new Set(confirmable(pakistan.source)));
    expect(found).toHaveLength(confirmable(pakistan.source).length);
    expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
    for (const { path, confirmed, source } of figures) expect(at(path)).toMatchObject({ confirmed, source });
    for (const { id } of figures) expect(id).toMatch(/^[\w-]+(\.[\w-]+)*$/);
  });

  it('are named by what they are of', () => {
    expect(pakistan.figure('approvals.environmental-iee.variants.sindh.clocks.decision')).toMatchObject({
      kind: 'clock',
      name: 'decision',
      approval: 'environmental-iee',
      variant: 'sindh',
      confirmed: false,
      says: { force: 'limit', length: '45 days' },
    });
    expect(pakistan.figure('papers.identity.building-plan.2')).toMatchObject({
      kind: 'paper',
      approval: 'building-plan',
    });
    expect(pakistan.figure('bodies.approvals-committee')).toMatchObject({ kind: 'body', approval: null });
    expect(pakistan.figure('approvals.nothing')).toBeUndefined();
  });
});

describe('a condition', () => {
  it.each([
    ['true', { op: 'always' }],
    ['!foreign', { op: 'not', of: { op: 'fact', name: 'foreign' } }],
    ['zone in ["sez", "epz"]', { op: 'is', name: 'zone', values: ['sez', 'epz'] }],
    ['powerKw <= 70', { op: 'at-most', name: 'powerKw', values: [70] }],
    [
      'gas && water && (sector != "mining" || workers >= 10)',
      {
        op: 'all',
        of: [
          { op: 'fact', name: 'gas' },
          { op: 'fact', name: 'water' },
          {
            op: 'any',
            of: [
              { op: 'is-not', name: 'sector', values: ['mining'] },
              { op: 'at-least', name: 'workers', values: [10] },
            ],
          },
        ],
      },
    ],
    ['size(sector) > 3', { op: 'other', text: 'size(sector) > 3' }],
  ])('%s is taken apart', (expression, tree) => {
    expect(conditionTree(expression)).toEqual(tree);
  });
});
