import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may sign in, with what, and what is open in whose name. */
export class Identity1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    const counting = postgres ? 'bigserial primary key' : 'integer primary key autoincrement';
    for (const statement of statements(counting)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['accounts', 'recovery_codes', 'credentials', 'sign_in_failures', 'identity_changes'];
    for (const table of tables) await runner.query(`drop table ${table}`);
  }
}

function statements(counting: string): string[] {
  return [
    `create table accounts (id text primary key, email text not null unique, name text not null, language text not null, state text not null,
      demo bigint not null, posts text not null, password_hash text, totp_secret text, totp_confirmed_at bigint, totp_step bigint,
      created_at bigint not null)`,
    // Production asks whether there is any.
    'create index accounts_demo on accounts (demo) where demo = 1',
    'create table recovery_codes (account text not null, code_hash text not null, used_at bigint, primary key (account, code_hash))',
    `create table credentials (id text primary key, account text not null, kind text not null, secret_hash text not null unique, name text,
      scopes text not null, second_factor bigint not null, agent text, created_at bigint not null, seen_at bigint not null, idle_ms bigint,
      ends_at bigint not null, ended_at bigint)`,
    'create index credentials_account on credentials (account, created_at) where ended_at is null',
    'create index credentials_ends on credentials (ends_at)',
    `create table sign_in_failures (subject text primary key, failures bigint not null, last_at bigint not null, locked_until bigint not null)`,
    'create index sign_in_failures_last on sign_in_failures (last_at)',
    `create table identity_changes (id ${counting}, account text not null, at bigint not null)`,
  ];
}
