import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases are found by where they are: for those whose post reaches a small part of the country. */
export class CasesByPlace1764780000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index cases_place on cases (place, opened_at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index cases_place');
  }
}
