import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Searches of the catalogue that people keep. */
export class SavedSearches20261130000300 implements MigrationInterface {
  name = 'SavedSearches20261130000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE saved_searches (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL REFERENCES people,
        kind text NOT NULL CHECK (kind IN ('technology', 'need')),
        name text NOT NULL,
        query jsonb NOT NULL,
        mail boolean NOT NULL,
        -- Hits published after this are new to the person on the page, after the other in the mails.
        seen_at timestamptz NOT NULL,
        told_until timestamptz NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX saved_searches_person ON saved_searches (person_id, created_at DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE saved_searches');
  }
}
