import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A paper has one first version: who gives it at the same time as somebody else gives the second. */
export class FirstDocuments1764720000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create unique index documents_first on documents (root, paper, coalesce(site, ''))
      where replaces is null and paper is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index documents_first');
  }
}
