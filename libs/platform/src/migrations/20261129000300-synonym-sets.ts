import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Wordings that mean the same, as the bureau edits them. */
export class SynonymSets20261129000300 implements MigrationInterface {
  name = 'SynonymSets20261129000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE synonym_sets (
        -- In the order in which they were entered.
        no int PRIMARY KEY,
        terms text[] NOT NULL CONSTRAINT synonym_sets_two_terms CHECK (cardinality(terms) BETWEEN 2 AND 20)
      );
      -- One row: the table is saved as a whole, and its version grows with each change.
      CREATE TABLE synonym_table (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        version int NOT NULL,
        -- How the audit names it.
        id uuid NOT NULL DEFAULT gen_random_uuid()
      );
      INSERT INTO synonym_table (version) VALUES (1);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE synonym_sets, synonym_table');
  }
}
