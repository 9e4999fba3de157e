import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardsOf } from '../append-only.js';

/** Who read what of which case, and when. */
export class Readings1764560000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table readings (id text primary key, at bigint not null, person text not null, post text, case_id text not null, what text not null)',
    );
    await runner.query('create index readings_case on readings (case_id, at, id)');
    const kind = runner.connection.options.type === 'postgres' ? 'postgres' : 'sqlite';
    for (const guard of guardsOf('readings', kind)) await runner.query(guard);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table readings');
  }
}
