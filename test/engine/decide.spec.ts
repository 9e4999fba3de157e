import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  allowedEvents,
  Rejection,
  replay,
  simulate,
  type Actor,
  type CaseState,
  type ClockRule,
  type Decision,
  type Host,
  type JsonObject,
  type Request,
  type Simulation,
  type StoredEvent,
} from '../../src/engine/index.js';
import { ann, DAY, officer, plainSettings } from '../support/family.js';
import { opening, silence, workflow } from './office.js';

const bob = officer('x', 'bob');
const eve = officer('x', 'eve');

describe('a decision', () => {
  let rule: ClockRule;
  let world: Simulation;
  let log: StoredEvent[];
  beforeEach(() => {
    rule = silence;
    log = [];
    const refuse = (): never => {
      throw new Rejection('workflow', 'no children here');
    };
    const host: Host = {
      frame: () => ({ workflow, rules: { clocks: { silence: rule }, input: {} }, settings: plainSettings }),
      child: refuse,
    };
    world = simulate(host, 0);
    apply({ kind: 'open', opening, actor: ann });
  });

  const keep = (decisions: readonly Decision[]): void => {
    log.push(...decisions.map(({ event, previousHash, state }) => ({ ...event, previousHash, hash: state.hash })));
  };
  const apply = (request: Request): void => keep(world.apply(request));
  const send = (type: string, actor: Actor, data: JsonObject = {}): void =>
    apply({ kind: 'command', case: 'c1', command: { type, data, actor } });
  const until = (day: number): void => keep(world.advanceTo(day * DAY));
  const state = (): CaseState => {
    const found = world.cases.get('c1');
    if (!found) throw new Error('the case is gone');
    return found;
  };
  const told = (): (string | number)[][] => log.map(({ type, occurredAt }) => [type, occurredAt / DAY]);
  const replayed = (): CaseState => replay(log, () => ({ workflow, rules: { clocks: { silence: rule }, input: {} } }));

  it('leaves a task with the one who has got it meanwhile; a manager may take it', () => {
    const [task = ''] = state().tasks.map(({ id }) => id);
    const act = (type: 'task.claimed' | 'task.released', { id }: Actor, role: 'officer' | 'manager'): void => {
      const post = { role, agency: 'x' } as const;
      apply({ kind: 'act', case: 'c1', act: { type, task }, actor: { id, kind: 'person', posts: [post] }, post });
    };
    act('task.claimed', bob, 'officer');
    expect(() => act('task.released', eve, 'officer')).toThrow('another officer has the task');
    act('task.released', eve, 'manager');
    expect(state().tasks).toMatchObject([{ assignee: null }]);
    expect(replayed()).toEqual(state());
  });

  it('pauses a clock for a listed cause, carries what is left, and replays to the same state', () => {
    until(4);
    send('ask', bob, { text: 'why?' });
    expect(state().clocks['silence']).toMatchObject({ status: 'stopped', left: { count: 6 * DAY } });
    until(40);
    send('answer', ann);
    expect(state().clocks['silence']).toMatchObject({ status: 'running', dueAt: 46 * DAY });
    until(100);
    expect(state().snapshot['value']).toBe('deemed');
    expect(told()).toEqual([
      ['case.opened', 0],
      ['ask', 4],
      ['answer', 40],
      ['escalation.raised', 45],
      ['deadline.fired', 46],
    ]);
    expect(replayed()).toEqual(state());
  });

  it('lets a clock run on where its rule does not list the cause', () => {
    rule = { ...silence, pauses: [] };
    until(4);
    send('ask', bob, { text: 'why?' });
    until(8);
    send('answer', ann);
    expect(state().clocks['silence']).toMatchObject({ status: 'running', dueAt: 10 * DAY });
  });

  it('begins anew on return where the rule says reset', () => {
    rule = { ...silence, pauses: [], onReturn: 'reset' };
    until(4);
    send('ask', bob, { text: 'why?' });
    until(8);
    send('answer', ann);
    expect(state().clocks['silence']).toMatchObject({ status: 'running', dueAt: 18 * DAY });
  });

  it('fires what is due before it: a late refusal cannot beat a deemed grant', () => {
    const late = simulate(
      {
        frame: () => ({ workflow, rules: { clocks: { silence: rule }, input: {} }, settings: plainSettings }),
        child: () => opening,
      },
      0,
    );
    late.apply({ kind: 'open', opening, actor: ann });
    const command = { type: 'refuse', data: {}, actor: bob };
    expect(() => late.advanceTo(11 * DAY) && late.apply({ kind: 'command', case: 'c1', command })).toThrow(
      /not possible in state "deemed"/,
    );
  });

  it('gives no right by a clock that is no confirmed limit: it shows and asks a person', () => {
    rule = { ...silence, confirmed: false };
    until(1);
    send('ask', bob, { text: 'why?' });
    send('answer', ann);
    until(30);
    expect(state().snapshot['value']).toBe('review');
    expect(told().map(([type]) => type)).toContain('clock.passed');
    expect(state().clocks['silence']).toMatchObject({ status: 'passed' });
  });

  it('wants four eyes, and says what else is allowed', () => {
    send('ask', bob, { text: 'why?' });
    send('answer', ann);
    expect(() => send('grant', bob)).toThrow('needs another person');
    send('grant', eve);
    expect(() => send('note', eve)).toThrow(/nothing is allowed to you now/);
  });

  it('keeps from an event whom the case itself bars, offers it to the others, and says why', () => {
    send('note', bob);
    send('bar', eve, { text: bob.id });
    expect(() => send('note', bob)).toThrow('"note" is not for you: an interest of yours');
    expect(allowedEvents(workflow, state(), bob)).not.toContain('note');
    send('note', eve);
    expect(state().snapshot['context']).toMatchObject({ notes: 2 });
  });

  it('refuses what an actor may not do and data that does not fit, and changes nothing', () => {
    const before = state();
    expect(() => send('grant', ann)).toThrow('"grant" is for officer of x');
    expect(() => send('grant', officer('y'))).toThrow(Rejection);
    expect(() => send('ask', bob, { text: 7 })).toThrow('does not fit');
    expect(() => send('nothing', bob)).toThrow('knows no event');
    expect(state()).toBe(before);
  });

  it('counts an accepted event though the machine stays where it is', () => {
    send('note', bob);
    send('note', bob);
    expect(state()).toMatchObject({ rev: 3, seq: 3, snapshot: { context: { notes: 2 } } });
  });

  it('extends a clock in its own unit, by reason and basis, and in no other', () => {
    const extend = (by: string): void =>
      apply({
        kind: 'act',
        case: 'c1',
        act: { type: 'clock.extended', clock: 'silence', by, reason: 'flood', basis: 's. 2' },
        actor: eve,
        post: { role: 'manager', agency: 'x' },
      });
    until(2);
    expect(() => extend('3 months')).toThrow(/must be counted in/);
    extend('48 hours');
    expect(state().clocks['silence']).toMatchObject({ dueAt: 12 * DAY, extendedBy: ['48 hours'] });
    expect(state().rev).toBe(1);
    until(20);
    expect(told().at(-1)).toEqual(['deadline.fired', 12]);
    expect(replayed()).toEqual(state());
  });

  it('puts a timer aside on which the workflow fails, so that the case stays usable', () => {
    send('spoil', bob);
    until(11);
    expect(told().at(-1)).toEqual(['deadline.failed', 10]);
    send('grant', bob);
    expect(state().snapshot['value']).toBe('granted');
    expect(replayed()).toEqual(state());
  });

  it('charges each moment to one holder', () => {
    const ledger: { holder: string; since: number; until: number }[] = [];
    const take = (decisions: readonly Decision[]): void =>
      decisions.forEach((decision) => ledger.push(...decision.ledger));
    const command = (type: string, actor: Actor, data: JsonObject = {}): void =>
      take(world.apply({ kind: 'command', case: 'c1', command: { type, data, actor } }));
    take(world.advanceTo(3 * DAY));
    command('ask', bob, { text: 'why?' });
    take(world.advanceTo(5 * DAY));
    command('answer', ann);
    take(world.advanceTo(6 * DAY));
    expect(ledger).toEqual([
      { holder: 'x', cause: null, since: 0, until: 3 * DAY },
      { holder: 'investor', cause: 'query', since: 3 * DAY, until: 5 * DAY },
    ]);
    expect(state().charge).toEqual({ holder: 'x', cause: null, since: 5 * DAY });
  });

  it('names the first event of a log that was changed or is missing', () => {
    send('note', bob);
    send('ask', bob, { text: 'why?' });
    const changed = log.map((event) => (event.seq === 2 ? { ...event, actor: 'mallory' } : event));
    log = changed;
    expect(replayed).toThrow('case c1, event 2: was changed after it was recorded');
    log = changed.filter(({ seq }) => seq !== 2);
    expect(replayed).toThrow('case c1, event 2: is missing (the next row is 3)');
  });
});
