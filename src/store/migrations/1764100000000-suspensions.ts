import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Suspensions of a regime: ordered once, carried out case by case. */
export class Suspensions1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table suspensions (id text primary key, concerns text not null, reason text not null, basis text not null,
        ordered_by text not null, ordered_at bigint not null, stage text not null, lifted_by text, lift_reason text, lift_basis text,
        lifted_at bigint)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table suspensions');
  }
}
