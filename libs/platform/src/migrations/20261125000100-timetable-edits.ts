import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Editing a draft by hand: an append-only row for each step, so that steps are undone by later ones, never erased. */
export class TimetableEdits20261125000100 implements MigrationInterface {
  name = 'TimetableEdits20261125000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE timetables
        ADD version int NOT NULL DEFAULT 1,
        ADD base_id uuid REFERENCES timetables,
        -- The tray is read from the wishes.
        DROP COLUMN unplaced,
        DROP CONSTRAINT timetables_state_check,
        ADD CONSTRAINT timetables_state_check
          CHECK (state IN ('computing', 'failed', 'draft', 'announced', 'superseded', 'discarded'));

      CREATE TABLE timetable_edits (
        timetable_id uuid NOT NULL REFERENCES timetables,
        -- The timetable's version after it: of two edits from the same version the database lets one in.
        no int NOT NULL,
        kind text NOT NULL CHECK (kind IN ('edit', 'undo', 'redo')),
        -- The edit that is undone or redone.
        target int,
        op text NOT NULL,
        -- [{before, after}]: meetings as they were and are; null where there is none.
        changes jsonb NOT NULL,
        actor_person_id uuid,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (timetable_id, no),
        FOREIGN KEY (timetable_id, target) REFERENCES timetable_edits,
        CHECK ((kind = 'edit') = (target IS NULL))
      );
      CREATE TRIGGER timetable_edits_append_only BEFORE UPDATE OR DELETE ON timetable_edits
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE timetable_edits;
      ALTER TABLE timetables
        DROP COLUMN version,
        DROP COLUMN base_id,
        ADD unplaced jsonb NOT NULL DEFAULT '[]',
        DROP CONSTRAINT timetables_state_check,
        ADD CONSTRAINT timetables_state_check
          CHECK (state IN ('computing', 'failed', 'draft', 'announced', 'superseded')) NOT VALID;
    `);
  }
}
