import { describe, expect, it } from '@jest/globals';
import type { WorkflowModule } from '../../../src/engine/index.js';
import { Pair } from './pair.js';
import { workflowWith } from './workflow-with.js';

/* What a `cancel` reaches. XState keeps one timer under an id: what is said of ids armed twice follows from that. */

const reminders = (): WorkflowModule =>
  workflowWith(['arm', 'drop', 'dropOther'], ({ raise, cancel, assign }) => ({
    initial: 'a',
    context: { rings: 0 },
    on: {
      arm: { actions: raise({ type: 'ring' } as never, { id: 'reminder', delay: 10 }) },
      drop: { actions: cancel('reminder') },
      dropOther: { actions: cancel('unknown') },
      ring: { actions: assign({ rings: ({ context }) => Number(context['rings']) + 1 }) },
    },
    states: { a: {} },
  }));

describe('cancel', () => {
  it('takes back what has not fired', () => {
    const pair = new Pair(reminders());
    pair.send('arm');
    pair.wait(9);
    pair.send('dropOther');
    expect(pair.durable.waiting).toHaveLength(1);
    pair.send('drop');
    pair.wait(10);
    expect(pair.fired).toEqual([]);
  });

  it('comes too late at the instant the timer was due', () => {
    const pair = new Pair(reminders());
    pair.send('arm');
    pair.wait(10);
    pair.send('drop');
    expect(pair.fired).toEqual(['ring@10']);
  });

  it('of an id armed twice reaches the later only, and only once', () => {
    const pair = new Pair(reminders());
    pair.send('arm');
    pair.wait(4);
    pair.send('arm');
    pair.send('drop');
    expect(pair.durable.waiting.map(({ due }) => due)).toEqual([10]);
    pair.send('drop');
    expect(pair.durable.waiting.map(({ due }) => due)).toEqual([10]);
    pair.wait(20);
    expect(pair.fired).toEqual(['ring@10']);
  });

  it('of an id armed twice reaches nothing once the earlier has fired', () => {
    const pair = new Pair(reminders());
    pair.send('arm');
    pair.wait(4);
    pair.send('arm');
    pair.wait(6);
    pair.send('drop');
    pair.wait(20);
    expect(pair.fired).toEqual(['ring@10', 'ring@14']);
  });

  it('reaches what is armed again after it', () => {
    const pair = new Pair(reminders());
    for (const event of ['arm', 'drop', 'arm', 'arm', 'drop', 'arm', 'drop']) pair.send(event);
    pair.wait(20);
    expect(pair.fired).toEqual(['ring@10']);
  });

  it('within the step that arms takes back only what was armed before it', () => {
    const pair = new Pair(
      workflowWith(['go'], ({ raise, cancel }) => ({
        initial: 'a',
        on: {
          go: {
            actions: [
              cancel('one'),
              raise({ type: 'one' } as never, { id: 'one', delay: 10 }),
              raise({ type: 'two' } as never, { id: 'two', delay: 10 }),
              cancel('two'),
            ],
          },
        },
        states: { a: {} },
      })),
    );
    pair.send('go');
    pair.wait(10);
    expect(pair.fired).toEqual(['one@10']);
  });

  it('by the first of two timers due together stops the second', () => {
    const pair = new Pair(
      workflowWith([], ({ raise, cancel }) => ({
        initial: 'a',
        entry: [
          raise({ type: 'first' } as never, { id: 'first', delay: 10 }),
          raise({ type: 'second' } as never, { id: 'second', delay: 10 }),
        ],
        on: { first: { actions: cancel('second') }, second: { actions: cancel('first') } },
        states: { a: {} },
      })),
    );
    pair.wait(30, 'late');
    expect(pair.fired).toEqual(['first@10']);
  });

  it('by a computed id reaches the timer of that id', () => {
    const pair = new Pair(
      workflowWith(['go'], ({ raise, cancel }) => ({
        initial: 'a',
        context: { which: 'two' },
        entry: [
          raise({ type: 'ring' } as never, { id: 'one', delay: 10 }),
          raise({ type: 'ring' } as never, { id: 'two', delay: 20 }),
        ],
        on: { go: { actions: cancel((({ context }: { context: { which: string } }) => context.which) as never) } },
        states: { a: {} },
      })),
    );
    pair.send('go');
    pair.wait(30);
    expect(pair.fired).toEqual(['ring@10']);
  });
});
