import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ratings of matches as a history: whoever changes or withdraws one adds a row, and the last row stands. */
export class MatchFeedback20261126000100 implements MigrationInterface {
  name = 'MatchFeedback20261126000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE match_feedback (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        -- Null where an investor answers for its thesis.
        need_id uuid REFERENCES listings,
        technology_id uuid NOT NULL REFERENCES listings,
        source text NOT NULL CHECK (source IN ('wish', 'grade', 'intent')),
        -- Whose word it is: a person's id, or the intent's.
        author_id uuid NOT NULL,
        author_label text NOT NULL,
        -- Null withdraws what the author said before.
        value text,
        reason text,
        CONSTRAINT match_feedback_value CHECK (value IS NULL
          OR (source = 'wish' AND value IN ('must', 'maybe', 'no'))
          OR (source = 'grade' AND value IN ('strong', 'fair', 'weak', 'none'))
          OR (source = 'intent' AND value IN ('confirmed', 'contracted', 'rejected'))),
        CONSTRAINT match_feedback_reason CHECK (reason IS NULL OR value = 'no')
      );
      CREATE INDEX match_feedback_pair ON match_feedback (technology_id, need_id, author_id, source, id DESC);
      CREATE TRIGGER match_feedback_append_only BEFORE UPDATE OR DELETE ON match_feedback
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE VIEW standing_match_feedback AS
        SELECT * FROM (
          SELECT DISTINCT ON (technology_id, need_id, author_id, source) * FROM match_feedback
           ORDER BY technology_id, need_id, author_id, source, id DESC
        ) last WHERE value IS NOT NULL;

      INSERT INTO match_feedback (at, need_id, technology_id, source, author_id, author_label, value)
      SELECT r.at, CASE l.kind WHEN 'need' THEN r.listing_id ELSE r.other_id END,
             CASE l.kind WHEN 'need' THEN r.other_id ELSE r.listing_id END, 'wish', r.person_id, p.name, r.level
        FROM match_ratings r JOIN listings l ON l.id = r.listing_id JOIN people p ON p.id = r.person_id
       ORDER BY r.at;
      DROP TABLE match_ratings;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE match_ratings (
        listing_id uuid NOT NULL REFERENCES listings,
        other_id uuid NOT NULL REFERENCES listings,
        person_id uuid NOT NULL REFERENCES people,
        level text NOT NULL CHECK (level IN ('must', 'maybe', 'no')),
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (listing_id, other_id, person_id)
      );
      INSERT INTO match_ratings
      SELECT CASE o.kind WHEN 'enterprise' THEN f.need_id ELSE f.technology_id END,
             CASE o.kind WHEN 'enterprise' THEN f.technology_id ELSE f.need_id END, f.author_id, f.value, f.at
        FROM standing_match_feedback f JOIN people p ON p.id = f.author_id
        JOIN organisations o ON o.id = p.organisation_id
       WHERE f.source = 'wish' AND f.need_id IS NOT NULL;
      DROP VIEW standing_match_feedback;
      DROP TABLE match_feedback;
    `);
  }
}
