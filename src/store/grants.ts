import { APPEND_ONLY } from './append-only.js';

/** A role as PostgreSQL takes it without quotes: anything else may hold a statement of its own. */
const ROLE = /^[a-z_][a-z0-9_]{0,62}$/;

/**
 * What the role that the service runs as may do on PostgreSQL: read and add everywhere, change and delete where rows are not append-only.
 * It owns nothing, so it can neither switch off a trigger nor change a table. To be run again after each migration, by the owner.
 *
 * @throws Error where the name is no plain name of a role
 */
export function grantsFor(role: string): string[] {
  if (!ROLE.test(role)) throw new Error(`"${role}" is no role: expected small letters, digits and _`);
  const kept = APPEND_ONLY.join(', ');
  return [
    `grant usage on schema public to ${role}`,
    `grant select, insert, update, delete on all tables in schema public to ${role}`,
    `grant usage, select on all sequences in schema public to ${role}`,
    `revoke update, delete, truncate on ${kept} from ${role}`,
    `revoke insert, update, delete on migrations from ${role}`,
    'revoke create on schema public from public',
    `revoke create on schema public from ${role}`,
  ];
}
