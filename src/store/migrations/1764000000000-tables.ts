import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The same tables on both databases; only the counting column of the outbox is spelt differently. */
export class Tables1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    const counting = postgres ? 'bigserial primary key' : 'integer primary key autoincrement';
    for (const statement of statements(counting)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [
      'cases',
      'events',
      'tasks',
      'deadlines',
      'clocks',
      'ledger',
      'escalations',
      'outbox',
      'idempotency_keys',
      'counters',
      'versions',
      'facts',
    ];
    for (const table of tables) await runner.query(`drop table ${table}`);
  }
}

function statements(counting: string): string[] {
  return [
    `create table cases (id text primary key, reference text not null unique, workflow text not null, version text not null, ruleset text not null,
      root text not null, parent text, key text, owner text not null, agency text, state text not null, stage text not null, status text not null,
      rev bigint not null, seq bigint not null, hash text not null, due_at bigint, opened_at bigint not null, updated_at bigint not null, body text not null)`,
    // A child key is opened once.
    'create unique index cases_child on cases (parent, key) where parent is not null',
    'create index cases_root on cases (root)',
    'create index cases_opened on cases (opened_at, id)',
    'create index cases_owner on cases (owner, opened_at, id)',
    'create index cases_agency on cases (agency, opened_at, id)',
    `create table events (case_id text not null, seq bigint not null, rev bigint not null, type text not null, actor text not null, post text,
      occurred_at bigint not null, recorded_at bigint not null, data text not null, answers text not null, previous_hash text not null,
      hash text not null, primary key (case_id, seq))`,
    `create table tasks (id text primary key, case_id text not null, reference text not null, owner text not null, node text not null,
      title text not null, role text not null, agency text, assignee text, opened_at bigint not null, due_at bigint, due_key bigint not null,
      rungs bigint not null, closed_at bigint)`,
    'create index tasks_agency on tasks (agency, role, due_key, id) where closed_at is null',
    'create index tasks_manager on tasks (agency, due_key, id) where closed_at is null',
    'create index tasks_due on tasks (due_key, id) where closed_at is null',
    "create index tasks_owner on tasks (owner, due_key, id) where closed_at is null and role = 'investor'",
    // So many columns, that both planners prefer it to the worklist of the whole agency.
    'create index tasks_assignee on tasks (assignee, agency, role, due_key, id) where closed_at is null and assignee is not null',
    `create table deadlines (id text primary key, case_id text not null, root text not null, arming bigint not null, source text not null,
      clock text, event text not null, due_at bigint, status text not null, settled_at bigint)`,
    "create index deadlines_due on deadlines (due_at, id) where status = 'armed'",
    "create index deadlines_root on deadlines (root, due_at) where status = 'armed'",
    `create table clocks (case_id text not null, name text not null, force text not null, status text not null, started_at bigint not null,
      due_at bigint, cause text, primary key (case_id, name))`,
    `create table ledger (case_id text not null, seq bigint not null, holder text not null, cause text, since bigint not null,
      until bigint not null, primary key (case_id, seq))`,
    `create table escalations (id text not null, watcher text not null, case_id text not null, reference text not null, task text not null,
      task_title text not null, rung bigint not null, title text not null, raised_at bigint not null, acknowledged_at bigint,
      acknowledged_by text, primary key (id, watcher))`,
    'create index escalations_open on escalations (watcher, raised_at, id) where acknowledged_at is null',
    `create table outbox (id ${counting}, case_id text not null, seq bigint not null, kind text not null, owner text not null, agency text,
      payload text not null, position bigint)`,
    'create index outbox_waiting on outbox (id) where position is null',
    'create unique index outbox_position on outbox (position)',
    `create table idempotency_keys (actor text not null, key text not null, fingerprint text not null, answer text not null,
      created_at bigint not null, primary key (actor, key))`,
    'create table counters (scope text not null, shard bigint not null, n bigint not null, primary key (scope, shard))',
    'create table versions (kind text not null, id text not null, hash text not null, seen_at bigint not null, primary key (kind, id))',
    'create table facts (name text primary key, value text not null)',
  ];
}
