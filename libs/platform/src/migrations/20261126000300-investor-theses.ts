import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What investors look for, and the technologies that suit it. */
export class InvestorTheses20261126000300 implements MigrationInterface {
  name = 'InvestorTheses20261126000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE investor_theses (
        organisation_id uuid PRIMARY KEY REFERENCES organisations,
        content jsonb NOT NULL,
        version int NOT NULL DEFAULT 1,
        updated_at timestamptz NOT NULL
      );
      CREATE TABLE thesis_lists (
        organisation_id uuid PRIMARY KEY REFERENCES investor_theses,
        model_version text NOT NULL,
        computed_at timestamptz NOT NULL,
        matches jsonb NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE thesis_lists, investor_theses');
  }
}
