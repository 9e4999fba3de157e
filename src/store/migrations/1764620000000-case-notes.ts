import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Internal notes of agencies, outside what is hashed. */
export class CaseNotes1764620000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table case_notes (id text primary key, case_id text not null, agency text not null, salt text not null, text text not null)',
    );
    await runner.query('create index case_notes_case on case_notes (case_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table case_notes');
  }
}
