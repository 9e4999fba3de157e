import { BY_CASE_ITSELF } from '../policy/stretches.js';
import { pageOf, readCursor, type Page } from '../store/pages.js';
import { pageSql } from '../store/page-query.js';
import { read } from '../store/read.js';
import type { CaseRow, LedgerRow } from '../store/rows.js';
import type { BehindQuery, BehindRow, Looking } from './behind-query.js';
import { boundsOf } from './months.js';
import { pageOfNumbered, placeIn } from './numbered-page.js';
import { daysOf } from './time-table.js';

/** Stretches of time that were charged to a holder and ended in the months of the figures, the last first. */
export async function chargedRows(
  { database, overseen, months }: Looking,
  { holder = '', cursor, limit }: BehindQuery,
): Promise<Page<BehindRow>> {
  const [first = '', last = ''] = [months[0], months.at(-1)];
  const values: unknown[] = [boundsOf(first)[0], boundsOf(last)[1], holder];
  const conditions = ['until >= $1', 'until < $2', 'ledger.holder = $3'];
  const its = overseen(values, { agency: 'cases.agency', byPlace: BY_CASE_ITSELF });
  if (its.length === 0) return { items: [], next: null };
  conditions.push(`(${its.join(' or ')})`);
  if (cursor !== undefined) {
    const { at, id, seq } = placeIn(readCursor(cursor));
    const place = [at, id, seq].map((part) => `$${values.push(part)}`).join(', ');
    conditions.push(`(until, ledger.case_id, ledger.seq) < (${place})`);
  }
  const sql = `select ledger.*, cases.agency from ledger join cases on cases.id = ledger.case_id where ${conditions.join(' and ')}
    order by until desc, ledger.case_id desc, ledger.seq desc limit $${values.push(limit + 1)}`;
  const rows = await read<LedgerRow & { readonly agency: string | null }>(database, sql, values);
  return pageOfNumbered(rows, limit, {
    at: ({ until }) => until,
    present: ({ case_id, agency, since, until }) => ({
      case: case_id,
      agency,
      what: holder,
      person: null,
      at: since,
      until,
      days: daysOf((until - since) / 1000),
    }),
  });
}

/** Cases that a holder has now, those opened first first. */
export async function heldRows(
  { database, overseen }: Looking,
  { holder = '', cursor, limit }: BehindQuery,
): Promise<Page<BehindRow>> {
  const values: unknown[] = [holder];
  const stretches = overseen(values, { agency: 'agency', byPlace: BY_CASE_ITSELF });
  if (stretches.length === 0) return { items: [], next: null };
  // The index is of those whose turn it is; nobody’s is asked for by no figure.
  const conditions = ['holder = $1', "holder <> 'nobody'"];
  if (cursor !== undefined) {
    const { at, id } = readCursor(cursor);
    conditions.push(`(opened_at, id) > ($${values.push(at)}, $${values.push(id)})`);
  }
  const select = 'select id, agency, opened_at, due_at from cases';
  const last = `$${values.push(limit + 1)}`;
  const sql = pageSql({ select, stretches, conditions, order: 'opened_at, id', limit: last });
  const rows = await read<Pick<CaseRow, 'id' | 'agency' | 'opened_at' | 'due_at'>>(database, sql, values);
  return pageOf(rows, limit, {
    place: ({ opened_at, id }) => ({ at: opened_at, id }),
    present: ({ id, agency, opened_at, due_at }): BehindRow => {
      return { case: id, agency, what: holder, person: null, at: opened_at, until: due_at, days: null };
    },
  });
}
