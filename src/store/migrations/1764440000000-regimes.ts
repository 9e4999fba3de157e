import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An order over a regime names the approvals under it. */
export class Regimes1764440000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("alter table suspensions add column approvals text not null default '[]'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table suspensions drop column approvals');
  }
}
