import { CsvError, parse } from 'csv-parse/sync';
import { LogError } from './log-error.js';

/** A record of the file by the names of its columns, and the line on which it ends. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: { readonly [column: string]: string };
}

/**
 * Reads CSV text whose first line names the columns; more columns than those asked for may be there.
 *
 * @throws LogError
 */
export function readCsv(file: string, text: string, columns: readonly string[]): CsvRecord[] {
  const nul = text.indexOf('\0');
  if (nul >= 0) throw new LogError(file, text.slice(0, nul).split('\n').length, 'expected text, found a NUL character');
  const rows = parseRows(file, text);
  const [header, ...records] = rows;
  if (!header) throw new LogError(file, 1, `expected the columns ${columns.join(', ')}, found an empty file`);
  const missing = columns.filter((column) => !header.cells.includes(column));
  if (missing.length > 0) throw new LogError(file, header.line, `expected the columns ${missing.join(', ')} as well`);
  return records.map(({ line, cells }) => {
    if (cells.length !== header.cells.length) {
      throw new LogError(
        file,
        line,
        `expected ${header.cells.length} columns as in the first line, found ${cells.length}`,
      );
    }
    return { line, fields: Object.fromEntries(header.cells.map((column, index) => [column, cells[index] ?? ''])) };
  });
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

function parseRows(file: string, text: string): Row[] {
  const rows: Row[] = [];
  const onRecord = (cells: string[], { lines }: { lines: number }): null => {
    rows.push({ line: lines, cells });
    return null;
  };
  try {
    parse(text, { bom: true, skipEmptyLines: true, relaxColumnCount: true, onRecord });
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new LogError(file, Number(error['lines']), `expected CSV (RFC 4180): ${error.message}`);
  }
}
