import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Timetable versions, meetings and the live board. Exclusion constraints forbid double bookings of a timetable. */
export class Meetings20261124000500 implements MigrationInterface {
  name = 'Meetings20261124000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE timetables (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL REFERENCES events,
        no int NOT NULL,
        state text NOT NULL CHECK (state IN ('computing', 'failed', 'draft', 'announced', 'superseded')),
        seed int NOT NULL,
        failure jsonb,
        objectives jsonb,
        unplaced jsonb NOT NULL DEFAULT '[]',
        created_by uuid,
        created_at timestamptz NOT NULL DEFAULT now(),
        announced_at timestamptz,
        CONSTRAINT timetables_no_key UNIQUE (event_id, no)
      );
      CREATE UNIQUE INDEX timetables_one_announced ON timetables (event_id) WHERE state = 'announced';

      CREATE TABLE meetings (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        timetable_id uuid NOT NULL REFERENCES timetables,
        event_id uuid NOT NULL REFERENCES events,
        a_id uuid NOT NULL REFERENCES registrations,
        b_id uuid NOT NULL REFERENCES registrations,
        technology_id uuid REFERENCES listings,
        need_id uuid REFERENCES listings,
        round int NOT NULL CHECK (round >= 1),
        table_no int NOT NULL CHECK (table_no >= 1),
        origin text NOT NULL,
        score int NOT NULL,
        pinned boolean NOT NULL DEFAULT false,
        state text NOT NULL DEFAULT 'planned'
          CHECK (state IN ('planned', 'called', 'seated', 'ended', 'missed', 'moved', 'cancelled')),
        seated_a timestamptz,
        seated_b timestamptz,
        missed_side text CHECK (missed_side IN ('a', 'b', 'both')),
        CONSTRAINT meetings_two_parties CHECK (a_id <> b_id),
        CONSTRAINT meetings_table_once_per_round EXCLUDE USING gist
          (timetable_id WITH =, round WITH =, table_no WITH =) WHERE (state NOT IN ('moved', 'cancelled'))
      );
      CREATE INDEX meetings_timetable ON meetings (timetable_id, round);

      -- One row for each side of a meeting, kept by the trigger below, so that a side's rounds can exclude each other.
      CREATE TABLE meeting_seats (
        meeting_id uuid NOT NULL REFERENCES meetings ON DELETE CASCADE,
        registration_id uuid NOT NULL REFERENCES registrations,
        timetable_id uuid NOT NULL,
        round int NOT NULL,
        PRIMARY KEY (meeting_id, registration_id),
        CONSTRAINT meeting_seats_party_once_per_round EXCLUDE USING gist
          (timetable_id WITH =, round WITH =, registration_id WITH =)
      );
      CREATE INDEX meeting_seats_registration ON meeting_seats (registration_id);
      CREATE FUNCTION seat_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM meeting_seats WHERE meeting_id = NEW.id;
        IF NEW.state NOT IN ('moved', 'cancelled') THEN
          INSERT INTO meeting_seats VALUES
            (NEW.id, NEW.a_id, NEW.timetable_id, NEW.round), (NEW.id, NEW.b_id, NEW.timetable_id, NEW.round);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER meetings_seats AFTER INSERT OR UPDATE OF round, state, a_id, b_id ON meetings
        FOR EACH ROW EXECUTE FUNCTION seat_meeting();

      CREATE TABLE boards (
        event_id uuid PRIMARY KEY REFERENCES events,
        version int NOT NULL DEFAULT 1,
        phase text NOT NULL DEFAULT 'waiting'
          CHECK (phase IN ('waiting', 'running', 'paused', 'break', 'ended')),
        round int NOT NULL DEFAULT 0,
        ends_at timestamptz,
        remaining_ms int,
        notice text,
        -- The version of the last change of phase, round or time: commands from before it are stale.
        clock_version int NOT NULL DEFAULT 1
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE boards, meeting_seats, meetings, timetables; DROP FUNCTION seat_meeting()',
    );
  }
}
