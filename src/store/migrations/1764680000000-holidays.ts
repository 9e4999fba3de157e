import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardsOf } from '../append-only.js';

/** Holidays announced or withdrawn after the calendars were written. */
export class Holidays1764680000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table holidays (seq bigint primary key, id text not null unique, calendar text not null, date text not null,
      name text not null, closes bigint not null, ground text not null, recorded_by text not null, recorded_at bigint not null,
      previous_hash text not null, hash text not null)`);
    const kind = runner.connection.options.type === 'postgres' ? 'postgres' : 'sqlite';
    for (const guard of guardsOf('holidays', kind)) await runner.query(guard);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table holidays');
  }
}
