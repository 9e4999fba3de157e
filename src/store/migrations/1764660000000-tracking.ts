import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often the tracking code of an application was made anew; the code itself is nowhere. */
export class Tracking1764660000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table tracking (case_id text primary key, renewals bigint not null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table tracking');
  }
}
