import { describe, expect, it } from '@jest/globals';
import { Pair } from './pair.js';
import { workflowWith } from './workflow-with.js';

/* Who is asked, and which timer fires, first. */

describe('order', () => {
  /** Both regions have an `always` that waits for `n`, and both leave the parallel state: who is asked first decides. */
  const race = (): Pair =>
    new Pair(
      workflowWith(['move', 'open'], ({ assign }) => ({
        initial: 'race',
        context: { open: false, trace: '' },
        states: {
          race: {
            type: 'parallel',
            states: Object.fromEntries(
              ['one', 'two'].map((name) => [
                name,
                {
                  initial: 'a',
                  states: {
                    a: name === 'one' ? { on: { move: 'b' } } : gate(name),
                    b: name === 'one' ? gate(name) : {},
                  },
                },
              ]),
            ),
            on: { open: { actions: assign({ open: true }) } },
          },
          one: {},
          two: {},
        },
      })),
    );
  const gate = (name: string): object => ({
    always: { guard: ({ context }: { context: { open: boolean } }) => context.open, target: `#(machine).${name}` },
  });

  it('of regions is that in which their states were entered, after a restoration too', () => {
    const moved = race();
    moved.send('move');
    moved.send('open');
    // Region `one` comes first in the document, but its state was entered last.
    expect(moved.value).toBe('two');
  });

  it('of timers due together is that of their arming, and one armed with no delay comes last', () => {
    const pair = new Pair(
      workflowWith([], ({ raise }) => ({
        initial: 'a',
        entry: [
          raise({ type: 'third' } as never, { delay: 20 }),
          raise({ type: 'first' } as never, { delay: 10 }),
          raise({ type: 'second' } as never, { delay: 10 }),
        ],
        on: { first: { actions: raise({ type: 'at once' } as never, { delay: 0 }) } },
        states: { a: {} },
      })),
    );
    pair.wait(20, 'late');
    expect(pair.fired).toEqual(['first@10', 'second@10', 'at once@10', 'third@20']);
  });

  it('lets an always after a timer see what the timer changed', () => {
    const pair = new Pair(
      workflowWith([], ({ assign }) => ({
        initial: 'a',
        context: { n: 0 },
        states: {
          a: {
            after: { 10: { actions: assign({ n: 1 }) }, 20: { actions: assign({ n: 2 }) } },
            always: { guard: ({ context }: { context: { n: number } }) => context.n === 2, target: 'b' },
          },
          b: { after: { 5: 'c' } },
          c: {},
        },
      })),
    );
    pair.wait(24);
    expect(pair.value).toBe('b');
    pair.wait(1);
    expect(pair.value).toBe('c');
  });

  it('gives a wildcard of the inner state the timer of the outer, as XState does', () => {
    const pair = new Pair(
      workflowWith(['doc.added', 'other'], ({ assign }) => ({
        initial: 'a',
        context: { seen: '' },
        states: {
          a: {
            initial: 'x',
            states: {
              x: { on: { 'doc.*': { actions: assign({ seen: ({ event }) => event.type }) }, '*': 'y' } },
              y: {},
            },
            after: { 10: 'b' },
          },
          b: {},
        },
      })),
    );
    expect(pair.send('doc.added')).toBe(true);
    expect(pair.durable.state.snapshot['context']).toEqual({ seen: 'doc.added' });
    pair.wait(10);
    expect(pair.value).toEqual({ a: 'y' });
    expect(pair.send('other')).toBe(false);
  });
});
