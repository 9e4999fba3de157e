import type { Page } from '../../store/pages.js';
import type { BehindItem } from '../../insight/behind.js';
import type { BehindQuery } from '../../insight/behind-query.js';
import { KINDS, type Kind } from '../../insight/table.js';
import { NONE } from '../../insight/open-work.js';
import type { Reader } from '../reader.js';
import { cellInWords, type Known } from './cell-words.js';
import { behindAt } from './insight-model.js';

type Asked = Omit<BehindQuery, 'limit'>;

/** The parts of an address that narrow a figure, in the order in which they are told. */
const NARROWING = [
  'agency',
  'stage',
  'province',
  'sector',
  'officer',
  'age',
  'month',
  'approval',
  'reason',
  'holder',
] as const;

export function behindModel(
  reader: Reader,
  { page, query, known }: { readonly page: Page<BehindItem>; readonly query: Asked; readonly known: Known },
) {
  const { cursor: _, ...asked } = query;
  const given = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)]));
  const sheet = (format: string): string =>
    `/manage/figures/cases/sheet?${new URLSearchParams({ ...given, format }).toString()}`;
  return {
    title: titleOf(reader, query),
    narrowed: NARROWING.flatMap((name) => {
      const value = query[name];
      if (value === undefined) return [];
      const kind = KINDS.find((one): one is Kind => one === name) ?? 'reason';
      return [
        `${reader.t(`insight.column.${name}`)}: ${cellInWords(reader, known, kind, value === NONE ? null : value)}`,
      ];
    }),
    back: query.agency === undefined ? '/manage/figures' : `/manage/figures?agency=${encodeURIComponent(query.agency)}`,
    columns: COLUMNS[query.figure].map((name) => ({ name: reader.t(`insight.behind.column.${name}`) })),
    rows: page.items.map((item) => rowModel(reader, item, query, known)),
    next: page.next === null ? null : behindAt({ ...given, cursor: page.next }),
    csv: sheet('csv'),
    xlsx: sheet('xlsx'),
  };
}

const COLUMNS = {
  work: ['case', 'task', 'who', 'due'],
  passed: ['case', 'became', 'when', 'days'],
  time: ['case', 'agency', 'until', 'days'],
  held: ['case', 'agency', 'opened', 'due'],
} as const;

function titleOf(reader: Reader, { figure, view, what, of, holder }: Asked): string {
  if (figure === 'work') return reader.t(`insight.behind.work.${view ?? 'open'}`);
  if (figure === 'passed') return reader.t(`insight.behind.passed.${what ?? 'any'}`, { of: of ?? 'approvals' });
  return reader.t(`insight.behind.${figure}`, { holder: cellInWords(reader, NOBODY, 'holder', holder ?? null) });
}

const NOBODY: Known = { persons: new Map(), approvals: new Map() };

function rowModel(reader: Reader, item: BehindItem, { figure }: Asked, known: Known) {
  const { reference, title, company, approval, agency } = item;
  const about = approval ? reader.approval(approval.id, approval.name) : title;
  return {
    href: `/cases/${item.case}`,
    reference,
    about,
    company,
    cells: cellsOf(reader, item, figure, known),
    agency: agency === null ? null : reader.agency(agency),
  };
}

function cellsOf(reader: Reader, item: BehindItem, figure: Asked['figure'], { persons }: Known): readonly string[] {
  const { what, person, at, until, days, agency } = item;
  const date = (instant: string | null): string => (instant === null ? '–' : reader.date(instant));
  const its = agency === null ? '–' : reader.agency(agency);
  switch (figure) {
    case 'work':
      return [
        reader.said(what),
        person === null ? reader.t('insight.none.officer') : (persons.get(person) ?? person),
        date(until),
      ];
    case 'passed':
      return [cellInWords(reader, NOBODY, 'stage', what), date(at), days === null ? '–' : reader.number(days)];
    case 'time':
      return [its, date(until), days === null ? '–' : reader.number(days)];
    case 'held':
      return [its, date(at), date(until)];
  }
}
