import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Documents, and what tells of persons: kept outside the log so that both can be erased. */
export class Documents1764640000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create table documents (id text primary key, root text not null, case_id text not null, seq bigint not null, paper text, site text,
        version bigint not null, replaces text, decision bigint, name text, media_type text, bytes bigint, sha256 text, salt text,
        expires_on text, digest text not null, state text not null, given_by text not null, given_at bigint not null)`,
      'create index documents_root on documents (root, given_at)',
      'create index documents_case on documents (case_id, seq)',
      'create index documents_sha256 on documents (sha256)',
      'create unique index documents_replaces on documents (replaces) where replaces is not null',
      'create table personal_texts (digest text primary key, case_id text not null, salt text not null, value text not null)',
      'create index personal_texts_case on personal_texts (case_id)',
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['documents', 'personal_texts']) await runner.query(`drop table ${table}`);
  }
}
