import type { Actor, CaseState } from '../engine/index.js';
import { overseenRows } from '../policy/insight.js';
import type { Placed } from '../policy/stretches.js';
import type { OpenDatabase } from '../store/database.js';
import type { Page } from '../store/pages.js';
import { amongOf, read } from '../store/read.js';
import type { CaseRow } from '../store/rows.js';
import type { Clock } from '../time/clock.js';
import { iso } from '../time/iso.js';
import type { BehindQuery, BehindRow, Looking } from './behind-query.js';
import { passedRows } from './behind-passed.js';
import { chargedRows, heldRows } from './behind-time.js';
import { workRows } from './behind-work.js';
import type { FigureRules } from './figure-rules.js';
import { monthsUntil } from './months.js';

export type BehindItem = Awaited<ReturnType<Behinds['cases']>>['items'][number];

/** The cases behind figures. */
export class Behinds {
  constructor(
    private readonly parts: { readonly database: OpenDatabase; readonly clock: Clock; readonly rules: FigureRules },
  ) {}

  /** A page of them, as far as the actor oversees them. Rejects with BadCursor. */
  async cases(actor: Actor, query: BehindQuery) {
    const { database, clock, rules } = this.parts;
    const now = clock.now();
    const overseen = (values: unknown[], placed: Placed): string[] => overseenRows(actor, values, placed, query.agency);
    const months = monthsUntil(now, rules.months);
    const { items, next } = await rowsOf({ database, overseen, months, now }, query);
    const called = await this.called(items.map((row) => row.case));
    return { items: items.map((row) => presented(row, called.get(row.case))), next };
  }

  private async called(ids: readonly string[]): Promise<ReadonlyMap<string, Called>> {
    const { database } = this.parts;
    const sql = `select id, reference, agency, body from cases where ${amongOf(database)('id', 1)}`;
    const rows = await read<Pick<CaseRow, 'id' | 'reference' | 'agency' | 'body'>>(database, sql, [[...new Set(ids)]]);
    return new Map(rows.map((row) => [row.id, calledBy(row)]));
  }
}

type Called = ReturnType<typeof calledBy>;

function calledBy({ reference, agency, body }: Pick<CaseRow, 'reference' | 'agency' | 'body'>) {
  const { snapshot } = JSON.parse(body) as CaseState;
  const context = Object(snapshot['context']) as { readonly application?: unknown; readonly approval?: unknown };
  const { title, company } = Object(context.application ?? {}) as {
    readonly title?: unknown;
    readonly company?: unknown;
  };
  const { id, name } = Object(context.approval ?? {}) as { readonly id?: unknown; readonly name?: unknown };
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const approval = typeof id === 'string' ? { id, name: text(name) || id } : null;
  return { reference, agency, title: text(title), company: text(company), approval };
}

function presented({ at, until, ...row }: BehindRow, called: Called | undefined) {
  const { reference = '', agency = null, title = '', company = '', approval = null } = called ?? {};
  return {
    ...row,
    reference,
    agency: row.agency ?? agency,
    title,
    company,
    approval,
    at: iso(at),
    until: iso(until),
  };
}

function rowsOf(looking: Looking, query: BehindQuery): Promise<Page<BehindRow>> {
  switch (query.figure) {
    case 'work':
      return workRows(looking, query);
    case 'passed':
      return passedRows(looking, query);
    case 'time':
      return chargedRows(looking, query);
    case 'held':
      return heldRows(looking, query);
  }
}
