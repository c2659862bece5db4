import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Versions of what the matching has learned. Number 0 has learned nothing; exactly one is active. */
export class MatchModels20261126000200 implements MigrationInterface {
  name = 'MatchModels20261126000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE match_models (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        no int NOT NULL CONSTRAINT match_models_no_key UNIQUE,
        created_at timestamptz NOT NULL,
        author_label text NOT NULL,
        engine text NOT NULL,
        active boolean NOT NULL DEFAULT false,
        pinned boolean NOT NULL DEFAULT false,
        -- The last rating that it knew of.
        feedback_id bigint NOT NULL,
        -- The ratings that it was fitted to, and what came of them.
        ratings jsonb NOT NULL,
        learnt jsonb,
        -- Which terms the catalogue used alike.
        near_terms jsonb,
        learned jsonb NOT NULL,
        -- How the lists differ from those of the version that was active before.
        before_no int,
        changes jsonb,
        CONSTRAINT match_models_pinned_is_active CHECK (active OR NOT pinned)
      );
      CREATE UNIQUE INDEX match_models_one_active ON match_models (active) WHERE active;
      INSERT INTO match_models (no, created_at, author_label, engine, active, feedback_id, ratings, learned)
      VALUES (0, now(), 'system', '', true, 0, '[]',
              '{"pairs": 0, "wish": 0, "grade": 0, "intent": 0, "people": 0, "terms": 0}');

      -- Kept lists have a new shape; what stands is computed again.
      TRUNCATE match_lists;
      ALTER TABLE match_lists
        ADD best_level text GENERATED ALWAYS AS (coalesce(matches->0->>'level', 'none')) STORED,
        ADD best_other uuid GENERATED ALWAYS AS ((matches->0->>'otherId')::uuid) STORED;
      INSERT INTO outbox_events (name, payload)
      SELECT 'match-model.activated', jsonb_build_object('modelId', id) FROM match_models
       WHERE EXISTS (SELECT 1 FROM listings);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE match_models; ALTER TABLE match_lists DROP best_level, DROP best_other');
  }
}
