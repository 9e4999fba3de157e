import { setImmediate } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';

export const FORMATS = ['csv', 'xlsx'] as const;
export type SheetFormat = (typeof FORMATS)[number];

/** Rows written before others have their turn. */
const AT_ONCE = 500;

type Value = string | number | null;

export interface Sheet {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

export const MEDIA_TYPES: { readonly [format in SheetFormat]: string } = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * A sheet as a file. What people wrote never becomes a formula: in CSV a text that a spreadsheet would take for one is led by an apostrophe; in
 * XLSX every text says that it is one.
 */
export async function sheetFile({ head, rows }: Sheet, format: SheetFormat): Promise<Buffer> {
  if (format === 'csv') return csv([head, ...rows]);
  const lines = [head, ...rows].map((row) => row.map(printable));
  const typed = lines.map((row, index) =>
    row.map((value) =>
      typeof value === 'string'
        ? { value, type: String, ...(index === 0 ? { fontWeight: 'bold' as const } : {}) }
        : value,
    ),
  );
  return writeXlsxFile(typed, { stickyRowsCount: 1 }).toBuffer();
}

async function csv(rows: readonly (readonly Value[])[]): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const lines = rows.slice(from, from + AT_ONCE).map((row) => row.map(printable));
    const options = { bom: from === 0, escape_formulas: true, record_delimiter: 'windows' } as const;
    parts.push(Buffer.from(stringify(lines, options)));
    await setImmediate();
  }
  return Buffer.concat(parts);
}

/** XML has no way to say a control character. */
const printable = (value: Value): Value =>
  // oxlint-disable-next-line no-control-regex
  typeof value === 'string' ? value.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ') : value;
