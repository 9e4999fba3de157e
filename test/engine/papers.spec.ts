import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  replay,
  simulate,
  type Act,
  type Actor,
  type CaseState,
  type Decision,
  type JsonObject,
  type Simulation,
} from '../../src/engine/index.js';
import { ann, DAY, officer, plainSettings } from '../support/family.js';
import { opening, silence, workflow } from './office.js';

/* Paper first: a desk records what happened, another person signs that it did, and it counts from when it happened. */

const bob = officer('x', 'bob');
const cara = officer('x', 'cara');
const desk = officer('sifc', 'dina');
const head: Actor = { id: 'hira', kind: 'person', posts: [{ role: 'manager', agency: 'sifc' }] };
const EVIDENCE = { document: 'Letter 12', register: 'Diary 4711/2026' };
const ASK = { event: 'ask', data: { text: 'why?' }, occurredAt: 2 * DAY, evidence: EVIDENCE };

const frame = { workflow, rules: { clocks: { silence }, input: {} } };
let world: Simulation;
let log: Decision[];
const keep = (decisions: Decision[]): void => void log.push(...decisions);

function state(): CaseState {
  const found = world.cases.get('c1');
  if (!found) throw new Error('no case');
  const events = log.map(({ event, previousHash, state: { hash } }) => ({ ...event, previousHash, hash }));
  expect(replay(events, () => frame)).toEqual(found);
  return found;
}
const act = (actor: Actor, what: Act): void =>
  keep(world.apply({ kind: 'act', case: 'c1', act: what, actor, post: null }));
const enter = (actor: Actor, more: object = {}): void => act(actor, { type: 'paper.entered', ...ASK, ...more });
const paper = (): string => state().papers?.[0]?.id ?? '';
const countersign = (actor: Actor): void => act(actor, { type: 'paper.countersigned', paper: paper() });
const send = (actor: Actor, type: string, data: JsonObject = {}): void =>
  keep(world.apply({ kind: 'command', case: 'c1', command: { type, data, actor } }));

beforeEach(() => {
  log = [];
  world = simulate({ frame: () => ({ ...frame, settings: plainSettings }), child: () => opening }, 0);
  keep(world.apply({ kind: 'open', opening, actor: ann }));
  keep(world.advanceTo(5 * DAY));
});

describe('what a desk records from paper', () => {
  it('has no effect by itself: it is a task for a second person', () => {
    enter(bob);
    expect(state().snapshot['value']).toBe('review');
    expect(state().papers).toMatchObject([{ event: 'ask', occurredAt: 2 * DAY, by: bob.id, evidence: EVIDENCE }]);
    expect(state().tasks.map(({ title, agency }) => [title, agency])).toEqual([
      ['Review', 'x'],
      ['Countersign what was recorded from paper: Ask', 'x'],
    ]);
  });

  it('counts from when it happened once another person has signed it, and the ledger with it', () => {
    enter(bob);
    countersign(cara);
    expect(state().snapshot['value']).toBe('query');
    expect(state().clocks['silence']).toMatchObject({ status: 'stopped', left: { count: 8 * DAY } });
    expect(state().charge).toMatchObject({ holder: 'investor', since: 2 * DAY });
    expect(state()).toMatchObject({ papers: [], tasks: [{ title: 'Answer' }], acts: { ask: cara.id } });
    expect(log.at(-1)?.event).toMatchObject({
      type: 'paper.countersigned',
      occurredAt: 2 * DAY,
      recordedAt: 5 * DAY,
      actor: cara.id,
    });
  });

  it('is not signed by the one who recorded it, nor by one who could not have done it', () => {
    enter(bob);
    expect(() => countersign(bob)).toThrow('needs the signature of another person');
    expect(() => countersign(desk)).toThrow('is countersigned by one who could have done it');
    expect(() => countersign(ann)).toThrow('is countersigned by one who could have done it');
    countersign(head);
    expect(state().snapshot['value']).toBe('query');
  });

  it('keeps four eyes: who asked does not sign the grant', () => {
    send(bob, 'ask', { text: 'why?' });
    enter(cara, { event: 'answer', data: {}, occurredAt: 5 * DAY });
    countersign(bob);
    enter(cara, { event: 'grant', data: {}, occurredAt: 5 * DAY });
    expect(() => countersign(bob)).toThrow('needs another person than the one who did "ask"');
  });

  it('may be an act of the investor who walked in, recorded by either desk and signed by any second person there', () => {
    send(bob, 'ask', { text: 'why?' });
    enter(desk, { event: 'answer', data: {}, occurredAt: 5 * DAY });
    countersign(bob);
    expect(state().snapshot['value']).toBe('review');
    expect(() => enter(ann, { event: 'ask' })).toThrow('is recorded by the desk');
  });

  it('is nothing that the case would not take, and neither before the case nor in the future', () => {
    expect(() => enter(bob, { event: 'answer', data: {} })).toThrow('not possible in state');
    expect(() => enter(bob, { data: { text: 7 } })).toThrow('does not fit');
    expect(() => enter(bob, { event: 'dance' })).toThrow('knows no event');
    expect(() => enter(bob, { occurredAt: 6 * DAY })).toThrow('the time of occurrence cannot be taken');
    expect(() => enter(bob, { occurredAt: -1 })).toThrow('the time of occurrence cannot be taken');
    expect(state().seq).toBe(1);
  });

  it('may be dismissed, and then never counts', () => {
    enter(bob);
    const id = paper();
    act(cara, { type: 'paper.dismissed', paper: id, text: 'The letter is about another case.' });
    expect(state()).toMatchObject({ papers: [], snapshot: { value: 'review' }, tasks: [{ title: 'Review' }] });
    expect(() => act(cara, { type: 'paper.countersigned', paper: id })).toThrow('waits for a signature');
  });

  it('does not hold up the law: what is due before it is signed happens', () => {
    enter(bob, { event: 'refuse', data: {} });
    keep(world.advanceTo(10 * DAY));
    expect(state().snapshot['value']).toBe('deemed');
    expect(() => countersign(cara)).toThrow('not possible in state');
  });

  it('leaves no task behind in a case that goes on otherwise', () => {
    enter(bob);
    send(bob, 'ask', { text: 'why?' });
    expect(state().tasks.map(({ title }) => title)).toEqual([
      'Countersign what was recorded from paper: Ask',
      'Answer',
    ]);
    act(cara, { type: 'paper.dismissed', paper: paper(), text: 'It was asked through the portal.' });
    expect(state().tasks.map(({ title }) => title)).toEqual(['Answer']);
  });
});
