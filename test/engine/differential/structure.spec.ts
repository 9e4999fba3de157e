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

  it('of the state the case is in leaves it as it is: its events are taken and its task stays open', () => {
    const pair = new Pair(
      workflowWith(
        ['note'],
        ({ assign }) => ({
          initial: 'work',
          context: { notes: 0 },
          states: {
            work: {
              type: 'parallel',
              on: { note: { actions: assign({ notes: ({ context }) => Number(context['notes']) + 1 }) } },
              states: { read: {}, past: { type: 'history' }, write: { after: { 10: 'past' } } },
            },
          },
        }),
        {},
        { work: { title: 'Work', role: 'officer' } },
      ),
    );
    pair.wait(10);
    expect(pair.send('note')).toBe(true);
    expect(pair.durable.state.tasks).toHaveLength(1);
  });

  it('that remembers nothing leads nowhere, also after a restart', () => {
    const pair = new Pair(
      workflowWith(['back'], () => ({
        type: 'parallel',
        states: {
          work: {
            type: 'parallel',
            states: { read: {}, past: { type: 'history' }, write: { after: { 10: 'past' } } },
          },
          past: { type: 'history' },
          wait: { on: { back: { target: 'past', reenter: true } } },
        },
      })),
    );
    pair.wait(10);
    expect([pair.send('back'), pair.send('back')]).toEqual([true, false]);
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
