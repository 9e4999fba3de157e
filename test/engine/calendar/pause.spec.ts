import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  buildCalendar,
  type Calendar,
  dueAt,
  dueFromRemainder,
  type LengthUnit,
  parseLength,
  remainderAt,
  type RunningClock,
} from '../../../src/engine/calendar/index.js';
import { clocks, DAY_UNITS, sources } from './arbitraries.js';
import { federal, inPakistan, pk } from './fixtures.js';
import { dateAt } from './oracle.js';

const DAY_MS = 86_400_000;
const runs = { numRuns: 300 };

function running(start: string, length: string): RunningClock {
  return { startMs: pk(start), length: parseLength(length), roll: 'next-open-day' };
}

function runOn(calendar: Calendar, clock: RunningClock, pausedAt: number, resumedAt: number): number {
  return dueFromRemainder(calendar, resumedAt, remainderAt(calendar, clock, pausedAt), clock.roll);
}

/** A clock, a pause before it is due (at `share` of its time) and a resumption `gap` ms later. */
const pauses = (units?: readonly LengthUnit[]) =>
  fc.record({
    source: sources,
    clock: clocks(units),
    share: fc.double({ min: 0, max: 0.999, noNaN: true }),
    gap: fc.oneof(fc.nat(3 * DAY_MS), fc.nat(200 * DAY_MS)),
  });

function paused(calendar: Calendar, clock: RunningClock, share: number): { at: number; due: number } {
  const due = dueAt(calendar, clock.startMs, clock.length, clock.roll);
  return { at: Math.floor(clock.startMs + (due - clock.startMs) * share), due };
}

describe('a paused clock', () => {
  it.each([
    ['30 days', '2025-12-01 10:00', '2025-12-11 15:00', { unit: 'days', count: 20 }],
    ['4 months', '2025-12-01 10:00', '2026-03-02 15:00', { unit: 'days', count: 30 }],
    ['10 working days', '2026-03-05 11:00', '2026-03-11 15:00', { unit: 'working days', count: 6 }],
    ['10 working days', '2026-03-07 11:00', '2026-03-07 15:00', { unit: 'working days', count: 10 }],
    ['4 working hours', '2025-12-12 11:00', '2025-12-12 15:00', { unit: 'working milliseconds', count: 2 * 3_600_000 }],
    ['4 working hours', '2025-12-12 11:00', '2025-12-13 15:00', { unit: 'working milliseconds', count: 3_600_000 }],
    ['24 hours', '2025-12-12 11:00', '2025-12-13 01:00', { unit: 'milliseconds', count: 10 * 3_600_000 }],
  ])('of %s from %s, paused %s, keeps what is left', (length, start, pause, left) => {
    expect(remainderAt(federal, running(start, length), pk(pause))).toEqual(left);
  });

  it.each([
    ['30 days', '2025-12-01 10:00', '2025-12-11 15:00', '2026-01-05 09:00', '2026-01-27 00:00'],
    ['10 working days', '2026-03-05 11:00', '2026-03-11 15:00', '2026-03-30 09:00', '2026-04-09 00:00'],
    ['4 working hours', '2025-12-12 11:00', '2025-12-12 15:00', '2025-12-13 12:00', '2025-12-15 10:00'],
    ['24 hours', '2025-12-12 11:00', '2025-12-13 01:00', '2025-12-20 08:00', '2025-12-20 18:00'],
  ])('of %s from %s, paused %s, resumed %s, runs on', (length, start, ...times) => {
    const [pause, resume, due] = times;
    expect(inPakistan(runOn(federal, running(start, length), pk(pause), pk(resume)))).toBe(due);
  });

  it('paused on the closed last day before its roll keeps its due time', () => {
    const clock = running('2026-02-19 10:00', '30 days'); // last day Eid, rolled to Tuesday 24 March
    const [sunday, monday] = [pk('2026-03-22 10:00'), pk('2026-03-23 10:00')];
    expect(inPakistan(runOn(federal, clock, sunday, monday))).toBe('2026-03-25 00:00');
  });

  it('has before its start the time until then left as well, so that a pause shortens nothing', () => {
    const clock = running('2025-12-08 10:00', '5 working days');
    expect(remainderAt(federal, clock, pk('2025-12-01 10:00'))).toEqual({ unit: 'working days', count: 10 });
    const date = running('2026-06-30 00:00', '0 days');
    // Ten days lost: Friday 10 July, on which offices are closed, so Monday the 13th.
    expect(inPakistan(runOn(federal, date, pk('2026-05-01 10:00'), pk('2026-05-11 10:00')))).toBe('2026-07-14 00:00');
  });

  it('has nothing left after it was due', () => {
    for (const length of ['5 working days', '7 days', '5 hours', '5 working hours']) {
      expect(remainderAt(federal, running('2025-12-08 10:00', length), pk('2026-06-01 10:00')).count).toBe(0);
    }
  });
});

describe('pausing and resuming', () => {
  it('within one date changes nothing for lengths in whole days', () => {
    fc.assert(
      fc.property(pauses(DAY_UNITS), fc.nat(DAY_MS), ({ source, clock, share }, later) => {
        const calendar = buildCalendar(source);
        const { at, due } = paused(calendar, clock, share);
        const resumed = at + later;
        fc.pre(dateAt(source, at) === dateAt(source, resumed));
        expect(runOn(calendar, clock, at, resumed)).toBe(due);
      }),
      runs,
    );
  });

  it('at once changes nothing for any length', () => {
    fc.assert(
      fc.property(pauses(), ({ source, clock, share }) => {
        const calendar = buildCalendar(source);
        const { at, due } = paused(calendar, clock, share);
        expect(runOn(calendar, clock, at, at)).toBe(due);
      }),
      runs,
    );
  });

  it('never shortens a length, and the later resumed the later due', () => {
    fc.assert(
      fc.property(pauses(), fc.nat(5 * DAY_MS), ({ source, clock, share, gap }, more) => {
        const calendar = buildCalendar(source);
        const { at, due } = paused(calendar, clock, share);
        const resumed = runOn(calendar, clock, at, at + gap);
        expect(resumed).toBeGreaterThanOrEqual(due);
        expect(resumed).toBeGreaterThanOrEqual(at + gap);
        expect(runOn(calendar, clock, at, at + gap + more)).toBeGreaterThanOrEqual(resumed);
      }),
      runs,
    );
  });

  it('again and again never shortens it either; what is left survives JSON', () => {
    fc.assert(
      fc.property(pauses(), fc.array(fc.nat(20 * DAY_MS), { maxLength: 6 }), ({ source, clock, share }, gaps) => {
        const calendar = buildCalendar(source);
        let now: RunningClock = clock;
        for (const gap of gaps) {
          const { at, due } = paused(calendar, now, share);
          const length = JSON.parse(JSON.stringify(remainderAt(calendar, now, at)));
          now = { startMs: at + gap, length, roll: clock.roll };
          expect(paused(calendar, now, 0).due).toBeGreaterThanOrEqual(due);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('moves the last day by just the days between, for days that do not roll', () => {
    fc.assert(
      fc.property(pauses(['days', 'weeks', 'months', 'years']), ({ source, clock, share, gap }) => {
        const calendar = buildCalendar(source);
        const plain = { ...clock, roll: 'none' } as const;
        const { at, due } = paused(calendar, plain, share);
        const between = calendar.dayOf(at + gap) - calendar.dayOf(at);
        expect(calendar.dayOf(runOn(calendar, plain, at, at + gap)) - calendar.dayOf(due)).toBe(between);
      }),
      runs,
    );
  });
});
