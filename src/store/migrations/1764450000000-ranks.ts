import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Places among cases that ask for the same thing. */
export class Ranks1764450000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table ranks (case_id text primary key, subject text not null, ranked_at bigint not null, released_at bigint)`,
    );
    await runner.query('create index ranks_of_subject on ranks (subject, ranked_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ranks');
  }
}
