import { describe, expect, it } from '@jest/globals';
import { Pair } from './pair.js';
import { workflowWith } from './workflow-with.js';

/*
 * Invariant 5 on what XState's own tests ask of delays. `Pair` compares state, context, waiting timers, firings and effects with an
 * in-memory actor after every step; what is said here besides says that the case tests what its title claims.
 */

describe('after', () => {
  it('fires at its time and not a millisecond before', () => {
    const pair = new Pair(
      workflowWith([], () => ({
        initial: 'green',
        states: { green: { after: { 10: 'yellow' } }, yellow: { after: { 20: 'red' } }, red: {} },
      })),
    );
    pair.wait(9);
    expect(pair.value).toBe('green');
    pair.wait(1);
    expect(pair.value).toBe('yellow');
    pair.wait(20);
    expect(pair.value).toBe('red');
  });

  it('gives every instant its own due time, however late the wake-up', () => {
    const pair = new Pair(
      workflowWith([], () => ({
        initial: 'green',
        states: {
          green: { after: { 10: 'yellow' } },
          yellow: { after: { 20: 'red' } },
          red: { after: { 5: 'green' } },
        },
      })),
    );
    pair.wait(100, 'late');
    expect(pair.durable.fired.map(({ due }) => due)).toEqual([10, 30, 35, 45, 65, 70, 80, 100]);
  });

  it('takes the first candidate whose guard holds, and none where none does', () => {
    const pair = new Pair(
      workflowWith(['more'], ({ assign }) => ({
        initial: 'a',
        context: { n: 0 },
        on: { more: { actions: assign({ n: ({ context }) => Number(context['n']) + 1 }) } },
        states: {
          a: {
            after: {
              10: [
                { guard: ({ context }: { context: { n: number } }) => context.n > 1, target: 'many' },
                { guard: ({ context }: { context: { n: number } }) => context.n > 0, target: 'one' },
              ],
              20: 'none',
            },
          },
          many: { after: { 10: 'a' } },
          one: { after: { 10: 'a' } },
          none: { after: { 10: 'a' } },
        },
      })),
    );
    pair.wait(20);
    expect(pair.value).toBe('none');
    pair.wait(10);
    pair.send('more');
    pair.wait(10);
    expect(pair.value).toBe('one');
    pair.send('more');
    pair.wait(20);
    expect(pair.value).toBe('many');
  });

  it('starts anew on re-entry, and runs on through a transition that stays inside', () => {
    const pair = new Pair(
      workflowWith(['stay', 'inside', 'again'], ({ assign }) => ({
        initial: 'a',
        context: { n: 0 },
        states: {
          a: {
            initial: 'x',
            states: { x: {}, y: {} },
            on: {
              stay: { actions: assign({ n: 1 }) },
              inside: '.y',
              again: { target: 'a', reenter: true },
            },
            after: { 10: 'b' },
          },
          b: {},
        },
      })),
    );
    pair.wait(4);
    pair.send('stay');
    pair.send('inside');
    expect(pair.durable.waiting.map(({ due }) => due)).toEqual([10]);
    pair.wait(4);
    pair.send('again');
    expect(pair.durable.waiting.map(({ due }) => due)).toEqual([18]);
    pair.wait(9);
    expect(pair.value).toEqual({ a: 'x' });
    pair.wait(1);
    expect(pair.value).toBe('b');
  });

  it('is cancelled by leaving, and by the end of the machine', () => {
    const pair = new Pair(
      workflowWith(['leave', 'end'], ({ raise }) => ({
        initial: 'a',
        entry: raise({ type: 'end' } as never, { delay: 50 }),
        states: {
          a: { after: { 10: 'late' }, on: { leave: 'b' } },
          b: { on: { end: 'done' } },
          late: {},
          done: { type: 'final' },
        },
      })),
    );
    pair.send('leave');
    pair.wait(20);
    expect(pair.value).toBe('b');
    expect(pair.durable.waiting).toHaveLength(1);
    pair.send('end');
    expect(pair.durable.waiting).toEqual([]);
    pair.wait(100);
    expect(pair.fired).toEqual([]);
  });

  it('of no delay fires at once, yet after the step is complete', () => {
    const pair = new Pair(
      workflowWith(['go'], ({ assign }) => ({
        initial: 'a',
        context: { seen: '' },
        states: {
          a: { after: { 0: 'b' } },
          b: { on: { go: 'c' } },
          c: {
            entry: assign({ seen: 'c' }),
            after: { 0: { target: 'd', guard: ({ context }: { context: { seen: string } }) => context.seen === 'c' } },
          },
          d: {},
        },
      })),
    );
    expect(pair.value).toBe('b');
    pair.send('go');
    expect(pair.value).toBe('d');
  });
});

describe('named delays', () => {
  it('are numbers, or functions of context and event at the instant of arming', () => {
    const delays = {
      fixed: 10,
      byContext: ({ context }: { context: { n: number } }) => context.n * 10,
      byEvent: ({ event }: { event: { wait?: number } }) => event.wait ?? 0,
    };
    const pair = new Pair(
      workflowWith(
        ['go'],
        ({ assign }) => ({
          initial: 'a',
          context: { n: 2 },
          states: {
            a: { after: { fixed: 'b' } },
            b: { entry: assign({ n: 3 }), after: { byContext: 'c' } },
            c: { on: { go: 'd' } },
            d: { after: { byEvent: 'e' } },
            e: {},
          },
        }),
        { delays },
      ),
    );
    pair.wait(10);
    expect(pair.durable.waiting.map(({ due }) => due)).toEqual([40]);
    pair.wait(30);
    pair.send('go', { wait: 7 });
    expect(pair.durable.waiting.map(({ due }) => due)).toEqual([47]);
    pair.wait(7);
    expect(pair.value).toBe('e');
  });
});
