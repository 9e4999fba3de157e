import type { Actor } from '../engine/index.js';
import type { AccountRow, CredentialRow } from '../store/identity-rows.js';
import { type Account, actorOf } from './account.js';
import { accountOf } from './accounts.js';

/** `browser`: a session in a cookie. `client`: a session of whoever sent a password to the API. `token`: made for a client by its owner. */
export type CredentialKind = 'browser' | 'client' | 'token';

/** `read`: ask for things. `act`: change them. */
export type Scope = 'read' | 'act';

/** An open session or token, and whose it is. */
export interface Credential {
  readonly id: string;
  readonly kind: CredentialKind;
  readonly account: Account;
  readonly actor: Actor;
  readonly scopes: readonly Scope[];
  /** Whether it was opened with a second factor. */
  readonly secondFactor: boolean;
  readonly name: string | null;
  /** `User-Agent` of who opened it. */
  readonly agent: string | null;
  /** Epoch milliseconds, as the times below. */
  readonly createdAt: number;
  /** Ends where it is not used for so long; null: however long it is not used. */
  readonly idleMs: number | null;
  readonly endsAt: number;
}

/** A credential and when it was last used. */
export interface Used {
  readonly credential: Credential;
  readonly seenAt: number;
}

/** When a credential ends, if it is not used again. */
export function endOf({ credential: { idleMs, endsAt }, seenAt }: Used): number {
  return idleMs === null ? endsAt : Math.min(endsAt, seenAt + idleMs);
}

export function credentialOf(row: CredentialRow, account: Account): Credential {
  return {
    id: row.id,
    kind: row.kind as CredentialKind,
    account,
    actor: actorOf(account),
    scopes: row.scopes.split(' ') as Scope[],
    secondFactor: row.second_factor === 1,
    name: row.name,
    agent: row.agent,
    createdAt: row.created_at,
    idleMs: row.idle_ms,
    endsAt: row.ends_at,
  };
}

const OF_ACCOUNT = ['id', 'email', 'name', 'language', 'state', 'demo', 'posts', 'totp_confirmed_at'] as const;

/** Columns of an account beside those of something else, for `accountBeside`. `a` is the table of accounts. */
export const ACCOUNT_COLUMNS = OF_ACCOUNT.map((column) => `a.${column} as account_${column}`).join(', ');

/** The account of a row that was read with ACCOUNT_COLUMNS. */
export function accountBeside(row: { readonly [column: string]: unknown }): Account {
  const fields = OF_ACCOUNT.map((column) => [column, row[`account_${column}`]]);
  return accountOf(Object.fromEntries(fields) as AccountRow);
}
