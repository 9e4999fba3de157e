import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { ReceiptLog } from '../../src/replay/receipt-log.js';
import { replayInto } from '../../src/replay/replay.js';
import type { OpenDatabase } from '../../src/store/database.js';
import { KINDS, testDatabase } from '../support/databases.js';
import { freshDatabases, logOf, quietly } from './fresh.js';
import { CHECK, DETERMINE, manyCases, RECEIPT } from './logs.js';

const HOUR = 3_600_000;
const fresh = freshDatabases();

describe.each(KINDS)('a replay on %s', (kind) => {
  it('goes on where it was stopped, at any commit, to the same history', async () => {
    const log = logOf(manyCases(200));
    const whole = await replayInto(await fresh(kind), log, quietly);
    const home = await testDatabase(kind);
    for (const commit of [0, 1, 1]) {
      const database = await home.open();
      await expect(replayInto(failingAt(database, commit), log, quietly)).rejects.toThrow('pulled');
      await database.close();
    }
    const database = await home.open();
    const rest = await replayInto(database, log, quietly);
    await database.close();
    await home.drop();
    expect(rest.result.known).toBeGreaterThan(0);
    expect(rest.result.applied + rest.result.known).toBe(whole.result.applied);
    expect(rest.figures).toEqual(whole.figures);
    expect(rest.findings).toEqual(whole.findings);
  }, 120_000);
});

it('gives one history on both databases, whatever the log', async () => {
  const at = fc
    .integer({ min: 0, max: 20 })
    .map((hours) => new Date(Date.UTC(2011, 2, 27) + hours * HOUR).toISOString());
  const given = fc.record({
    start: at,
    deadline: at,
    end: fc.option(at, { nil: undefined }),
    steps: fc.array(fc.tuple(at, fc.constantFrom(RECEIPT, CHECK, DETERMINE)), { minLength: 1, maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(given, { minLength: 1, maxLength: 12 }), async (cases) => {
      const log = logOf(cases.map(({ end, ...one }, n) => ({ ...one, name: `case-${n}`, ...(end ? { end } : {}) })));
      const outcomes = await Promise.all(KINDS.map(async (kind) => replayInto(await fresh(kind), log, quietly)));
      for (const { figures, findings } of outcomes) {
        expect(figures).toEqual(outcomes[0]?.figures);
        expect(figures.states).toEqual(statesByReading(log));
        expect([figures.overdue, findings.failures]).toEqual([0, []]);
      }
    }),
    { numRuns: 10 },
  );
}, 120_000);

/** The database, but for its nth commit from now, which is lost with all after it. */
function failingAt(database: OpenDatabase, commit: number): OpenDatabase {
  let commits = 0;
  const { store } = database;
  return {
    ...database,
    store: {
      lanes: store.lanes,
      remember: () => undefined,
      transaction: (work) =>
        store.transaction(async (transaction) => {
          const result = await work(transaction);
          if (commits === commit) throw new Error('the plug was pulled');
          commits += 1;
          return result;
        }),
    },
  };
}

/** Where each case stands at the end, read from its dates; at one instant the deadline comes first. */
function statesByReading({ cases, lastStep }: ReceiptLog): { [state: string]: number } {
  const states = { open: 0, late: 0, ended: 0, endedLate: 0 };
  for (const { start, deadline, end } of cases) {
    if (start.instant > lastStep) continue;
    const endsAt = Math.max(end?.instant ?? Infinity, start.instant);
    const until = Math.min(endsAt, lastStep);
    const isLate = Math.max(deadline.instant, start.instant) <= until;
    states[endsAt <= lastStep ? (isLate ? 'endedLate' : 'ended') : isLate ? 'late' : 'open'] += 1;
  }
  return states;
}
