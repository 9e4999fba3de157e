import { Column, Entity, PrimaryColumn } from 'typeorm';

/* The tables of identity, one class each. Times are epoch milliseconds of the real clock; secrets are here only as hashes, or sealed. */

@Entity('accounts')
export class AccountRow {
  /** What events name: of the demonstration the address, else a random id that says nothing of the person. */
  @PrimaryColumn('text') id: string;
  /** In lower case. */
  @Column('text') email: string;
  @Column('text') name: string;
  /** en, ur, zh */
  @Column('text') language: string;
  /** active, closed */
  @Column('text') state: string;
  /** 1: an account of the demonstration, whose password is the one of all. */
  @Column('bigint') demo: number;
  /** Posts that come with the account, as JSON. */
  @Column('text') posts: string;
  /** Argon2id in PHC form; null: no password of its own. */
  @Column('text', { nullable: true }) password_hash: string | null;
  /** Sealed with a key made from IJAZAT_SECRET. */
  @Column('text', { nullable: true }) totp_secret: string | null;
  /** Null: asked for, but not shown to work yet. */
  @Column('bigint', { nullable: true }) totp_confirmed_at: number | null;
  /** The last time step whose code was used: none is used twice (RFC 6238, 5.2). */
  @Column('bigint', { nullable: true }) totp_step: number | null;
  @Column('bigint') created_at: number;
}

@Entity('recovery_codes')
class RecoveryCodeRow {
  @PrimaryColumn('text') account: string;
  @PrimaryColumn('text') code_hash: string;
  @Column('bigint', { nullable: true }) used_at: number | null;
}

/** A session of a browser or of a client that has signed in, or a token made for a client. */
@Entity('credentials')
export class CredentialRow {
  @PrimaryColumn('text') id: string;
  @Column('text') account: string;
  /** browser, client, token */
  @Column('text') kind: string;
  /** SHA-256 of the secret, which is random and long enough for that. */
  @Column('text') secret_hash: string;
  /** What its owner calls a token. */
  @Column('text', { nullable: true }) name: string | null;
  /** What it may be used for, apart by spaces: read, act. */
  @Column('text') scopes: string;
  /** 1: opened with a second factor. */
  @Column('bigint') second_factor: number;
  /** `User-Agent`, by which people tell their sessions apart. */
  @Column('text', { nullable: true }) agent: string | null;
  @Column('bigint') created_at: number;
  /** When it was last used, to the minute. */
  @Column('bigint') seen_at: number;
  /** Ends where it is not used for so long; null: however long it is not used. */
  @Column('bigint', { nullable: true }) idle_ms: number | null;
  @Column('bigint') ends_at: number;
  /** When it was ended before its time. */
  @Column('bigint', { nullable: true }) ended_at: number | null;
}

/** Failures in a row to sign in under an address, whether or not there is such an account. */
@Entity('sign_in_failures')
export class SignInFailureRow {
  /** Keyed digest of the address. */
  @PrimaryColumn('text') subject: string;
  @Column('bigint') failures: number;
  @Column('bigint') last_at: number;
  @Column('bigint') locked_until: number;
}

/** Accounts of which something has changed that processes keep in memory. */
@Entity('identity_changes')
class IdentityChangeRow {
  @PrimaryColumn('bigint') id: number;
  @Column('text') account: string;
  @Column('bigint') at: number;
}

/** A link in a mail. */
@Entity('links')
class LinkRow {
  @PrimaryColumn('text') secret_hash: string;
  /** registration, password */
  @Column('text') purpose: string;
  @Column('text') email: string;
  /** What was asked for, as JSON. */
  @Column('text') data: string;
  @Column('bigint') ends_at: number;
  @Column('bigint', { nullable: true }) used_at: number | null;
}

/** Whose account somebody has who signs in by a provider of OpenID Connect. */
@Entity('identities')
class IdentityRow {
  @PrimaryColumn('text') issuer: string;
  @PrimaryColumn('text') subject: string;
  @Column('text') account: string;
}

export const IDENTITY_ROWS = [
  AccountRow,
  RecoveryCodeRow,
  CredentialRow,
  SignInFailureRow,
  IdentityChangeRow,
  LinkRow,
  IdentityRow,
];
