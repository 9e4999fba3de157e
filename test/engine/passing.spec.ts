import { expect, it } from '@jest/globals';
import {
  load,
  modelCheck,
  replay,
  simulate,
  type ClockRule,
  type Decision,
  type JsonObject,
  type WorkflowModule,
} from '../../src/engine/index.js';
import { ann, DAY, officer, plainSettings } from '../support/family.js';
import { opening, silence } from './office.js';

/* What a machine does about a clock without force, and instants that a machine fixes itself. */

const OFFICER = { role: 'officer', agency: 'case' } as const;
const bob = officer('x', 'bob');

const workflow =
  (heard: string): WorkflowModule =>
  ({ setup }) => ({
    id: 'permit',
    version: '1',
    title: 'Permit',
    machine: setup({}).createMachine({
      id: 'permit',
      initial: 'open',
      states: {
        open: {
          after: { silence: 'deemed' } as never,
          on: {
            [`clock.passed.${heard}`]: 'asked',
            serve: {
              target: 'open',
              reenter: true,
              actions: {
                type: 'mark',
                params: ({ event }: { event: JsonObject }) => ({ name: 'served', at: event['on'] }),
              } as never,
            },
          },
        },
        asked: { on: { deem: 'deemed' } },
        deemed: { type: 'final' },
      },
    }),
    events: {
      deem: { title: 'Deem', by: [OFFICER] },
      serve: { title: 'Serve', by: [OFFICER], schema: { type: 'object', properties: { on: {} } } },
    },
    tasks: { open: { title: 'Look', role: 'officer' }, asked: { title: 'Say what it means', role: 'officer' } },
    delays: { silence: { title: 'Silence', legalEffect: true } },
    open: { by: ['owner'] },
  });

function opened(rule: Partial<ClockRule>, heard = 'silence') {
  const loaded = load(workflow(heard));
  const frame = { workflow: loaded, rules: { clocks: { silence: { ...silence, ...rule } }, input: {} } };
  const world = simulate({ frame: () => ({ ...frame, settings: plainSettings }), child: () => opening }, 0);
  const log: Decision[] = [];
  const keep = (decisions: Decision[]): void => void log.push(...decisions);
  keep(world.apply({ kind: 'open', opening, actor: ann }));
  return {
    until: (day: number) => keep(world.advanceTo(day * DAY)),
    serve: (data: JsonObject) =>
      keep(world.apply({ kind: 'command', case: 'c1', command: { type: 'serve', data, actor: bob } })),
    state: () => {
      const state = world.cases.get('c1');
      if (!state) throw new Error('no case');
      const events = log.map(({ event, previousHash, state: { hash } }) => ({ ...event, previousHash, hash }));
      expect(replay(events, () => frame)).toEqual(state);
      return state;
    },
  };
}

it('asks a person where a clock without force has run out, and grants nothing by it', () => {
  const { until, state } = opened({ confirmed: false });
  until(11);
  expect(state().snapshot['value']).toBe('asked');
  expect(state().tasks.map(({ title }) => title)).toEqual(['Say what it means']);
});

it('says nothing of the kind where the clock has force', () => {
  const { until, state } = opened({});
  until(11);
  expect(state().snapshot['value']).toBe('deemed');
});

it('finds a machine that waits for the passing of a clock that is none', () => {
  expect(modelCheck(load(workflow('silence'))).findings).toEqual([]);
  expect(modelCheck(load(workflow('noise'))).findings).toContainEqual({
    severity: 'error',
    where: 'event clock.passed.noise',
    words: 'No clock of this name has legal effect, so nobody ever hears that it passed.',
  });
});

it('counts a clock from the instant that the machine fixed: that of the event, or the one it states', () => {
  const { until, serve, state } = opened({ start: 'served', onReturn: 'reset' });
  until(3);
  serve({});
  expect(state().marks['served']).toBe(3 * DAY);
  expect(state().clocks['silence']).toMatchObject({ startedAt: 3 * DAY, dueAt: 13 * DAY });
  serve({ on: 2 * DAY });
  expect(state().clocks['silence']).toMatchObject({ startedAt: 2 * DAY, dueAt: 12 * DAY });
});

it('refuses an instant that is none', () => {
  const { serve } = opened({});
  expect(() => serve({ on: 'Tuesday' })).toThrow('the effect mark has an unusable "at"');
});
