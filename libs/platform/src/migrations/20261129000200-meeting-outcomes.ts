import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each side thought of a meeting, why somebody is not wished for, and both as something to learn from. */
export class MeetingOutcomes20261129000200 implements MigrationInterface {
  name = 'MeetingOutcomes20261129000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE meeting_outcomes (
        meeting_id uuid NOT NULL REFERENCES meetings,
        -- The side that says it.
        registration_id uuid NOT NULL REFERENCES registrations,
        outcome text NOT NULL CHECK (outcome IN ('deep', 'interested', 'heard', 'mismatch')),
        reason text,
        person_id uuid NOT NULL REFERENCES people,
        at timestamptz NOT NULL,
        PRIMARY KEY (meeting_id, registration_id),
        CONSTRAINT meeting_outcomes_reason CHECK (reason IS NULL OR outcome = 'mismatch')
      );

      ALTER TABLE wishes
        ADD reason text,
        -- Who of the organisation said it.
        ADD person_id uuid REFERENCES people,
        ADD CONSTRAINT wishes_reason CHECK (reason IS NULL OR level = 'no');

      ALTER TABLE match_feedback
        DROP CONSTRAINT match_feedback_source_check, DROP CONSTRAINT match_feedback_value,
        DROP CONSTRAINT match_feedback_reason,
        ADD CONSTRAINT match_feedback_source CHECK (source IN ('wish', 'grade', 'intent', 'event', 'meeting')),
        ADD CONSTRAINT match_feedback_value CHECK (value IS NULL
          OR (source IN ('wish', 'event') AND value IN ('must', 'maybe', 'no'))
          OR (source = 'grade' AND value IN ('strong', 'fair', 'weak', 'none'))
          OR (source = 'intent' AND value IN ('confirmed', 'contracted', 'rejected'))
          OR (source = 'meeting' AND value IN ('deep', 'interested', 'heard', 'mismatch', 'missed'))),
        ADD CONSTRAINT match_feedback_reason CHECK (reason IS NULL OR value IN ('no', 'mismatch'));
      CREATE INDEX match_feedback_author ON match_feedback (author_id, source);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE match_feedback DISABLE TRIGGER match_feedback_append_only;
      DELETE FROM match_feedback WHERE source IN ('event', 'meeting');
      ALTER TABLE match_feedback ENABLE TRIGGER match_feedback_append_only;
      DROP INDEX match_feedback_author;
      ALTER TABLE match_feedback
        DROP CONSTRAINT match_feedback_source, DROP CONSTRAINT match_feedback_value,
        DROP CONSTRAINT match_feedback_reason,
        ADD CONSTRAINT match_feedback_source_check CHECK (source IN ('wish', 'grade', 'intent')),
        ADD CONSTRAINT match_feedback_value CHECK (value IS NULL
          OR (source = 'wish' AND value IN ('must', 'maybe', 'no'))
          OR (source = 'grade' AND value IN ('strong', 'fair', 'weak', 'none'))
          OR (source = 'intent' AND value IN ('confirmed', 'contracted', 'rejected'))),
        ADD CONSTRAINT match_feedback_reason CHECK (reason IS NULL OR value = 'no');
      ALTER TABLE wishes DROP COLUMN reason, DROP COLUMN person_id;
      DROP TABLE meeting_outcomes;
    `);
  }
}
