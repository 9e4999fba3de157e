import { byCase } from '../policy/stretches.js';
import { readCursor, type Page } from '../store/pages.js';
import { pageSql } from '../store/page-query.js';
import { read } from '../store/read.js';
import type { PassageRow } from '../store/passage-rows.js';
import type { BehindQuery, BehindRow, Looking } from './behind-query.js';
import { OUTCOMES, UNDECIDED } from './meaning.js';
import { boundsOf } from './months.js';
import { NONE } from './open-work.js';
import { placedSql } from './placed.js';
import { pageOfNumbered, placeIn } from './numbered-page.js';

/** Cases that went from one stage to another, the last first. */
export async function passedRows(looking: Looking, query: BehindQuery): Promise<Page<BehindRow>> {
  const { database, overseen } = looking;
  const values: unknown[] = [];
  const stretches = overseen(values, { agency: 'agency', byPlace: byCase('passages') });
  if (stretches.length === 0) return { items: [], next: null };
  const conditions = [...within(looking, query, values), ...narrowings(query, values)];
  if (query.cursor !== undefined) {
    const { at, id, seq } = placeIn(readCursor(query.cursor));
    conditions.push(`(passed_at, case_id, seq) < ($${values.push(at)}, $${values.push(id)}, $${values.push(seq)})`);
  }
  const limit = `$${values.push(query.limit + 1)}`;
  const order = 'passed_at desc, case_id desc, seq desc';
  const sql = pageSql({ select: 'select * from passages', stretches, conditions, order, limit });
  const rows = await read<PassageRow>(database, sql, values);
  const at = ({ passed_at }: PassageRow): number => passed_at;
  return pageOfNumbered(rows, query.limit, { at, present });
}

function present({ case_id, agency, to_stage, passed_at, promised_at, days }: PassageRow): BehindRow {
  return { case: case_id, agency, what: to_stage, person: null, at: passed_at, until: promised_at, days };
}

/** In one of the months of the figures, or in all of them. */
function within({ months }: Looking, { month }: BehindQuery, values: unknown[]): string[] {
  const asked = month === undefined ? months : months.filter((one) => one === month);
  const [first, last] = [asked[0], asked.at(-1)];
  if (first === undefined || last === undefined) return ['1 = 0'];
  return [`passed_at >= $${values.push(boundsOf(first)[0])}`, `passed_at < $${values.push(boundsOf(last)[1])}`];
}

function narrowings(query: BehindQuery, values: unknown[]): string[] {
  const { approval, promise, reason, days, of } = query;
  const is = (column: string, value: string | number | undefined): string[] =>
    value === undefined ? [] : [value === '-' ? `${column} is null` : `${column} = $${values.push(value)}`];
  return [
    ...is('workflow', of === 'applications' ? 'investor-approval' : 'permit'),
    ...is('approval', approval),
    ...is('promise', promise),
    ...is('reason', reason),
    ...(days !== undefined && !/^\d{1,9}$/.test(days) ? ['1 = 0'] : is('days', days && Number(days))),
    ...happened(query, values),
    ...placed(query, values),
  ];
}

/** Where the case was as it went on, not where it is now: so it was counted. */
function placed(query: BehindQuery, values: unknown[]): string[] {
  const where = placedSql('places.place', query, values);
  if (where.length === 0) return [];
  const named = `place in (select name from places where ${where.join(' and ')})`;
  // Nothing stated has no name.
  const nowhere = [query.province, query.sector].every((one) => one === undefined || one === NONE);
  return [nowhere ? `(place = '-' or ${named})` : named];
}

function happened({ what, stage }: BehindQuery, values: unknown[]): string[] {
  const one = (texts: readonly string[]): string => texts.map((text) => `$${values.push(text)}`).join(', ');
  const left = (): string[] => (stage === undefined ? [] : [`from_stage = $${values.push(stage)}`]);
  const decided = (stages: readonly string[]): string[] => [
    `from_stage in (${one(UNDECIDED)})`,
    `to_stage in (${one(stages)})`,
  ];
  switch (what) {
    case 'opened':
      return ['from_stage is null'];
    case 'decided':
      return decided(Object.keys(OUTCOMES));
    case 'granted':
    case 'refused':
    case 'returned':
      return decided(Object.keys(OUTCOMES).filter((to) => OUTCOMES[to] === what));
    case 'withdrawn':
      return ["to_stage = 'withdrawn'", "act = 'withdraw'", ...left()];
    case 'reached':
      return [`to_stage = $${values.push(stage ?? '')}`];
    case undefined:
    default:
      return [];
  }
}
