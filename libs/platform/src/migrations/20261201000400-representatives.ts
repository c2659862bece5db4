import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A registration may send several people who sit at different tables in one round: each seat is one of them. */
export class Representatives20261201000400 implements MigrationInterface {
  name = 'Representatives20261201000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE registrations ADD representatives int NOT NULL DEFAULT 1
        CONSTRAINT registrations_representatives CHECK (representatives BETWEEN 1 AND 9);
      ALTER TABLE meetings
        ADD representative_a int NOT NULL DEFAULT 1 CHECK (representative_a >= 1),
        ADD representative_b int NOT NULL DEFAULT 1 CHECK (representative_b >= 1);
      ALTER TABLE meeting_seats
        ADD representative int NOT NULL DEFAULT 1,
        DROP CONSTRAINT meeting_seats_party_once_per_round,
        ADD CONSTRAINT meeting_seats_party_once_per_round EXCLUDE USING gist
          (timetable_id WITH =, round WITH =, registration_id WITH =, representative WITH =);
      CREATE OR REPLACE FUNCTION seat_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM meeting_seats WHERE meeting_id = NEW.id;
        IF NEW.state NOT IN ('moved', 'cancelled') THEN
          INSERT INTO meeting_seats (meeting_id, registration_id, timetable_id, round, representative) VALUES
            (NEW.id, NEW.a_id, NEW.timetable_id, NEW.round, NEW.representative_a),
            (NEW.id, NEW.b_id, NEW.timetable_id, NEW.round, NEW.representative_b);
        END IF;
        RETURN NULL;
      END $$;
      DROP TRIGGER meetings_seats ON meetings;
      CREATE TRIGGER meetings_seats
        AFTER INSERT OR UPDATE OF round, state, a_id, b_id, representative_a, representative_b ON meetings
        FOR EACH ROW EXECUTE FUNCTION seat_meeting();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER meetings_seats ON meetings;
      CREATE TRIGGER meetings_seats AFTER INSERT OR UPDATE OF round, state, a_id, b_id ON meetings
        FOR EACH ROW EXECUTE FUNCTION seat_meeting();
      CREATE OR REPLACE FUNCTION seat_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM meeting_seats WHERE meeting_id = NEW.id;
        IF NEW.state NOT IN ('moved', 'cancelled') THEN
          INSERT INTO meeting_seats VALUES
            (NEW.id, NEW.a_id, NEW.timetable_id, NEW.round), (NEW.id, NEW.b_id, NEW.timetable_id, NEW.round);
        END IF;
        RETURN NULL;
      END $$;
      ALTER TABLE meeting_seats
        DROP CONSTRAINT meeting_seats_party_once_per_round,
        DROP representative,
        ADD CONSTRAINT meeting_seats_party_once_per_round EXCLUDE USING gist
          (timetable_id WITH =, round WITH =, registration_id WITH =);
      ALTER TABLE meetings DROP representative_a, DROP representative_b;
      ALTER TABLE registrations DROP representatives;
    `);
  }
}
