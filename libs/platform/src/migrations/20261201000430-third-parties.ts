import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An investor who sits with the two of a meeting: it takes a seat like a side, so that nobody sits at two tables. */
export class ThirdParties20261201000430 implements MigrationInterface {
  name = 'ThirdParties20261201000430';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE meetings
        ADD third_id uuid REFERENCES registrations,
        ADD representative_third int NOT NULL DEFAULT 1 CHECK (representative_third >= 1),
        ADD CONSTRAINT meetings_third_party CHECK (third_id NOT IN (a_id, b_id));
      CREATE OR REPLACE FUNCTION seat_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM meeting_seats WHERE meeting_id = NEW.id;
        IF NEW.state NOT IN ('moved', 'cancelled') THEN
          INSERT INTO meeting_seats (meeting_id, registration_id, timetable_id, round, representative)
            SELECT NEW.id, side.party, NEW.timetable_id, NEW.round, side.representative
              FROM (VALUES (NEW.a_id, NEW.representative_a), (NEW.b_id, NEW.representative_b),
                           (NEW.third_id, NEW.representative_third)) side (party, representative)
             WHERE side.party IS NOT NULL;
        END IF;
        RETURN NULL;
      END $$;
      DROP TRIGGER meetings_seats ON meetings;
      CREATE TRIGGER meetings_seats
        AFTER INSERT OR UPDATE OF round, state, a_id, b_id, third_id, representative_a, representative_b,
          representative_third ON meetings
        FOR EACH ROW EXECUTE FUNCTION seat_meeting();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER meetings_seats ON meetings;
      CREATE TRIGGER meetings_seats
        AFTER INSERT OR UPDATE OF round, state, a_id, b_id, representative_a, representative_b ON meetings
        FOR EACH ROW EXECUTE FUNCTION seat_meeting();
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
      DELETE FROM meeting_seats s USING meetings m WHERE m.id = s.meeting_id AND s.registration_id = m.third_id;
      ALTER TABLE meetings DROP third_id, DROP representative_third;
    `);
  }
}
