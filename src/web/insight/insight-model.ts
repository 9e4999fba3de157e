import type { Overview } from '../../insight/insight.js';
import type { Behind, Cell, Column, Table } from '../../insight/table.js';
import type { Reader } from '../reader.js';
import { cellInWords, type Known } from './cell-words.js';
import { barsIn, plotsIn } from './charts.js';

/** So many rows are shown at once; the others are there when one asks for them. */
const SHOWN = 12;

export const behindAt = (behind: Behind): string => `/manage/figures/cases?${new URLSearchParams(behind).toString()}`;

interface Of {
  readonly overview: Overview;
  readonly known: Known;
  /** Agencies that one may look at singly, and which one is looked at. */
  readonly agencies: readonly string[];
  readonly agency: string | undefined;
}

export function insightModel(reader: Reader, { overview, known, agencies, agency }: Of) {
  const { at, months, work, tables } = overview;
  const scope: Behind = agency === undefined ? {} : { agency };
  const names = agencies.map((id) => ({ value: id, text: reader.agency(id), selected: id === agency }));
  const tile = (name: string, view: string, n: number) => ({
    name,
    n,
    href: behindAt({ ...scope, figure: 'work', view }),
  });
  const { overdue, atRisk, open } = work;
  const n = (value: number): string => reader.number(value);
  return {
    at,
    here: agency === undefined ? '/manage/figures' : `/manage/figures?${new URLSearchParams({ agency }).toString()}`,
    sentence: reader.t('insight.renewed', { overdue: n(overdue), atRisk: n(atRisk), open: n(open) }),
    from: cellInWords(reader, known, 'month', months[0] ?? null),
    agencies: [
      { value: '', text: reader.t('insight.allAgencies'), selected: agency === undefined },
      ...sorted(names, reader),
    ],
    choice: agencies.length > 1,
    tiles: [
      tile('overdue', 'overdue', work.overdue),
      tile('atRisk', 'at-risk', work.atRisk),
      tile('open', 'open', work.open),
    ],
    tables: tables.map((table) => tableModel(reader, known, table, agency)),
  };
}

function sorted<T extends { readonly text: string }>(names: readonly T[], { language }: Reader): T[] {
  return [...names].sort((one, other) => one.text.localeCompare(other.text, language));
}

function tableModel(reader: Reader, known: Known, table: Table, agency: string | undefined) {
  const { id, columns } = table;
  const bars = barsIn(table);
  const rows = table.rows.map((cells, index) => ({
    cells: cells.map((cell, column) => cellModel(reader, known, columns[column], cell)),
    bar: bars.rows[index] ?? [],
  }));
  const query = agency === undefined ? '' : `&${new URLSearchParams({ agency }).toString()}`;
  return {
    id,
    columns: columns.map(({ name, kind }, index) => ({
      name: reader.t(`insight.column.${name}`),
      number: index > 0,
      kind,
    })),
    series: bars.series,
    barred: bars.series.length > 0,
    shown: rows.slice(0, SHOWN),
    more: rows.slice(SHOWN),
    plots: plotsIn(table).map(({ ticks, ...plot }) => ({
      ...plot,
      ticks,
      labels: [...ticks].reverse().map(({ value }) => reader.number(value)),
      months: table.rows.map(([month]) => reader.month(String(month?.value), 'short')),
    })),
    csv: `/manage/figures/tables/${id}?format=csv${query}`,
    xlsx: `/manage/figures/tables/${id}?format=xlsx${query}`,
  };
}

function cellModel(reader: Reader, known: Known, column: Column | undefined, { value, behind }: Cell) {
  const text = cellInWords(reader, known, column?.kind ?? 'count', value);
  return { text, href: behind === null ? null : behindAt(behind) };
}
