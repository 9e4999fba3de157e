import type { BehindItem } from '../../insight/behind.js';
import type { Sheet } from '../../insight/sheet.js';
import type { Table } from '../../insight/table.js';
import type { Reader } from '../reader.js';
import { cellInWords, type Known } from './cell-words.js';

/** A table as a sheet: its words are the reader's, its numbers stay numbers. */
export function sheetOfTable(reader: Reader, known: Known, { columns, rows }: Table): Sheet {
  return {
    head: columns.map(({ name }) => reader.t(`insight.column.${name}`)),
    rows: rows.map((cells) =>
      cells.map(({ value }, index) => {
        if (typeof value === 'number') return value;
        return index > 0 ? null : cellInWords(reader, known, columns[index]?.kind ?? 'count', value);
      }),
    ),
  };
}

const HEAD = ['reference', 'agency', 'title', 'company', 'approval', 'what', 'who', 'at', 'until', 'days'] as const;

export function sheetOfCases(reader: Reader, { persons }: Known, items: readonly BehindItem[]): Sheet {
  return {
    head: HEAD.map((name) => reader.t(`insight.sheet.${name}`)),
    rows: items.map(({ reference, agency, title, company, approval, what, person, at, until, days }) => [
      reference,
      agency === null ? null : reader.agency(agency),
      title,
      company,
      approval === null ? null : reader.approval(approval.id, approval.name),
      reader.said(what),
      person === null ? null : (persons.get(person) ?? person),
      at,
      until,
      days,
    ]),
  };
}
