import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links in mails, each of which does one thing, once; and whose account a person of another's register has. */
export class Links1764210000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table links (secret_hash text primary key, purpose text not null, email text not null, data text not null,
        ends_at bigint not null, used_at bigint)`,
    );
    await runner.query(
      `create table identities (issuer text not null, subject text not null, account text not null, primary key (issuer, subject))`,
    );
    await runner.query('create index links_ends on links (ends_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['links', 'identities']) await runner.query(`drop table ${table}`);
  }
}
