import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardsOf } from '../append-only.js';

const TABLES = ['certificates', 'certificate_standings'];

/** Certificates as they were issued, and what has become of them: both are added to and nothing else. */
export class Certificates1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const kind = runner.connection.options.type === 'postgres' ? 'postgres' : 'sqlite';
    const statements = [
      `create table certificates (reference text primary key, case_id text not null, seq bigint not null, kind text not null,
        language text not null, issued_at bigint not null, content text not null, digest text not null, signature text not null)`,
      // One event issues one certificate of a kind, whatever happens.
      'create unique index certificates_cause on certificates (case_id, seq, kind)',
      `create table certificate_standings (reference text not null, seq bigint not null, case_id text not null, standing text not null,
        since bigint not null, superseded_by text, primary key (reference, seq))`,
      'create index certificate_standings_case on certificate_standings (case_id)',
      ...TABLES.flatMap((table) => guardsOf(table, kind)),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`drop table ${table}`);
  }
}
