import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { readLog } from '../../src/replay/receipt-log.js';
import { replayInto } from '../../src/replay/replay.js';
import { testDatabase } from '../support/databases.js';

/** Not part of the project (J.C.A.M. Buijs, 4TU.ResearchData): it is replayed where somebody has put it. */
const FILE = join(import.meta.dirname, '../../../shared/data/receipt_wabo.csv');
const DAY = 86_400_000;

if (existsSync(FILE)) {
  it('finds in the whole receipt log what a direct reading finds', async () => {
    const home = await testDatabase('sqlite');
    const database = await home.open();
    const { figures, civil, result, findings, dirt } = await replayInto(
      database,
      readLog(FILE, readFileSync(FILE)),
      () => undefined,
    );
    await database.close();
    await home.drop();
    expect(figures).toMatchObject({
      cases: 1434,
      steps: 8577,
      stepsAfterEnd: 180,
      ends: 1329,
      deadlinesFired: 416,
      workedOnLate: 92,
      states: { open: 66, late: 39, ended: 952, endedLate: 377 },
      stillArmed: 66,
      overdue: 0,
      fourEyes: { both: 1303, samePerson: 1042 },
    });
    expect(Number(figures.durations.median) / 60_000).toBeCloseTo(47.8, 1);
    expect(Number(figures.durations.p90) / DAY).toBeCloseTo(14.1, 1);
    expect(Number(figures.lateness.median) / DAY).toBeCloseTo(13.6, 1);
    expect(civil).toEqual({ civil: 987, elapsed: 656, wrongByAnHour: 337, offsetsDiffer: 545 });
    expect(dirt[0]?.who.map((name) => name.split(' ', 1)[0])).toEqual(['case-10862', 'case-8267']);
    expect(result).toMatchObject({ applied: 1434 + 8577 + 1329, refused: [] });
    expect(findings).toMatchObject({ cases: 1434, failures: [] });
  }, 120_000);
} else {
  it('does not replay the whole receipt log, because ../shared/data/receipt_wabo.csv is absent', () => {
    expect(existsSync(FILE)).toBe(false);
  });
}
