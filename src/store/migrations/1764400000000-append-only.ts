import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardFunction, guardsOf } from '../append-only.js';

const TABLES = ['events', 'ledger'];

/** The log and the time ledger take new rows and let none be changed or deleted. */
export class AppendOnly1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const kind = runner.connection.options.type === 'postgres' ? 'postgres' : 'sqlite';
    if (kind === 'postgres') await runner.query(guardFunction);
    for (const guard of TABLES.flatMap((table) => guardsOf(table, kind))) await runner.query(guard);
  }

  async down(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    const names = postgres ? ['no_change', 'no_truncate'] : ['no_update', 'no_delete'];
    for (const table of TABLES) {
      for (const name of names) await runner.query(`drop trigger ${table}_${name}${postgres ? ` on ${table}` : ''}`);
    }
    if (postgres) await runner.query('drop function append_only()');
  }
}
