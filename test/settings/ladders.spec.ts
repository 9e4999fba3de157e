import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Rung, Task } from '../../src/engine/index.js';
import { engineSettings } from '../../src/settings/index.js';
import { Ladders } from '../../src/settings/ladders.js';
import { at, day, shown, task } from './fixtures.js';

const settings = engineSettings(day);

function climb(start: Task): Rung[] {
  const rungs: Rung[] = [];
  for (let next = settings.rung(start); next; next = settings.rung({ ...start, rungs: rungs.length })) rungs.push(next);
  return rungs;
}

const story = (start: Task): string[] =>
  climb(start).map(
    ({ at: when, title, to }) =>
      `${shown(when)} ${title}: ${to.map(({ role, agency }) => `${role} of ${agency}`).join(', ')}`,
  );

describe('the ladder of an officer', () => {
  it('climbs from the officer over section head, agency head and focal person to the lists and day 41', () => {
    expect(story(task({ dueAt: at('2025-10-02 00:00') }))).toEqual([
      '2025-09-24 08:30 Reminder: officer of epa-punjab',
      '2025-10-02 00:00 Section head: officer of epa-punjab, manager of epa-punjab',
      '2025-10-07 08:00 Agency head: manager of epa-punjab',
      '2025-10-09 08:00 Focal person: manager of epa-punjab, officer of sifc',
      '2025-10-16 08:00 Weekly list, Implementation Committee: manager of epa-punjab, manager of sifc',
      '2025-10-23 08:00 Fortnightly list, Secretary SIFC: manager of sifc',
      '2025-11-03 08:00 Monthly list, Apex Committee: manager of sifc',
      '2025-11-12 08:00 Day 41: head of the organisation: manager of epa-punjab, manager of sifc',
    ]);
  });

  it('counts from the opening where the task has no due date', () => {
    expect(climb(task({})).map(({ at: when, title }) => `${shown(when)} ${title.split(',')[0]}`)).toEqual([
      '2025-09-09 08:00 Reminder',
      '2025-09-16 08:00 Section head',
      '2025-09-19 08:00 Agency head',
      '2025-09-23 08:00 Focal person',
      '2025-09-30 08:00 Weekly list',
      '2025-10-07 08:00 Fortnightly list',
      '2025-10-16 08:00 Monthly list',
      '2025-10-28 08:00 Day 41: head of the organisation',
    ]);
  });

  it('names a post once, and the desk where the task has no agency', () => {
    const late = { dueAt: at('2025-10-02 00:00'), rungs: 4 };
    expect(settings.rung(task({ ...late, agency: 'sifc' }))?.to).toEqual([{ role: 'manager', agency: 'sifc' }]);
    expect(settings.rung(task({ ...late, agency: null, rungs: 1 }))?.to).toEqual([
      { role: 'officer', agency: 'sifc' },
      { role: 'manager', agency: 'sifc' },
    ]);
  });

  it('reminds within office hours: a quarter left on a Sunday night is Friday afternoon', () => {
    const short = task({ openedAt: at('2025-09-05 10:00'), dueAt: at('2025-09-09 00:00') });
    expect(shown(settings.rung(short)?.at ?? 0)).toBe('2025-09-05 15:59');
  });

  it('is climbed at once by a task that opens overdue', () => {
    const overdue = climb(task({ openedAt: at('2025-09-01 10:00'), dueAt: at('2025-08-01 00:00') }));
    expect(shown(overdue[0]?.at ?? 0)).toBe('2025-09-01 10:00');
    expect(shown(overdue[3]?.at ?? 0)).toBe('2025-09-01 10:00');
    expect(shown(overdue.at(-1)?.at ?? 0)).toBe('2025-09-11 08:00');
  });
});

describe('other ladders', () => {
  it('of an investor has reminders, to the investor only, and none without a due date', () => {
    const asked = task({ role: 'investor', agency: null, dueAt: at('2025-10-02 00:00') });
    expect(story(asked)).toEqual([
      '2025-09-24 08:30 Reminder: investor of owner',
      '2025-10-02 00:00 Your time has run out: investor of owner',
    ]);
    expect(story({ ...asked, dueAt: null })).toEqual([]);
  });

  it.each(['manager', 'member'])('of a %s ends with the lists', (role) => {
    expect(story(task({ role, dueAt: at('2025-10-02 00:00') })).at(-1)).toMatch(/manager of sifc$/);
  });

  it('is none for a role that has none', () => {
    expect(settings.rung(task({ role: 'auditor' }))).toBeNull();
  });
});

describe('every ladder', () => {
  const instants = fc.integer({ min: at('2025-01-01 00:00'), max: at('2027-01-01 00:00') });
  const spans = fc.option(fc.integer({ min: -30 * 86_400_000, max: 500 * 86_400_000 }));

  it('begins after the opening and never climbs down', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('officer', 'manager', 'member', 'investor'),
        instants,
        spans,
        (role, openedAt, span) => {
          const climbed = climb(task({ role, openedAt, dueAt: span === null ? null : openedAt + span })).map(
            (rung) => rung.at,
          );
          expect(climbed).toEqual(climbed.toSorted((a, b) => a - b));
          expect(climbed.every((instant) => instant >= openedAt)).toBe(true);
          expect(climbed.every(Number.isSafeInteger)).toBe(true);
        },
      ),
    );
  });
});

describe('a rung', () => {
  it('waits for the one below where a holiday stretches its working days', () => {
    const to = [{ role: 'manager', agency: 'case' }];
    const steps = ['T+5 working days', 'T+7 days', 'T+14 days'].map((step) => ({
      at: step,
      title: step,
      to,
      source: 'test',
    }));
    const ladder = new Ladders({ desk: 'sifc', ladders: { officer: steps }, vacancy: [] });
    // Eid-ul-Fitr 2025 closed the offices from 31 March to 2 April.
    const overEid = task({ openedAt: at('2025-03-01 10:00'), dueAt: at('2025-03-28 00:00') });
    const climbed = steps.map((_, rungs) => ladder.next({ ...overEid, rungs }, day.calendarOf(null)));
    expect(climbed.map((rung) => shown(rung?.at ?? 0))).toEqual([
      '2025-04-09 08:00',
      '2025-04-09 08:00',
      '2025-04-11 08:00',
    ]);
  });
});

describe('a ladder in seconds, for a demonstration', () => {
  const quick = new Ladders({
    desk: 'sifc',
    ladders: {
      officer: [
        {
          at: 'T+5 seconds',
          idle: 'O+2 seconds',
          title: 'Now',
          to: [{ role: 'officer', agency: 'case' }],
          source: 'demo',
        },
      ],
    },
    vacancy: [],
  });
  const night = at('2025-09-06 23:00');

  it('does not wait for the offices to open', () => {
    const calendar = day.calendarOf(null);
    expect(quick.next(task({ openedAt: night, dueAt: night + 1_000 }), calendar)?.at).toBe(night + 6_000);
    expect(quick.next(task({ openedAt: night }), calendar)?.at).toBe(night + 2_000);
  });
});

describe('the ladder of vacancies', () => {
  const climb = (since: string, agency: string | null = 'epa-kp') =>
    [0, 1, 2, 3].map((rungs) => day.ladders.vacant(task({ agency }), at(since), rungs, day.calendarOf(agency)));

  it('begins at once, counts on in office days, and ends', () => {
    // A Thursday; the weekend does not count, and alarms wait for the opening of the offices.
    expect(climb('2025-09-04 10:00').map((rung) => rung && shown(rung.at))).toEqual([
      '2025-09-04 10:00',
      '2025-09-12 08:00',
      '2025-09-19 08:00',
      null,
    ]);
  });

  it('alarms the head of the agency first, then the desk', () => {
    expect(climb('2025-09-04 10:00').map((rung) => rung?.to.map(({ role, agency }) => `${role}.${agency}`))).toEqual([
      ['manager.epa-kp'],
      ['manager.epa-kp', 'officer.sifc'],
      ['manager.epa-kp', 'manager.sifc'],
      undefined,
    ]);
  });
});
