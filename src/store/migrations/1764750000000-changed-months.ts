import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FIGURES_DUE } from './1764700000000-figures.js';

/** How often something of a month was counted is counted too: of cases that are there already, from their logs. */
export class ChangedMonths1764750000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `insert into facts (name, value) select '${FIGURES_DUE}', '1' where exists (select 1 from cases)
        and not exists (select 1 from facts where name = '${FIGURES_DUE}')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("delete from counters where scope like 'months/%'");
  }
}
