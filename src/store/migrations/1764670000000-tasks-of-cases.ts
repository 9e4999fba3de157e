import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The open tasks of a case that a search has found. */
export class TasksOfCases1764670000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index tasks_case on tasks (case_id) where closed_at is null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index tasks_case');
  }
}
