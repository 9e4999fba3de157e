import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  replay,
  simulate,
  SYSTEM,
  type Act,
  type Actor,
  type Decision,
  type Simulation,
} from '../../src/engine/index.js';
import { ann, DAY, officer, plainSettings } from '../support/family.js';
import { opening, silence, workflow } from './office.js';

/* Who works on a task, and what is told where nobody is there to. */

const frame = { workflow, rules: { clocks: { silence }, input: {} } };
let world: Simulation;
let log: Decision[];
let task = '';

const act = (what: Act, actor: Actor = SYSTEM, post = actor.posts[0] ?? null): void =>
  void log.push(...world.apply({ kind: 'act', case: 'c1', act: what, actor, post }));
const vacant = (rung: number, since = 0): void =>
  act({ type: 'task.vacant', task, since, rung, title: 'Vacant', to: [{ role: 'manager', agency: 'x' }] });
const open = () => world.cases.get('c1')?.tasks.find(({ id }) => id === task);

beforeEach(() => {
  log = [];
  world = simulate({ frame: () => ({ ...frame, settings: plainSettings }), child: () => opening }, 0);
  log.push(...world.apply({ kind: 'open', opening, actor: ann }));
  task = world.cases.get('c1')?.tasks[0]?.id ?? '';
});

const mustReplay = (): void => {
  const events = log.map(({ event, previousHash, state: { hash } }) => ({ ...event, previousHash, hash }));
  expect(replay(events, () => frame)).toEqual(world.cases.get('c1'));
};

describe('a task whose post nobody holds', () => {
  it('climbs a ladder of its own, each rung once, under a number of the case', () => {
    vacant(0);
    expect(() => vacant(0)).toThrow('that rung is not the next one');
    vacant(1);
    expect(() => vacant(3)).toThrow('that rung is not the next one');
    const told = log.filter(({ event }) => event.type === 'task.vacant');
    expect(told.map(({ event }) => event.data['escalation'])).toEqual(['c1.4', 'c1.5']);
    expect(open()).toMatchObject({ vacant: { since: 0, rungs: 2 }, rungs: 0, assignee: null });
    mustReplay();
  });

  it('begins anew with another vacancy', () => {
    vacant(0);
    vacant(0, DAY);
    expect(open()?.vacant).toEqual({ since: DAY, rungs: 1 });
    mustReplay();
  });
});

describe('a task', () => {
  it('is taken from whom it is with by the service, which says why', () => {
    act({ type: 'task.claimed', task }, officer('x', 'bob'));
    act({ type: 'task.released', task, reason: 'post' });
    expect(log.at(-1)?.event).toMatchObject({ actor: 'system', post: null, data: { task, reason: 'post' } });
    expect(open()?.assignee).toBeNull();
    // Looked at twice, it is taken back once.
    expect(() => act({ type: 'task.released', task, reason: 'place' })).toThrow('nobody has the task');
    mustReplay();
  });

  it('is not claimed by one whom an interest keeps away, or whose post is for another place', () => {
    const bob = {
      ...officer('x', 'bob'),
      interests: { 'bob.x': [{ about: 'case', of: 'c1', nature: 'family' }] },
    } as const;
    expect(() => act({ type: 'task.claimed', task }, bob)).toThrow('the task is not for you: you have declared');
    expect(open()?.assignee).toBeNull();
  });
});
