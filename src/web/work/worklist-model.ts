import type { CaseLists } from '../../cases/case-lists.js';
import type { Actor } from '../../engine/index.js';
import { agenciesOf, managesIn, seesAll } from '../../policy/policy.js';
import type { Page } from '../../store/pages.js';
import type { TaskRow } from '../../store/rows.js';
import type { SavedFilter } from '../../tasks/saved-filters.js';
import { isAtRisk, VIEWS } from '../../tasks/views.js';
import { EVERYWHERE, type Counts } from '../../tasks/worklists.js';
import type { Reader } from '../reader.js';
import { timeLeft } from './time-left.js';
import { viewAt, workAt, type AskedWork } from './work-query.js';

/** Somebody to whom a task can be given. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
}

export interface Shown {
  readonly asked: AskedWork;
  readonly actor: Actor;
  readonly page: Page<TaskRow>;
  readonly counts: Counts;
  readonly titles: Awaited<ReturnType<CaseLists['titles']>>;
  readonly names: ReadonlyMap<string, string>;
  readonly colleagues: readonly Colleague[];
  readonly saved: readonly SavedFilter[];
  /** Ids of all agencies, for whoever sees them all. */
  readonly agencies: readonly string[];
  readonly now: number;
}

export function worklistModel(reader: Reader, shown: Shown) {
  const { asked, page, counts, saved, colleagues, actor } = shown;
  const { given, query } = asked;
  const here = workAt(given);
  return {
    view: query.view,
    search: query.search ?? '',
    agency: query.agency ?? '',
    here,
    views: VIEWS.map((view) => ({
      view,
      text: reader.t(`work.views.${view}`),
      count: counts[view],
      href: viewAt(given, view),
      active: view === query.view,
    })),
    agencies: agencyChoices(reader, shown),
    rows: page.items.map((row) => rowModel(reader, row, shown)),
    first: query.cursor === undefined ? null : here,
    next: page.next === null ? null : workAt(given, { cursor: page.next }),
    kept: new URLSearchParams(given).toString(),
    saved: saved.map(({ id, name, query: of }) => ({
      id,
      name,
      href: `/work?${of}`,
      active: of === new URLSearchParams(given).toString(),
    })),
    narrowed: query.search !== undefined || query.agency !== undefined,
    colleagues: colleagues.map(({ id, name }) => ({ value: id, text: name })),
    acts: query.view !== 'waiting' && page.items.length > 0,
    assigns: colleagues.length > 0 && actor.posts.some(({ role }) => role === 'manager'),
  };
}

function rowModel(reader: Reader, row: TaskRow, { actor, titles, names, now }: Shown) {
  const { id, case_id, reference, title, due_at, opened_at, rungs, assignee, role, agency, case_agency } = row;
  const { title: project = '', company = '', approval = null } = titles.get(case_id) ?? {};
  return {
    id,
    href: `/cases/${case_id}`,
    task: title,
    reference,
    about: approval ? reader.approval(approval.id, approval.name) : project,
    project,
    company,
    agency: reader.agency(case_agency ?? agency ?? ''),
    who: role === 'investor' ? 'investor' : assignee === null ? 'nobody' : assignee === actor.id ? 'me' : 'other',
    name: assignee === null ? '' : (names.get(assignee) ?? assignee),
    dueAt: due_at,
    left: due_at === null ? null : timeLeft(reader, due_at, now),
    overdue: due_at !== null && due_at < now,
    atRisk: isAtRisk({ dueAt: due_at, openedAt: opened_at, rungs }, now),
    escalated: rungs > 0,
    mayClaim: role !== 'investor' && assignee === null && holds(actor, row),
    mayRelease: assignee !== null && (assignee === actor.id || managesIn(actor, agency)),
  };
}

function holds({ posts }: Actor, { role, agency }: TaskRow): boolean {
  return posts.some((post) => post.role === role && (post.agency ?? null) === agency);
}

/** Whoever works in several agencies, or sees them all, can look at one. */
function agencyChoices(reader: Reader, { actor, agencies, asked }: Shown) {
  const own = agenciesOf(actor);
  const all = seesAll(actor);
  const ids = all ? agencies : own;
  if (ids.length < 2) return [];
  const option = (value: string, text: string): object => ({
    value,
    text,
    selected: value === (asked.query.agency ?? ''),
  });
  const named = ids.map((id) => ({ id, name: reader.agency(id) })).sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    option('', reader.t('work.ownAgencies')),
    ...(all ? [option(EVERYWHERE, reader.t('work.allAgencies'))] : []),
    ...named.map(({ id, name }) => option(id, name)),
  ];
}
