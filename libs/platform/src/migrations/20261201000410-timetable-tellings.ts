import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which announced version of a timetable each person was told last, and in which language people read mails. */
export class TimetableTellings20261201000410 implements MigrationInterface {
  name = 'TimetableTellings20261201000410';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE people ADD locale text NOT NULL DEFAULT 'zh' CHECK (locale IN ('zh', 'en'));
      ALTER TABLE mails ALTER unsubscribe_url DROP NOT NULL;
      CREATE TABLE timetable_tellings (
        event_id uuid NOT NULL REFERENCES events,
        person_id uuid NOT NULL REFERENCES people,
        timetable_id uuid NOT NULL REFERENCES timetables,
        PRIMARY KEY (event_id, person_id)
      );
      -- Whoever took part in an announced timetable has seen it: only what changes from here on is news.
      INSERT INTO timetable_tellings (event_id, person_id, timetable_id)
        SELECT DISTINCT t.event_id, r.person_id, t.id
          FROM timetables t JOIN registrations r ON r.event_id = t.event_id AND r.state IN ('admitted', 'checked_in')
         WHERE t.state = 'announced';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE timetable_tellings;
      DELETE FROM mails WHERE unsubscribe_url IS NULL;
      ALTER TABLE mails ALTER unsubscribe_url SET NOT NULL;
      ALTER TABLE people DROP locale;
    `);
  }
}
