import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which calendars the due date of a clock was counted, so that what was counted by earlier ones is found. */
export class CalendarsOfClocks1764770000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("alter table clocks add column calendars text not null default ''");
    await runner.query("create index clocks_calendars on clocks (calendars, case_id, name) where status = 'running'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index clocks_calendars');
    await runner.query('alter table clocks drop column calendars');
  }
}
