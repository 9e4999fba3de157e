import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { replay, type Decision, type Opening } from '../../src/engine/index.js';
import { delayOf, type Almanac } from '../../src/evidence/delay.js';
import type { CaseDelay } from '../../src/evidence/delay-form.js';
import { idOf, play, type Move, type Rules, type Whose } from '../engine/play.js';
import { ann, DAY, HOUR, officer } from '../support/family.js';

const START = Date.UTC(2026, 0, 5);
const QUERY = { cause: 'query', basis: 's. 1' };
const day = (n: number): string => new Date(START + n * DAY).toISOString();

/** Offices are open a third of every day, from midnight. */
const OPEN_MS = 8 * HOUR;
const opened = (instant: number): number =>
  Math.floor((instant - START) / DAY) * OPEN_MS + Math.min((instant - START) % DAY, OPEN_MS);
const almanac: Almanac = {
  worked: (_, from, to) => opened(to) - opened(from),
  calendarOf: (agency) => (agency === null ? 'federal' : `of ${agency}`),
  agencyNamed: (holder) => (['fire', 'water', 'lead'].includes(holder) ? `Agency of ${holder}` : null),
};

/** The delay of a case after some moves, as its log alone tells it. */
function delayAfter(rules: Rules, whose: Whose, moves: readonly Move[]): CaseDelay {
  const { world, office, logs } = play(rules, moves);
  const decisions: Decision[] = [];
  const pinned = ({ workflow }: Opening): ReturnType<typeof office.pinned> => office.pinned(workflow);
  const state = replay(logs.get(idOf(whose)) ?? [], pinned, (decision) => void decisions.push(decision));
  return delayOf({ reference: 'IJZ', decisions, ...office.pinned(state.workflow) }, almanac, world.now);
}

const START_CLEARANCES: Move = { send: ['start', 'p1', ann] };
const ask: Move = { send: ['ask', 'fire', officer('fire')] };
const answer: Move = { send: ['answer', 'fire', ann] };
const grant: Move = { send: ['grant', 'fire', officer('fire', 'eve')] };
const wait = (days: number): Move => ({ wait: days * DAY });
const RULES: Rules = { onReturn: 'carry', pauses: [QUERY], confirmed: true };

describe('the delay of a case', () => {
  it('is charged to one holder at a time, with the law on which it stood still', () => {
    const delay = delayAfter(RULES, 'fire', [START_CLEARANCES, wait(3), ask, wait(2), answer, wait(1)]);
    expect(delay).toMatchObject({
      from: day(0),
      to: day(6),
      seconds: (6 * DAY) / 1e3,
      workingSeconds: (6 * OPEN_MS) / 1e3,
      holders: [
        { holder: 'fire', name: 'Agency of fire', seconds: (4 * DAY) / 1e3 },
        { holder: 'investor', name: 'investor', seconds: (2 * DAY) / 1e3 },
      ],
      entries: [
        { holder: 'fire', cause: null, bases: [], from: day(0), to: day(3), calendar: 'of fire' },
        {
          holder: 'investor',
          cause: 'query',
          bases: [{ clock: 'silence', basis: 's. 1' }],
          from: day(3),
          to: day(5),
          calendar: 'of fire',
        },
        { holder: 'fire', cause: null, from: day(5), to: day(6) },
      ],
    });
  });

  it('tells how a clock stood: running, paused on its legal basis, and running on with what was left', () => {
    const delay = delayAfter(RULES, 'fire', [START_CLEARANCES, wait(3), ask, wait(2), answer, wait(1)]);
    expect(delay.clocks).toEqual([
      {
        name: 'silence',
        title: 'Silence',
        force: 'limit',
        confirmed: true,
        legalEffect: true,
        length: '10 days',
        source: 'test',
        startedAt: day(0),
        dueAt: day(12),
        status: 'running',
        ran: { seconds: (4 * DAY) / 1e3, workingSeconds: (4 * OPEN_MS) / 1e3 },
        paused: { seconds: (2 * DAY) / 1e3, workingSeconds: (2 * OPEN_MS) / 1e3 },
        overdue: { seconds: 0, workingSeconds: 0 },
        stretches: [
          expect.objectContaining({ standing: 'running', from: day(0), to: day(3), cause: null, basis: null }),
          expect.objectContaining({ standing: 'paused', from: day(3), to: day(5), cause: 'query', basis: 's. 1' }),
          expect.objectContaining({ standing: 'running', from: day(5), to: day(6) }),
        ],
        extensions: [],
      },
    ]);
  });

  it('counts what comes after an unconfirmed limit as overdue until somebody decides, and nothing after that', () => {
    const moves = [START_CLEARANCES, wait(13), grant, wait(40)];
    const delay = delayAfter({ ...RULES, confirmed: false }, 'fire', moves);
    expect(delay.clocks).toMatchObject([
      {
        legalEffect: false,
        confirmed: false,
        ran: { seconds: (10 * DAY) / 1e3 },
        overdue: { seconds: (3 * DAY) / 1e3 },
        stretches: [
          { standing: 'running', to: day(10) },
          { standing: 'overdue', from: day(10), to: day(13) },
        ],
      },
    ]);
    // The case was over then: nobody is charged any more.
    expect(delay).toMatchObject({ to: day(13), holders: [{ holder: 'fire', seconds: (13 * DAY) / 1e3 }] });
  });

  it('lets a clock run on through an absence for which the law knows no pause', () => {
    const moves = [START_CLEARANCES, wait(3), ask, wait(2), answer, wait(1)];
    const { clocks } = delayAfter({ ...RULES, pauses: [] }, 'fire', moves);
    expect(clocks).toMatchObject([
      { dueAt: day(10), ran: { seconds: (6 * DAY) / 1e3 }, paused: { seconds: 0 }, overdue: { seconds: 0 } },
    ]);
  });

  it('tells a clock that begins anew as another run', () => {
    const moves = [START_CLEARANCES, wait(3), ask, wait(2), answer, wait(1)];
    const { clocks } = delayAfter({ ...RULES, pauses: [], onReturn: 'reset' }, 'fire', moves);
    expect(clocks.map(({ startedAt, ran }) => [startedAt, ran.seconds])).toEqual([
      [day(0), (3 * DAY) / 1e3],
      [day(5), DAY / 1e3],
    ]);
  });

  it('names who extended a clock, why and on what law', () => {
    const extend: Move = {
      of: 'fire',
      act: () => ({
        type: 'clock.extended',
        clock: 'silence',
        by: '120 hours',
        code: 'flood',
        reason: 'Flood',
        basis: 's. 2',
      }),
    };
    const { clocks } = delayAfter(RULES, 'fire', [START_CLEARANCES, wait(3), extend, wait(1)]);
    expect(clocks).toMatchObject([
      {
        dueAt: day(15),
        extensions: [
          { event: 2, at: day(3), by: '120 hours', code: 'flood', reason: 'Flood', basis: 's. 2', actor: 'bob.fire' },
        ],
      },
    ]);
  });

  it('sums to the whole, whatever happens', () => {
    const send = fc.constantFrom<Move>(ask, answer, grant, { send: ['withdraw', 'p1', ann] }, START_CLEARANCES);
    const move = fc.oneof<fc.Arbitrary<Move>[]>(
      fc.integer({ min: 1, max: 4 * DAY }).map((ms) => ({ wait: ms })),
      send,
    );
    const rules = fc.record({
      onReturn: fc.constantFrom<Rules['onReturn']>('carry', 'reset'),
      pauses: fc.constantFrom<Rules['pauses']>([], [QUERY]),
      confirmed: fc.boolean(),
    });
    fc.assert(
      fc.property(rules, fc.array(move, { minLength: 5, maxLength: 30 }), (given, moves) => {
        const delay = delayAfter(given, 'fire', [START_CLEARANCES, ...moves]);
        const milliseconds = (from: string, to: string): number => Date.parse(to) - Date.parse(from);
        const total = (parts: readonly { readonly seconds: number }[]): number =>
          parts.reduce((sum, { seconds }) => sum + Math.round(seconds * 1e3), 0);
        expect(total(delay.entries)).toBe(milliseconds(delay.from, delay.to));
        expect(total(delay.holders)).toBe(milliseconds(delay.from, delay.to));
        for (const [index, { from, to, seconds }] of delay.entries.entries()) {
          expect(from).toBe(delay.entries[index - 1]?.to ?? delay.from);
          expect(Math.round(seconds * 1e3)).toBe(milliseconds(from, to));
        }
        const investor = total(delay.entries.filter(({ cause }) => cause === 'query'));
        const paused = total(delay.clocks.map((clock) => clock.paused));
        // A clock that has run out stands still no more.
        expect(given.pauses.length > 0 ? paused <= investor : paused === 0).toBe(true);
        for (const { stretches, ran, paused: still, overdue } of delay.clocks) {
          expect(total([ran, still, overdue])).toBe(total(stretches));
          // What ran out has run for the length of its rule, to the millisecond, however it was interrupted.
          const length = given.onReturn === 'carry' && total([overdue]) > 0 ? 10 * DAY : total([ran]);
          expect(total([ran])).toBe(length);
          for (const [index, { from, to }] of stretches.entries()) {
            expect(milliseconds(from, to)).toBeGreaterThan(0);
            expect(Date.parse(from)).toBeGreaterThanOrEqual(Date.parse(stretches[index - 1]?.to ?? delay.from));
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
