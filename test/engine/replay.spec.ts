import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { replay, type Act, type Actor } from '../../src/engine/index.js';
import { ann, DAY, HOUR, officer } from '../support/family.js';
import { play, type Move, type Rules } from './play.js';

/*
 * Invariant 1 in the engine alone: whatever is done to a family of cases, the log of each replays to its very state under the pinned
 * workflow and rules, needing nothing of the day's settings.
 */

const rules: fc.Arbitrary<Rules> = fc.record({
  onReturn: fc.constantFrom('carry' as const, 'reset' as const),
  pauses: fc.constantFrom([], [{ cause: 'query', basis: 's. 1' }]),
  confirmed: fc.boolean(),
});
const key = fc.constantFrom('fire' as const, 'water' as const);
const sent = (type: string, by: (key: 'fire' | 'water') => Actor): fc.Arbitrary<Move> =>
  key.map((of) => ({ send: [type, of, by(of)] as const }));
const did = (act: (task: string) => Act): fc.Arbitrary<Move> => key.map((of) => ({ act, of }));

const move: fc.Arbitrary<Move> = fc.oneof(
  fc.integer({ min: 0, max: 5 * DAY }).map((wait) => ({ wait })),
  fc.integer({ min: 0, max: 5 * DAY }).map((wait) => ({ wait })),
  fc.constantFrom('start', 'note', 'start', 'withdraw').map((type) => ({ send: [type, 'p1', ann] as const })),
  sent('ask', officer),
  sent('answer', () => ann),
  sent('grant', (of) => officer(of, 'eve')),
  sent('grant', officer),
  did((task) => ({ type: 'task.claimed', task })),
  did((task) => ({ type: 'task.released', task })),
  did((task) => ({ type: 'task.assigned', task, to: 'eve.fire' })),
  did((task) => ({ type: 'escalation.acknowledged', escalation: 'e1', task, rung: 0 })),
  did(() => ({ type: 'clock.extended', clock: 'silence', by: '48 hours', reason: 'floods', basis: 's. 2' })),
  did(() => ({ type: 'clock.recomputed', reason: 'a holiday was announced' })),
  fc.constantFrom(0, HOUR, 6 * HOUR).map((longer) => ({ longer })),
);
const early: Move[] = [{ send: ['note', 'p1', ann] }, { send: ['start', 'p1', ann] }];
const script: fc.Arbitrary<Move[]> = fc
  .array(move, { minLength: 15, maxLength: 40, size: 'max' })
  .map((moves) => [...early, ...moves]);

describe('the log of a case', () => {
  it('replays to its very state, of every case of a family, without the settings of the day', () => {
    const kinds = new Set<string>();
    const run = fc.property(rules, script, (chosen, moves) => {
      const { world, office, logs } = play(chosen, moves);
      for (const [id, log] of logs) {
        for (const { type } of log) kinds.add(type);
        expect(replay(log, ({ workflow }) => office.pinned(workflow))).toEqual(world.cases.get(id));
      }
    });
    fc.assert(run, { numRuns: 200 });
    expect([...kinds]).toEqual(expect.arrayContaining(EVERY_KIND));
  }, 30_000);

  it('is the same, hashes included, where the same is done', () => {
    const run = fc.property(rules, script, (chosen, moves) => {
      expect(play(chosen, moves).logs).toEqual(play(chosen, moves).logs);
    });
    fc.assert(run, { numRuns: 50 });
  });
});

const EVERY_KIND = [
  'case.opened',
  'start',
  'note',
  'ask',
  'answer',
  'grant',
  'cleared',
  'drop',
  'withdraw',
  'deadline.fired',
  'clock.passed',
  'escalation.raised',
  'escalation.acknowledged',
  'task.claimed',
  'task.released',
  'task.assigned',
  'clock.extended',
  'clock.recomputed',
];
