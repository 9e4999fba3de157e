import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  decide,
  replay,
  simulate,
  type Actor,
  type CaseState,
  type Decision,
  type Interest,
  type JsonObject,
  type Jurisdiction,
  type Post,
  type Simulation,
} from '../../src/engine/index.js';
import { ann, plainSettings } from '../support/family.js';
import { opening, silence, workflow } from './office.js';

/* Whoever acts from a post: for somebody else, within its bounds, without an interest. */

const OFFICE: Post = { role: 'officer', agency: 'x' };
const person = (id: string, ...posts: Post[]): Actor => ({ id, kind: 'person', posts });
const forAli: Post = { ...OFFICE, onBehalfOf: 'ali' };
const ali = person('ali', OFFICE);
const bea = person('bea', forAli);
const both = person('bea', OFFICE, forAli);
const cem = person('cem', { ...OFFICE, onBehalfOf: 'bea' });

const frame = { workflow, rules: { clocks: { silence }, input: {} } };
let world: Simulation;
let log: Decision[];

const send = (actor: Actor, type: string, data: JsonObject = {}): void =>
  void log.push(...world.apply({ kind: 'command', case: 'c1', command: { type, data, actor } }));
const state = () => world.cases.get('c1');
const stored = () => log.map(({ event, previousHash, state: { hash } }) => ({ ...event, previousHash, hash }));
const events = () => log.map(({ event: { type, actor, post, onBehalfOf } }) => [type, actor, post, onBehalfOf]);

beforeEach(() => {
  log = [];
  world = simulate({ frame: () => ({ ...frame, settings: plainSettings }), child: () => opening }, 0);
  log.push(...world.apply({ kind: 'open', opening, actor: ann }));
});

describe('a substitute', () => {
  it('acts in both names, which are hashed and replay', () => {
    send(bea, 'ask', { text: 'why?' });
    send(ann, 'answer');
    send(ali, 'note');
    expect(events().slice(1)).toEqual([
      ['ask', 'bea', 'officer.x', 'ali'],
      ['answer', 'ann', 'investor', undefined],
      ['note', 'ali', 'officer.x', undefined],
    ]);
    expect(replay(stored(), () => frame)).toEqual(state());
    const tampered = stored().map((event) => (event.seq === 2 ? { ...event, onBehalfOf: 'zoe' } : event));
    expect(() => replay(tampered, () => frame)).toThrow('event 2: was changed after it was recorded');
  });

  it.each([
    ['the person who was stood in for', bea, ali],
    ['the substitute in person', bea, person('bea', OFFICE)],
    ['the substitute again', bea, bea],
    ['another who stands in for the substitute', bea, cem],
    ['the substitute of the one who did it', ali, bea],
  ])('is both persons to four eyes: of the two acts the second is not for %s', (_, first, second) => {
    send(first, 'ask', { text: 'why?' });
    send(ann, 'answer');
    expect(() => send(second, 'grant')).toThrow('needs another person than the one who did "ask"');
  });

  it('acts from an own post where there is one', () => {
    send(both, 'note');
    send(ali, 'ask', { text: 'why?' });
    send(ann, 'answer');
    send(both, 'grant');
    expect(events().slice(1)).toEqual([
      ['note', 'bea', 'officer.x', undefined],
      ['ask', 'ali', 'officer.x', undefined],
      ['answer', 'ann', 'investor', undefined],
      ['grant', 'bea', 'officer.x', undefined],
    ]);
  });

  it('leaves no trace in four eyes, once somebody has done it in person', () => {
    send(bea, 'ask', { text: 'why?' });
    send(ann, 'answer');
    send(person('dan', OFFICE), 'ask', { text: 'why?' });
    send(ann, 'answer');
    send(bea, 'grant');
    expect(state()?.snapshot['value']).toBe('granted');
    expect(state()?.acts['grant']).toBe('bea');
    expect(state()?.behalf).toEqual({ grant: 'ali' });
    expect(replay(stored(), () => frame)).toEqual(state());
  });

  it('is kept away by what the case itself has against either person', () => {
    send(ali, 'bar', { text: 'ali' });
    expect(() => send(bea, 'note')).toThrow('"note" is not for you: an interest of yours');
    send(both, 'note');
  });
});

describe('an interest', () => {
  const interested = (actor: Actor, who: string, interest: Partial<Interest>): Actor => ({
    ...actor,
    interests: { [who]: [{ about: 'case', of: 'c1', nature: 'family', ...interest }] },
  });

  it('keeps the person from the case, and the case away from the person’s substitute', () => {
    expect(() => send(interested(ali, 'ali', {}), 'ask', { text: '?' })).toThrow('you have declared an interest in it');
    expect(() => send(interested(bea, 'ali', {}), 'ask', { text: '?' })).toThrow('ali has declared an interest in it');
    send(interested(ali, 'ali', { of: 'c2' }), 'note');
    send(interested(both, 'ali', {}), 'note');
    expect(events().at(-1)).toEqual(['note', 'bea', 'officer.x', undefined]);
  });

  it('keeps nobody from what is one’s own as an investor', () => {
    send(ali, 'ask', { text: '?' });
    send(interested(ann, 'ann', {}), 'answer');
    expect(state()?.snapshot['value']).toBe('review');
  });
});

describe('an office of several', () => {
  it('is named in the record, and found again from it', () => {
    const north = { ...OFFICE, office: 'north', within: { zones: ['rashakai'] } } satisfies Post;
    send(person('nia', north), 'note');
    expect(events().at(-1)).toEqual(['note', 'nia', 'officer.x/north', undefined]);
    expect(replay(stored(), () => frame)).toEqual(state());
  });

  const nia = (within: Jurisdiction): Actor => person('nia', { ...OFFICE, within });
  const elsewhere: Jurisdiction[] = [{ provinces: ['sindh'] }, { zones: ['kip'] }, { sectors: ['mining'], zones: [] }];
  it.each(elsewhere)('does not act outside %j', (within) => {
    const application = { province: 'punjab', zoneName: '', sector: 'textiles' };
    const moved = {
      ...state(),
      snapshot: { ...state()?.snapshot, context: { application, notes: 0, barred: {} } },
    } as CaseState;
    const note = (bounds: Jurisdiction): unknown =>
      decide({ ...frame, settings: plainSettings }, moved, { type: 'note', data: {}, actor: nia(bounds) }, 0);
    expect(() => note(within)).toThrow('outside the jurisdiction of your post');
    expect(() => note({ provinces: ['punjab'] })).not.toThrow();
    // Where another of the person's posts reaches, it acts from that.
    const two = person('nia', { ...OFFICE, within }, { ...OFFICE, office: 'south' });
    const { event } = decide({ ...frame, settings: plainSettings }, moved, { type: 'note', data: {}, actor: two }, 0);
    expect(event.post).toBe('officer.x/south');
  });
});
