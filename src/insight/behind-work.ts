import { byCase } from '../policy/stretches.js';
import { pageSql } from '../store/page-query.js';
import { pageOf, readCursor, type Page } from '../store/pages.js';
import { read } from '../store/read.js';
import type { TaskRow } from '../store/rows.js';
import { narrowingOf, VIEWS, type View } from '../tasks/views.js';
import type { BehindQuery, BehindRow, Looking } from './behind-query.js';
import { AGES, NONE } from './open-work.js';
import { placedSql } from './placed.js';

const DAY_MS = 86_400_000;

/** Open tasks, the least time left first. */
export async function workRows({ database, overseen, now }: Looking, query: BehindQuery): Promise<Page<BehindRow>> {
  const values: unknown[] = [];
  const stretches = overseen(values, { agency: 'agency', byPlace: byCase('tasks') });
  if (stretches.length === 0) return { items: [], next: null };
  const conditions = ['closed_at is null', "role <> 'investor'", ...narrowings(query, now, values)];
  if (query.cursor !== undefined) {
    const { at, id } = readCursor(query.cursor);
    conditions.push(`(due_key, id) > ($${values.push(at)}, $${values.push(id)})`);
  }
  const limit = `$${values.push(query.limit + 1)}`;
  const sql = pageSql({ select: 'select * from tasks', stretches, conditions, order: 'due_key, id', limit });
  const rows = await read<TaskRow>(database, sql, values);
  return pageOf(rows, query.limit, { place: ({ due_key, id }) => ({ at: due_key, id }), present });
}

function present({ case_id, agency, title, assignee, opened_at, due_at }: TaskRow): BehindRow {
  return { case: case_id, agency, what: title, person: assignee, at: opened_at, until: due_at, days: null };
}

function narrowings({ view, officer, age, ...query }: BehindQuery, now: number, values: unknown[]): string[] {
  const known = VIEWS.find((one): one is View => one === view && (one === 'overdue' || one === 'at-risk'));
  const opened = known ? [narrowingOf(known, { me: '', now }, values)] : [];
  if (officer !== undefined) opened.push(officer === NONE ? 'assignee is null' : `assignee = $${values.push(officer)}`);
  if (age !== undefined) opened.push(...agedSql(Number(age), now, values));
  const where = [...placedSql('cases.place', query, values), ...stageSql(query, values)];
  if (where.length === 0) return opened;
  const itsCase = 'select 1 from cases join cases as roots on roots.id = cases.root where cases.id = tasks.case_id';
  return [...opened, `exists (${itsCase} and ${where.join(' and ')})`];
}

const stageSql = ({ stage }: Pick<BehindQuery, 'stage'>, values: unknown[]): string[] =>
  stage === undefined ? [] : [`roots.stage = $${values.push(stage)}`];

/** Opened so many days ago at most, and more than those of the age before. */
function agedSql(age: number, now: number, values: unknown[]): string[] {
  const index = AGES.findIndex((days) => days === age);
  if (index < 0) return ['1 = 0'];
  const younger = AGES[index - 1];
  const since = (days: number): string => `$${values.push(now - days * DAY_MS)}`;
  return [
    ...(Number.isFinite(age) ? [`opened_at >= ${since(age)}`] : []),
    ...(younger === undefined ? [] : [`opened_at < ${since(younger)}`]),
  ];
}
