import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FIGURES_DUE } from './1764700000000-figures.js';

/** Where a case was as it went on, so that figures can be told by province and sector; and the ways by which the cases behind figures are found. */
export class PlacesOfFigures1764740000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table passages add column place text');
    await runner.query('create index passages_approval on passages (approval, passed_at, case_id, seq)');
    await runner.query('create index passages_place on passages (place, passed_at, case_id, seq)');
    await runner.query('drop index ledger_until');
    await runner.query('create index ledger_holder on ledger (holder, until, case_id, seq)');
    await runner.query("create index cases_holder on cases (holder, opened_at, id) where holder <> 'nobody'");
    // Passages that are there already are made anew, with their places, from their logs.
    await runner.query(
      `insert into facts (name, value) select '${FIGURES_DUE}', '1' where exists (select 1 from cases)
        and not exists (select 1 from facts where name = '${FIGURES_DUE}')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index cases_holder');
    await runner.query('drop index ledger_holder');
    await runner.query('create index ledger_until on ledger (until, case_id, seq)');
    await runner.query('drop index passages_place');
    await runner.query('drop index passages_approval');
    await runner.query('alter table passages drop column place');
  }
}
