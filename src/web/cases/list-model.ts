import type { CaseFilter, CaseLists } from '../../cases/case-lists.js';
import type { Actor } from '../../engine/index.js';
import type { Page } from '../../store/pages.js';
import { STAGES } from '../../plan/schedule.js';
import { keepKnown, type Answers } from '../find/answers.js';
import type { Reader } from '../reader.js';
import { stateInWords } from '../workflows/picture.js';

const ROWS = 25;
const NAMES = ['reference', 'stage', 'status', 'agency', 'cursor'];

interface Query {
  readonly filter: CaseFilter;
  readonly given: Answers;
  readonly staff: boolean;
}

/** What a list of cases was asked for. Investors and the desk think in applications, an agency in its own cases. */
export function queryIn(query: unknown, actor: Actor): Query {
  const given = keepKnown(query, NAMES);
  const staff = actor.posts.some(({ role }) => role !== 'investor');
  const { reference, ...narrowed } = given;
  const whole = { ...narrowed, ...(reference === undefined ? {} : { reference: reference.toUpperCase() }) };
  const applications = staff && reference !== undefined ? {} : { workflow: 'investor-approval' };
  return { filter: { ...applications, ...whole, limit: ROWS }, given, staff };
}

type Rows = Awaited<ReturnType<CaseLists['cases']>>['items'];
type Titles = Awaited<ReturnType<CaseLists['titles']>>;

interface Listed {
  readonly page: Page<Rows[number]>;
  readonly titles: Titles;
  readonly query: Query;
  /** How much waits for the investor, by application. */
  readonly waiting: ReadonlyMap<string, number>;
}

export function listModel(reader: Reader, { page, titles, query, waiting }: Listed) {
  const { given, staff } = query;
  return {
    staff,
    given,
    narrowed: Object.keys(given).some((name) => name !== 'cursor'),
    stages: STAGES.map((stage) => ({
      value: stage,
      text: reader.t(`stages.${stage}`),
      selected: given['stage'] === stage,
    })),
    rows: page.items.map((row) => ({
      href: `/cases/${row.id}`,
      reference: row.reference,
      title: titles.get(row.id)?.title ?? '',
      company: titles.get(row.id)?.company ?? '',
      stage: stateInWords(reader, row.workflow, row.stage),
      active: row.status === 'active',
      waiting: row.status === 'active' ? (waiting.get(row.id) ?? 0) : 0,
      dueAt: row.dueAt,
      openedAt: row.openedAt,
    })),
    next: page.next === null ? null : `/cases?${new URLSearchParams({ ...given, cursor: page.next }).toString()}`,
  };
}
