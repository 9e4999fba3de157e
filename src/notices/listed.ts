/** Rows as SQL lists them, `($1, $2), ($3, $4)`, and their values. */
export function listed(rows: readonly (readonly (string | number)[])[]): { places: string; values: unknown[] } {
  const values: unknown[] = [];
  const places = rows.map((row) => `(${row.map((value) => `$${values.push(value)}`).join(', ')})`).join(', ');
  return { places, values };
}
