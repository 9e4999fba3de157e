/*
 * Statements are written with PostgreSQL's numbered parameters. SQLite gets them as question marks in the order they stand, a list as the
 * JSON text that json_each() reads.
 */

const NUMBERED = /\$(\d+)/g;

export function questionMarks(sql: string): string {
  return sql.replace(NUMBERED, '?');
}

/** Values in the order in which a statement names them. */
export function positional(sql: string, parameters: readonly unknown[]): unknown[] {
  return [...sql.matchAll(NUMBERED)].map(([, number]) => {
    const value = parameters[Number(number) - 1];
    return Array.isArray(value) ? JSON.stringify(value) : value;
  });
}
