/** Rows of one table that belong to one case. */
export interface Compared {
  readonly table: string;
  /** Columns that tell the rows of a case apart. */
  readonly key: readonly string[];
  readonly expected: Iterable<object>;
  readonly stored: readonly object[];
}

type Row = { readonly [column: string]: unknown };

/** The first row that is not what the log gives, in words; null where all are. */
export function difference({ table, key, expected, stored }: Compared): string | null {
  const nameOf = (row: Row): string => key.map((column) => row[column]).join(' ');
  const left = new Map(stored.map((row) => [nameOf(row as Row), row as Row]));
  for (const row of expected) {
    const wanted: Row = { ...row };
    const name = nameOf(wanted);
    const found = left.get(name);
    if (!found) return `the row ${name} of ${table} is missing`;
    const column = Object.keys(wanted).find((each) => (found[each] ?? null) !== (wanted[each] ?? null));
    if (column !== undefined)
      return `the row ${name} of ${table} says ${column} ${String(found[column])}, its log gives ${String(wanted[column])}`;
    left.delete(name);
  }
  const [surplus] = left.keys();
  return surplus === undefined ? null : `the row ${surplus} of ${table} comes from no event`;
}
