import type { MigrationInterface, QueryRunner } from 'typeorm';
import { placeName } from '../places.js';

interface Group {
  readonly scope: string;
  readonly place: string | null;
  readonly what: string;
  readonly n: number;
}

/** Where cases are, beside what is told of them and where they are counted: posts may be bounded to some places. */
export class Jurisdictions1764650000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const mark = (number: number): string => (runner.connection.options.type === 'postgres' ? `$${number}` : '?');
    await runner.query('alter table outbox add column place text');
    await runner.query('update outbox set place = (select place from cases where cases.id = outbox.case_id)');
    await runner.query('create table places (name text primary key, place text not null)');
    const groups = (await runner.query(
      `select coalesce(agency, '-') as scope, place, workflow || '/' || stage || '/' || status as what, cast(count(*) as integer) as n
       from cases group by 1, 2, 3`,
    )) as Group[];
    for (const { scope, place, what, n } of groups) {
      const values = [`placed/${scope}/${placeName(place)}/${what}`, 0, n];
      await runner.query(`insert into counters (scope, shard, n) values (${mark(1)}, ${mark(2)}, ${mark(3)})`, values);
      if (place === null) continue;
      const sql = `insert into places (name, place) values (${mark(1)}, ${mark(2)}) on conflict do nothing`;
      await runner.query(sql, [placeName(place), place]);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("delete from counters where scope >= 'placed/' and scope < 'placed0'");
    await runner.query('drop table places');
    await runner.query('alter table outbox drop column place');
  }
}
