import { describe, expect, it } from '@jest/globals';
import { derivedId } from '../../src/engine/index.js';
import { isSound, replayInto } from '../../src/replay/replay.js';
import { report, type Outcome } from '../../src/replay/report.js';
import { read } from '../../src/store/read.js';
import { KINDS } from '../support/databases.js';
import { freshDatabases, logOf, quietly } from './fresh.js';
import { SMALL } from './small-log.js';

const fresh = freshDatabases();

describe.each(KINDS)('a small log on %s', (kind) => {
  it('gives exactly what a reading of it gives', async () => {
    const outcome = await replayInto(await fresh(kind), logOf(SMALL), quietly);
    expect(outcome.figures).toMatchObject({
      cases: 7,
      steps: 11,
      stepsAfterEnd: 2,
      ends: 4,
      deadlinesFired: 3,
      states: { open: 2, late: 1, ended: 2, endedLate: 2 },
      workedOnLate: 2,
      stillArmed: 2,
      overdue: 0,
      lateness: { median: 12.75 * 3_600_000, most: 25 * 3_600_000 },
      fourEyes: { both: 2, samePerson: 1 },
    });
    expect(outcome.civil).toEqual({ civil: 5, elapsed: 2, wrongByAnHour: 3, offsetsDiffer: 3 });
    expect(outcome.findings).toMatchObject({ cases: 7, failures: [] });
    expect(isSound(outcome)).toBe(true);
  });

  it('refuses nothing silently and names what is dirty', async () => {
    const { result, dirt } = await replayInto(await fresh(kind), logOf(SMALL), quietly);
    expect(result.applied).toBe(22);
    expect(result.refused.map(({ happening: { of, kind: what }, reason }) => [of.name, what, reason])).toEqual([
      ['case-ends-beyond', 'end', 'it is dated after the last step of the log'],
      ['case-no-end', 'step', 'the workflow permit-log knows no event "activity T99 Do what nobody does"'],
    ]);
    expect(dirt.map(({ what, who }) => [what, who.map((name) => name.split(' ', 1)[0])])).toEqual([
      ['cases that end before they start', ['case-backwards']],
      ['cases with a step before they start', ['case-no-end']],
      ['cases with their deadline before they start', ['case-late-at-once']],
      ['users that are no persons', ['admin1']],
    ]);
  });

  it('records each event when it happened, with what was due before it', async () => {
    const database = await fresh(kind);
    const log = logOf(SMALL);
    await replayInto(database, log, quietly);
    const history = async (name: string): Promise<unknown[]> => {
      const id = derivedId('replay', log.hash, name);
      const rows = await read<{ type: string; actor: string; occurred_at: number; recorded_at: number }>(
        database,
        'select type, actor, occurred_at, recorded_at from events where case_id = $1 order by seq',
        [id],
      );
      return rows.map((row) => [row.type, row.actor, iso(row.occurred_at), iso(row.recorded_at)]);
    };
    expect(await history('case-shift')).toEqual([
      ['case.opened', 'log/Resource01', '2011-02-01T08:00', '2011-02-01T08:00'],
      ['receipt', 'log/Resource01', '2011-02-01T08:10', '2011-02-01T08:10'],
      ['deadline.fired', 'clock', '2011-03-29T07:00', '2011-03-29T07:00'],
      ['T02', 'log/Resource02', '2011-03-29T07:15', '2011-03-29T07:15'],
      ['T04', 'log/Resource03', '2011-03-29T07:20', '2011-03-29T07:20'],
      ['end', 'log/Resource01', '2011-03-29T07:30', '2011-03-29T07:30'],
    ]);
    expect(await history('case-backwards')).toEqual([
      ['case.opened', 'log/Resource01', '2011-03-10T00:06', '2011-03-10T00:06'],
      ['end', 'log/Resource01', '2011-03-09T23:00', '2011-03-10T00:06'],
      ['receipt', 'log/Resource01', '2011-03-11T09:00', '2011-03-11T09:00'],
    ]);
    expect((await history('case-late-at-once'))[1]).toEqual([
      'deadline.fired',
      'clock',
      '2011-04-01T08:00',
      '2011-04-01T08:00',
    ]);
  });

  it('changes nothing when it is run again', async () => {
    const database = await fresh(kind);
    const first = await replayInto(database, logOf(SMALL), quietly);
    const again = await replayInto(database, logOf(SMALL), quietly);
    expect(again.figures).toEqual(first.figures);
    expect(again.result).toMatchObject({ applied: 0, known: 22, refused: first.result.refused });
  });

  it('stays away from a database with other cases', async () => {
    const database = await fresh(kind);
    await replayInto(database, logOf(SMALL), quietly);
    await expect(replayInto(database, logOf(SMALL.slice(1)), quietly)).rejects.toThrow(
      'holds 7 cases that are not of this log',
    );
  });
});

it('tells people all of it', async () => {
  const outcome: Outcome = await replayInto(await fresh('sqlite'), logOf(SMALL), quietly);
  const text = report(outcome, 'sqlite:here.db');
  expect(text).toContain('J.C.A.M. Buijs');
  expect(text).toContain('breaches   3: 2 cases ended after their deadline, 1 without end were past it');
  expect(text).toContain('refused: case-no-end, "T99 Do what nobody does" (line 10)');
  expect(text).toContain('case-backwards (starts 2011-03-10T01:06:40.000+01:00, ends 2011-03-10T00:00:00.000+01:00)');
  expect(text).toContain('7 cases, 25 events: each log is unbroken and replays to the state stored');
});

function iso(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 16)}`;
}
