import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { CaseState, JsonObject } from '../../engine/index.js';
import { termsOf, termsOfAct } from '../search-terms.js';

const PAGE = 500;

/** What cases are looked up by; of each task, whose case it is about; and ways of looking at a worklist that people keep. */
export class Worklists1764550000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    // A stretch of terms is one that both databases see in the same order: byte by byte.
    const bytes = postgres ? 'collate "C"' : '';
    await runner.query(`create table search_terms (case_id text not null, term text ${bytes} not null, root text not null,
      live bigint not null, primary key (case_id, term))`);
    await runner.query('create index search_terms_term on search_terms (term, root) where live = 1');
    await runner.query('create index search_terms_root on search_terms (root, term) where live = 1');
    await runner.query(`create table saved_filters (id text primary key, account text not null, name text not null, query text not null,
      saved_at bigint not null)`);
    await runner.query('create unique index saved_filters_name on saved_filters (account, name)');
    await runner.query('alter table tasks add column case_agency text');
    await runner.query('update tasks set case_agency = (select agency from cases where cases.id = tasks.case_id)');
    await runner.query(
      "create index tasks_waiting on tasks (case_agency, due_key, id) where closed_at is null and role = 'investor'",
    );
    await new OldTerms(runner).write();
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index tasks_waiting');
    await runner.query('alter table tasks drop column case_agency');
    await runner.query('drop table saved_filters');
    await runner.query('drop table search_terms');
  }
}

/** Terms of cases that are there already. */
class OldTerms {
  private readonly mark: (number: number) => string;

  constructor(private readonly runner: QueryRunner) {
    const postgres = runner.connection.options.type === 'postgres';
    this.mark = (number) => (postgres ? `$${number}` : '?');
  }

  async write(): Promise<void> {
    for (let last = ''; ;) {
      const sql = `select id, reference, body from cases where id > ${this.mark(1)} and parent is null order by id limit ${PAGE}`;
      const rows = (await this.runner.query(sql, [last])) as { id: string; reference: string; body: string }[];
      for (const { id, reference, body } of rows)
        await this.add({ id, root: id }, termsOf(JSON.parse(body) as CaseState, reference));
      last = rows.at(-1)?.id ?? '';
      if (rows.length === 0) break;
    }
    const acts = (await this.runner.query(
      `select events.case_id as id, cases.root as root, events.type as type, events.data as data from events
       join cases on cases.id = events.case_id where events.type in ('register', 'paper.countersigned')`,
    )) as { id: string; root: string; type: string; data: string }[];
    for (const { type, data, ...where } of acts)
      await this.add(where, termsOfAct({ type, data: JSON.parse(data) as JsonObject }));
  }

  private async add({ id, root }: { id: string; root: string }, terms: Iterable<string>): Promise<void> {
    const values = [1, 2, 3].map((number) => this.mark(number)).join(', ');
    const sql = `insert into search_terms (case_id, term, root, live) values (${values}, 1) on conflict do nothing`;
    for (const term of terms) await this.runner.query(sql, [id, term, root]);
  }
}
