import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How far the computing of a timetable has come and what the organizer asks of it. Apart from `timetables`, whose row
 * the job holds until it is done.
 */
export class TimetableRuns20261125000200 implements MigrationInterface {
  name = 'TimetableRuns20261125000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE timetable_runs (
        timetable_id uuid PRIMARY KEY REFERENCES timetables,
        -- What may change, against the version of the base that was seen.
        scope text NOT NULL DEFAULT 'all' CHECK (scope IN ('all', 'empty', 'from_round')),
        from_round int,
        base_version int,
        seconds int NOT NULL DEFAULT 5,
        started_at timestamptz,
        objective double precision,
        bound double precision,
        -- 'stop' takes the best so far, 'cancel' takes nothing.
        wish text CHECK (wish IN ('stop', 'cancel'))
      );
      INSERT INTO timetable_runs (timetable_id) SELECT id FROM timetables;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE timetable_runs');
  }
}
