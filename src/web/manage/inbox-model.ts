import type { PresentedEscalation } from '../../escalations/escalations.js';
import type { PlacedTask } from '../../tasks/finding.js';
import { keepKnown, type Answers } from '../find/answers.js';
import type { Reader } from '../reader.js';
import { timeLeft } from '../work/time-left.js';
import type { EscalationFilter } from '../../escalations/escalations.js';
import type { Called, Inbox } from './oversight.js';

const ROWS = 25;

/** What of an inbox an address asks for. */
export function inboxIn(query: unknown): { readonly filter: EscalationFilter; readonly given: Answers } {
  const { rung = '', all, cursor } = keepKnown(query, ['rung', 'all', 'cursor']);
  const one = /^\d{1,3}$/.test(rung) ? { rung: Number(rung) } : {};
  const filter = { ...one, ...(all === 'yes' ? { all: true } : {}), limit: ROWS };
  const given = { ...(all === 'yes' ? { all } : {}), ...('rung' in one ? { rung } : {}) };
  return { filter: { ...filter, ...(cursor === undefined ? {} : { cursor }) }, given };
}

function inboxAt(given: Answers, change: Answers = {}): string {
  const query = new URLSearchParams(
    Object.entries({ ...given, ...change }).filter(([, value]) => value !== ''),
  ).toString();
  return query === '' ? '/manage' : `/manage?${query}`;
}

export function inboxModel(reader: Reader, inbox: Inbox, given: Answers) {
  const { page, rungs } = inbox;
  const counts = [...rungs].sort(([one], [other]) => one - other);
  const open = counts.reduce((sum, [, n]) => sum + n, 0);
  const views = [
    { text: reader.t('manage.inbox.every'), count: open, change: { rung: '', all: '' } },
    ...counts.map(([rung, count]) => ({
      text: reader.t('manage.rung', { rung: rung + 1 }),
      count,
      change: { rung: String(rung), all: '' },
    })),
    { text: reader.t('manage.inbox.all'), count: null, change: { rung: '', all: 'yes' } },
  ];
  return {
    here: inboxAt(given),
    open,
    views: views.map(({ change, ...view }) => {
      const active = (given['rung'] ?? '') === change.rung && (given['all'] ?? '') === change.all;
      return { ...view, active, href: inboxAt({}, change) };
    }),
    rows: page.items.map((one) => rowModel(reader, one, inbox)),
    next: page.next === null ? null : inboxAt(given, { cursor: page.next }),
  };
}

function rowModel(reader: Reader, escalation: PresentedEscalation, { tasks, names, titles, now }: Inbox) {
  const task = tasks.get(escalation.task) ?? null;
  return {
    ...aboutModel(reader, escalation, titles),
    ...taskModel(reader, task, names, now),
    id: escalation.id,
    href: `/manage/escalations/${escalation.id}`,
    rung: escalation.rung + 1,
    title: escalation.title,
    task: escalation.taskTitle,
    raisedAt: escalation.raisedAt,
    acknowledged: escalation.acknowledgedAt,
  };
}

export function aboutModel(reader: Reader, { case: id, reference }: PresentedEscalation, titles: Called) {
  const { title = '', company = '', approval = null } = titles.get(id) ?? {};
  return { reference, about: approval ? reader.approval(approval.id, approval.name) : title, project: title, company };
}

/** With whom a task is, and how much time is left. */
export function taskModel(reader: Reader, task: PlacedTask | null, names: ReadonlyMap<string, string>, now: number) {
  if (!task) return { open: false, who: null, agency: null, left: null, dueAt: null, overdue: false };
  const { assignee, agency, due_at } = task;
  return {
    open: true,
    who: assignee === null ? null : (names.get(assignee) ?? assignee),
    agency: agency === null ? null : reader.agency(agency),
    left: due_at === null ? null : timeLeft(reader, due_at, now),
    dueAt: due_at,
    overdue: due_at !== null && due_at < now,
  };
}
