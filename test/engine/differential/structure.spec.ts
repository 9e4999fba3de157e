import { describe, expect, it } from '@jest/globals';
import { Pair } from './pair.js';
import { workflowWith } from './workflow-with.js';

/* Timers of states within states: who fires first, what is armed anew, what is left alone. */

describe('states within states', () => {
  it('fire at one instant in the order in which they were armed: the outer first, which leaves the inner', () => {
    const pair = new Pair(
      workflowWith([], () => ({
        initial: 'a',
        states: { a: { initial: 'x', states: { x: { after: { 10: 'y' } }, y: {} }, after: { 10: 'b' } }, b: {} },
      })),
    );
    pair.wait(10);
    expect(pair.value).toBe('b');
    expect(pair.fired).toEqual(['xstate.after.10.(machine).a@10']);
  });

  it('keep the timer of the outer state while the inner moves', () => {
    const pair = new Pair(
      workflowWith(['next'], () => ({
        initial: 'a',
        states: {
          a: {
            initial: 'x',
            states: { x: { on: { next: 'y' }, after: { 30: 'y' } }, y: { after: { 5: 'x' } } },
            after: { 12: 'b' },
          },
          b: {},
        },
      })),
    );
    pair.wait(4);
    pair.send('next');
    pair.wait(100, 'late');
    expect(pair.value).toBe('b');
  });

  it('cancel only the timer of the state that is left', () => {
    const pair = new Pair(
      workflowWith(['next'], () => ({
        type: 'parallel',
        states: {
          one: {
            initial: 'a',
            states: { a: { after: { 10: 'b' }, on: { next: 'c' } }, b: {}, c: { after: { 3: 'a' } } },
          },
          two: { initial: 'a', states: { a: { after: { 10: 'b' } }, b: { after: { 10: 'a' } } } },
        },
      })),
    );
    pair.wait(5);
    pair.send('next');
    expect(pair.durable.waiting.map(({ due }) => due)).toEqual([10, 8]);
    pair.wait(5);
    expect(pair.value).toEqual({ one: 'a', two: 'b' });
    pair.wait(30, 'late');
    pair.wait(30);
  });

  it('of a region that ends stop, while the others run; the last one completes the whole', () => {
    const region = (delay: number): object => ({
      initial: 'wait',
      states: { wait: { after: { [delay]: 'ready' } }, ready: { type: 'final' } },
    });
    const pair = new Pair(
      workflowWith([], () => ({
        initial: 'both',
        states: {
          both: {
            type: 'parallel',
            states: { one: region(10), two: region(20) },
            onDone: 'done',
            after: { 30: 'late' },
          },
          late: {},
          done: { type: 'final' },
        },
      })),
    );
    pair.wait(10);
    expect(pair.value).toEqual({ both: { one: 'ready', two: 'wait' } });
    pair.wait(10);
    expect(pair.durable.state.snapshot).toMatchObject({ value: 'done', status: 'done' });
    expect(pair.durable.waiting).toEqual([]);
  });
});

describe('history', () => {
  const withHistory = (history: 'shallow' | 'deep', id: string): Pair =>
    new Pair(
      workflowWith(['next', 'stay', 'back'], ({ assign }) => ({
        id,
        initial: 'work',
        context: { entries: 0 },
        states: {
          work: {
            initial: 'first',
            states: {
              first: { on: { next: 'second' } },
              second: {
                initial: 'x',
                entry: assign({ entries: ({ context }) => Number(context['entries']) + 1 }),
                states: { x: { on: { next: 'y' }, after: { 10: 'y' } }, y: { after: { 7: 'x' } } },
              },
              past: { type: 'history', history },
            },
            on: { stay: 'court' },
            after: { 50: 'late' },
          },
          court: { on: { back: 'work.past' } },
          late: {},
        },
      })),
    );

  it.each(['shallow', 'deep'] as const)('%s brings back its states with timers that run anew', (history) => {
    const pair = withHistory(history, 'file');
    for (const event of ['next', 'next']) pair.send(event);
    pair.wait(5);
    pair.send('stay');
    expect(pair.durable.waiting).toEqual([]);
    pair.wait(40);
    pair.send('back');
    expect(pair.value).toEqual({ work: { second: history === 'deep' ? 'y' : 'x' } });
    pair.wait(7, 'late');
    pair.wait(100);
    expect(pair.value).toBe('late');
  });

  it('is not lost where the id of the machine has a dot in it', () => {
    const pair = withHistory('deep', 'permit.v1');
    for (const event of ['next', 'next', 'stay', 'back']) pair.send(event);
    expect(pair.value).toEqual({ work: { second: 'y' } });
  });

  it('before anything is remembered gives the default', () => {
    const pair = new Pair(
      workflowWith(['go'], () => ({
        initial: 'idle',
        states: {
          idle: { on: { go: 'work.past' } },
          work: {
            initial: 'a',
            states: { a: { after: { 5: 'b' } }, b: { after: { 5: 'a' } }, past: { type: 'history', target: 'b' } },
          },
        },
      })),
    );
    pair.send('go');
    pair.wait(12);
    expect(pair.fired).toHaveLength(2);
  });
});

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
