import { describe, expect, it } from '@jest/globals';
import { Pair } from './pair.js';
import { workflowWith } from './workflow-with.js';

/* Delayed raises, as `after.spec.ts` has it of states that wait. */

describe('a delayed raise', () => {
  it('brings its event with its data, built when it was armed', () => {
    const pair = new Pair(
      workflowWith(['start'], ({ raise, assign }) => ({
        initial: 'a',
        context: { n: 0, heard: 0 },
        on: {
          start: {
            actions: [
              assign({ n: ({ event }) => Number(event['n']) }),
              raise(({ context }) => ({ type: 'remind', n: Number(context['n']) }) as never, { delay: 10 }),
              assign({ n: -1 }),
            ],
          },
          remind: { actions: assign({ heard: ({ event }) => Number(event['n']) }) },
        },
        states: { a: {} },
      })),
    );
    pair.send('start', { n: 5 });
    pair.wait(10);
    expect(pair.durable.state.snapshot['context']).toEqual({ n: -1, heard: 5 });
  });

  it('survives the state that armed it, and rings for ever where it arms itself', () => {
    const pair = new Pair(
      workflowWith(['leave'], ({ raise, assign }) => ({
        initial: 'a',
        context: { ticks: 0 },
        on: {
          tick: {
            actions: [
              assign({ ticks: ({ context }) => Number(context['ticks']) + 1 }),
              raise({ type: 'tick' } as never, { delay: 10 }),
            ],
          },
        },
        states: { a: { entry: raise({ type: 'tick' } as never, { delay: 10 }), on: { leave: 'b' } }, b: {} },
      })),
    );
    pair.send('leave');
    pair.wait(35);
    pair.wait(30, 'late');
    expect(pair.durable.state.snapshot['context']).toEqual({ ticks: 6 });
  });

  it('does nothing where no state handles its event, and is gone', () => {
    const pair = new Pair(
      workflowWith([], ({ raise }) => ({
        initial: 'a',
        states: { a: { entry: raise({ type: 'unheard' } as never, { delay: 10 }) } },
      })),
    );
    pair.wait(10);
    expect(pair.fired).toEqual(['unheard@10']);
    expect(pair.durable.waiting).toEqual([]);
  });

  it('is armed or cancelled by what enqueueActions finds', () => {
    const pair = new Pair(
      workflowWith(['go'], ({ enqueueActions }) => ({
        initial: 'a',
        context: { n: 0 },
        on: {
          go: {
            actions: enqueueActions(({ context, enqueue, check }) => {
              const n = Number((context as { n: number }).n);
              enqueue.assign({ n: n + 1 });
              if (check((({ context: now }: { context: { n: number } }) => now.n % 2 === 0) as never))
                enqueue.raise({ type: 'ring' } as never, { id: 'ring', delay: 10 });
              else enqueue.cancel('ring');
            }),
          },
        },
        states: { a: {} },
      })),
    );
    pair.send('go');
    expect(pair.durable.waiting).toHaveLength(1);
    pair.send('go');
    expect(pair.durable.waiting).toEqual([]);
    pair.send('go');
    pair.wait(10);
    expect(pair.fired).toEqual(['ring@10']);
  });
});
