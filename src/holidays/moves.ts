import { setImmediate } from 'node:timers/promises';
import type { Catalogue } from '../catalogue/catalogue.js';
import { movedDues, type CaseState, type DueChange } from '../engine/index.js';
import { engineSettings, type DaySettings } from '../settings/index.js';
import type { OpenDatabase } from '../store/database.js';
import { amongOf, read } from '../store/read.js';

/** Cases looked at for one page, and how long at most: whoever waits for a page sees one, whatever the size of the installation. */
const MOST_CASES = 2_000;
const MOST_MS = 50;
/** Cases looked at before others have their turn. */
const PAGE = 20;

/** A due date that would move. */
export interface Move extends DueChange {
  readonly case: string;
  readonly reference: string;
  readonly agency: string | null;
  readonly title: string;
}

/** What would move, of the cases that were looked at. */
export interface Moves {
  readonly shown: readonly Move[];
  /** How many dates, of how many cases, among how many that were looked at. */
  readonly dates: number;
  readonly cases: number;
  readonly looked: number;
  /** Where the next page begins; null: there is nothing more. */
  readonly next: string | null;
  /** Whether all cases after the beginning of this page were looked at. */
  readonly whole: boolean;
}

export interface MovesParts {
  readonly database: OpenDatabase;
  readonly catalogue: Catalogue;
}

interface Asked {
  /** The day as it would be. */
  readonly day: DaySettings;
  readonly calendar: string;
  readonly now: number;
  /** Id of the last case of the page before. */
  readonly after: string;
  /** Dates shown on a page. */
  readonly limit: number;
}

type Row = {
  readonly id: string;
  readonly reference: string;
  readonly agency: string | null;
  readonly body: string;
};

/** Which due dates another calendar would move: counted as a recount would count them, and nothing is changed. */
export async function movesUnder({ database, catalogue }: MovesParts, asked: Asked): Promise<Moves> {
  const { day, calendar, now, limit } = asked;
  const settings = engineSettings(day);
  const { calendars } = day.source;
  const those = calendars.filter(({ id, provincial }) => id === calendar || provincial?.extends === calendar);
  const ids = new Set(those.map(({ id }) => id));
  const keeps = new Set(day.agencies.filter((one) => ids.has(one.calendar)).map(({ id }) => id));
  const known = new Set(day.agencies.map(({ id }) => id));
  const federal = day.calendarOf(null).id === calendar;
  const shown: Move[] = [];
  const began = performance.now();
  let [dates, cases, looked, last, next] = [0, 0, 0, asked.after, null as string | null];
  for (;;) {
    const rows = await after(database, last, now);
    for (const { id, reference, agency, body } of rows) {
      if (!(agency !== null && known.has(agency) ? keeps.has(agency) : federal)) continue;
      const state = JSON.parse(body) as CaseState;
      const frame = { ...catalogue.frame(state), settings };
      const moves = movedDues(frame, state, now);
      if (moves.length === 0) continue;
      [dates, cases] = [dates + moves.length, cases + 1];
      if (shown.length >= limit) continue;
      const titled = moves.map((one) => ({ ...one, title: frame.rules.clocks[one.clock]?.title ?? one.clock }));
      shown.push(...titled.map((one) => ({ ...one, case: id, reference, agency })));
      if (shown.length >= limit) next = id;
    }
    looked += rows.length;
    last = rows.at(-1)?.id ?? last;
    if (rows.length < PAGE || looked >= MOST_CASES || performance.now() - began > MOST_MS) {
      const whole = rows.length < PAGE;
      const more = whole ? (cases > new Set(shown.map((one) => one.case)).size ? next : null) : (next ?? last);
      return { shown, dates, cases, looked, next: more, whole };
    }
    // Others are served meanwhile.
    await setImmediate();
  }
}

/** Cases on which time runs that has not passed, in the order of their ids. */
async function after(database: OpenDatabase, last: string, now: number): Promise<Row[]> {
  const ids = await read<{ case_id: string }>(
    database,
    `select distinct case_id from clocks where status = 'running' and case_id > $1 and due_at > $2 order by case_id limit ${PAGE}`,
    [last, now],
  );
  if (ids.length === 0) return [];
  const sql = `select id, reference, agency, body from cases where ${amongOf(database)('id', 1)} order by id`;
  return read<Row>(database, sql, [ids.map(({ case_id }) => case_id)]);
}
