import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The fact that says that figures of cases which are there already must be made from their logs, as the service starts. */
export const FIGURES_DUE = 'figures/due';

/** From which stage cases went to which, when and how soon; and whose turn it is. */
export class Figures1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    await runner.query(`create table passages (case_id text not null, seq bigint not null, workflow text not null, agency text, approval text,
      from_stage text, to_stage text not null, act text not null, reason text, passed_at bigint not null, days bigint not null,
      promised_at bigint, promise text not null, primary key (case_id, seq))`);
    await runner.query('create index passages_passed on passages (passed_at, case_id, seq)');
    await runner.query('create index passages_agency on passages (agency, passed_at, case_id, seq)');
    await runner.query('alter table cases add column holder text');
    const holder = postgres ? "body::jsonb #>> '{charge,holder}'" : "json_extract(body, '$.charge.holder')";
    await runner.query(`update cases set holder = ${holder}`);
    // A stretch of scopes is one that both databases see in the same order: byte by byte.
    if (postgres) await runner.query('alter table counters alter column scope type text collate "C"');
    await runner.query('create index ledger_until on ledger (until, case_id, seq)');
    await runner.query(
      `insert into facts (name, value) select '${FIGURES_DUE}', '1' where exists (select 1 from cases)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from facts where name = '${FIGURES_DUE}'`);
    await runner.query('drop index ledger_until');
    if (runner.connection.options.type === 'postgres')
      await runner.query('alter table counters alter column scope type text');
    await runner.query('alter table cases drop column holder');
    await runner.query('drop table passages');
  }
}
