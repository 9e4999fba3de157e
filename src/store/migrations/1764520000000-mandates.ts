import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardsOf } from '../append-only.js';

/** Who acts for a company or another person; and of what is told, to which application it belongs. */
export class Mandates1764520000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table outbox add column root text');
    await runner.query(
      `create table mandates (seq bigint primary key, id text not null unique, kind text not null, person text not null, company text, owner text,
        root text, name text, number text, ends text, from_at bigint not null, until_at bigint, ground text not null, recorded_by text not null,
        recorded_at bigint not null, previous_hash text not null, hash text not null)`,
    );
    const kind = runner.connection.options.type === 'postgres' ? 'postgres' : 'sqlite';
    for (const guard of guardsOf('mandates', kind)) await runner.query(guard);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table mandates');
    await runner.query('alter table outbox drop column root');
  }
}
