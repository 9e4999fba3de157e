import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardsOf } from '../append-only.js';

const TABLES = ['signing_keys', 'anchor_leaves', 'anchor_nodes', 'anchors'];

/**
 * The list of all states that cases were found in, as a Merkle tree (RFC 6962): leaves, of its inner nodes every eighth level, and the roots
 * that were signed. Added to and nothing else.
 */
export class Anchors1764400001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const kind = runner.connection.options.type === 'postgres' ? 'postgres' : 'sqlite';
    for (const statement of [
      `create table signing_keys (kid text primary key, x text not null, since bigint not null)`,
      `create table anchor_leaves (leaf bigint primary key, case_id text not null, seq bigint not null, hash text not null,
        unique (case_id, seq))`,
      `create table anchor_nodes (level bigint not null, n bigint not null, hash text not null, primary key (level, n))`,
      `create table anchors (n bigint primary key, size bigint not null unique, statement text not null, signature text not null)`,
      ...TABLES.flatMap((table) => guardsOf(table, kind)),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`drop table ${table}`);
  }
}
