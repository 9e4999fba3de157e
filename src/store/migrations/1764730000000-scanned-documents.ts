import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is still to be looked at for viruses is found by an index of its own. */
export class ScannedDocuments1764730000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      "create index documents_unscanned on documents (sha256) where state in ('waiting', 'not-scanned') and sha256 is not null",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index documents_unscanned');
  }
}
