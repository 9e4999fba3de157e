import type { QueryRunner } from 'typeorm';

/** Statements by which the database itself refuses to change or remove rows of a table. */
export function appendOnly(runner: QueryRunner, table: string): string[] {
  const refusal = `${table} only grows`;
  if (runner.connection.options.type !== 'postgres') {
    return ['update', 'delete'].map(
      (way) =>
        `create trigger ${table}_no_${way} before ${way} on ${table} begin select raise(abort, '${refusal}'); end`,
    );
  }
  return [
    `create function ${table}_only_grows() returns trigger language plpgsql as $$ begin raise exception '${refusal}'; end $$`,
    `create trigger ${table}_only_grows before update or delete or truncate on ${table} execute function ${table}_only_grows()`,
  ];
}
