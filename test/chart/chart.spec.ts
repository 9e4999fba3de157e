import { describe, expect, it } from '@jest/globals';
import { createMachine } from 'xstate';
import { activePaths, chartOf } from '../../src/chart/graph.js';
import { layOut, type Box } from '../../src/chart/layout.js';

const machine = createMachine({
  id: 'case',
  initial: 'draft',
  states: {
    draft: { on: { submit: 'review', note: { actions: [] } } },
    review: {
      initial: 'open',
      onDone: 'granted',
      after: { limit: 'refused' },
      states: { open: { on: { decide: 'done', withdraw: '#case.refused' } }, done: { type: 'final' } },
    },
    work: { type: 'parallel', states: { a: {}, b: {} } },
    granted: { type: 'final' },
    refused: { always: { guard: 'isLate', target: 'draft' } },
  },
});

describe('the graph of a machine', () => {
  const { root, moves } = chartOf(machine);

  it('has its states, each within the one around it', () => {
    expect(root.children.map(({ path, kind, initial }) => [path, kind, initial])).toEqual([
      ['draft', 'atomic', true],
      ['review', 'compound', false],
      ['work', 'parallel', false],
      ['granted', 'final', false],
      ['refused', 'atomic', false],
    ]);
    expect(root.children[1]?.children.map(({ path }) => path)).toEqual(['review.open', 'review.done']);
  });

  it('has the moves between them, each with what makes it', () => {
    expect(moves.map(({ from, to, cause }) => `${from} → ${to}: ${Object.values(cause).join(' ')}`).sort()).toEqual([
      'draft → review: event submit',
      'refused → draft: condition',
      'review → granted: end',
      'review → refused: clock limit',
      'review.open → refused: event withdraw',
      'review.open → review.done: event decide',
    ]);
  });

  it('says which states are active in a value', () => {
    expect(activePaths({ review: 'open' })).toEqual(['review', 'review.open']);
    expect(activePaths({ work: { a: {}, b: {} } })).toEqual(['work', 'work.a', 'work.b']);
    expect(activePaths('draft')).toEqual(['draft']);
  });
});

describe('the layout of a chart', () => {
  const names = { state: ({ key }: { key: string }) => key, cause: ({ kind }: { kind: string }) => kind };
  const box = layOut(chartOf(machine), names);
  const all = (one: Box): Box[] => [one, ...one.boxes.flatMap(all)];

  it('keeps every state within the one around it, and apart from those beside it', () => {
    for (const around of all(box)) {
      for (const one of around.boxes) {
        expect(one.x).toBeGreaterThanOrEqual(0);
        expect(one.x + one.width).toBeLessThanOrEqual(around.width + 0.5);
        expect(one.y + one.height).toBeLessThanOrEqual(around.height + 0.5);
        for (const other of around.boxes) {
          const apart = one.x + one.width <= other.x || one.y + one.height <= other.y;
          const before = other.x + other.width <= one.x || other.y + other.height <= one.y;
          expect(one === other || apart || before).toBe(true);
        }
      }
    }
  });

  it('draws what leads out of a state from its edge, once for each pair', () => {
    expect(box.arrows.map(({ from, to }) => `${from} ${to}`).sort()).toEqual([
      'draft review',
      'refused draft',
      'review granted',
      'review refused',
    ]);
  });
});
