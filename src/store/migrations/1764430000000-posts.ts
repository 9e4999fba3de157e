import type { MigrationInterface, QueryRunner } from 'typeorm';
import { placeOf, type CaseState } from '../../engine/index.js';
import { guardsOf } from '../append-only.js';
import { placeText } from '../places.js';

const PAGE = 500;

/** Who holds which post; whose post an act was done from; where a case is. */
export class Posts1764430000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table events add column on_behalf_of text');
    await runner.query('alter table cases add column place text');
    await placeCases(runner);
    await runner.query(
      `create table post_records (seq bigint primary key, id text not null unique, kind text not null, person text not null, post text, other text,
        about text, subject text, ends text, from_at bigint not null, until_at bigint, ground text not null, recorded_by text not null,
        recorded_for text, recorded_at bigint not null, previous_hash text not null, hash text not null)`,
    );
    const kind = runner.connection.options.type === 'postgres' ? 'postgres' : 'sqlite';
    for (const guard of guardsOf('post_records', kind)) await runner.query(guard);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table post_records');
    await runner.query('alter table cases drop column place');
    await runner.query('alter table events drop column on_behalf_of');
  }
}

/** Of cases that are there already, each says where it is. */
async function placeCases(runner: QueryRunner): Promise<void> {
  const [first, second] = runner.connection.options.type === 'postgres' ? ['$1', '$2'] : ['?', '?'];
  for (let last = ''; ;) {
    const sql = `select id, body from cases where id > ${first} order by id limit ${PAGE}`;
    const rows = (await runner.query(sql, [last])) as { readonly id: string; readonly body: string }[];
    if (rows.length === 0) return;
    for (const { id, body } of rows) {
      const place = placeText(placeOf(JSON.parse(body) as CaseState));
      if (place !== null) await runner.query(`update cases set place = ${first} where id = ${second}`, [place, id]);
    }
    last = rows.at(-1)?.id ?? '';
  }
}
