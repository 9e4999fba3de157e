/**
 * What is written once: rows are added, never changed, never deleted. On SQLite triggers say so; on PostgreSQL triggers, and the grants of the
 * service's role, which owns none of these tables and can therefore not switch a trigger off (`npm run migrate -- --role NAME`).
 */
export const APPEND_ONLY: readonly string[] = [
  'events',
  'ledger',
  'post_records',
  'mandates',
  'holidays',
  'confirmations',
  'readings',
  'certificates',
  'certificate_standings',
  'signing_keys',
  'anchor_leaves',
  'anchor_nodes',
  'anchors',
];

const GUARD = 'append_only';

/** Statements that make a table append-only. PostgreSQL needs `guardFunction` first. */
export function guardsOf(table: string, kind: 'sqlite' | 'postgres'): string[] {
  if (kind === 'postgres') {
    return [
      `create trigger ${table}_no_change before update or delete on ${table} for each row execute function ${GUARD}()`,
      `create trigger ${table}_no_truncate before truncate on ${table} for each statement execute function ${GUARD}()`,
    ];
  }
  return ['update', 'delete'].map(
    (act) =>
      `create trigger ${table}_no_${act} before ${act} on ${table} begin select raise(abort, '${table} is append-only: no ${act}'); end`,
  );
}

/** The function that PostgreSQL's triggers call: it refuses whatever it is called for, as a lack of privilege. */
export const guardFunction = `create or replace function ${GUARD}() returns trigger language plpgsql as $$
  begin
    raise exception '% is append-only: no %', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
  end $$`;
