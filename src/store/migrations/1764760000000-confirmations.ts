import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardsOf } from '../append-only.js';

/** Proofs of figures of rulesets, countersigned and withdrawn. */
export class Confirmations1764760000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table confirmations (seq bigint primary key, id text not null unique, kind text not null, about text not null,
      ruleset text not null, figure text not null, data text not null, sha256 text, note text not null, recorded_by text not null,
      recorded_for text, recorded_at bigint not null, previous_hash text not null, hash text not null)`);
    await runner.query('create index confirmations_sha256 on confirmations (sha256) where sha256 is not null');
    const kind = runner.connection.options.type === 'postgres' ? 'postgres' : 'sqlite';
    for (const guard of guardsOf('confirmations', kind)) await runner.query(guard);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table confirmations');
  }
}
