import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people are told, by which ways, and as they wish; what other systems are told by webhooks. */
export class Notices1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `create table notices (id text primary key, account text not null, cause text not null, template text not null, case_id text not null,
        reference text not null, data text not null, urgent bigint not null, at bigint not null, read_at bigint)`,
      // One cause tells one person once, however often it is delivered.
      'create unique index notices_cause on notices (account, cause)',
      'create index notices_inbox on notices (account, at desc, id)',
      'create index notices_unread on notices (account) where read_at is null',
      `create table deliveries (notice text not null, channel text not null, account text not null, state text not null, due_at bigint not null,
        retry_at bigint not null, attempts bigint not null, error text, primary key (notice, channel))`,
      `create index deliveries_due on deliveries (due_at) where state <> 'done'`,
      'create table notice_preferences (account text primary key, data text not null)',
      `create table webhooks (id text primary key, account text not null, url text not null, secret text not null, created_at bigint not null,
        ended_at bigint)`,
      'create index webhooks_account on webhooks (account)',
      `create table webhook_messages (id text primary key, webhook text not null, body text not null, state text not null, attempts bigint not null,
        retry_at bigint not null, status bigint, error text, created_at bigint not null, done_at bigint)`,
      `create index webhook_messages_due on webhook_messages (retry_at) where state = 'waiting'`,
      'create index webhook_messages_list on webhook_messages (webhook, created_at desc)',
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['webhook_messages', 'webhooks', 'notice_preferences', 'deliveries', 'notices'])
      await runner.query(`drop table ${table}`);
  }
}
