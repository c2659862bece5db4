import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What counts in a timetable, the most important first, as it was asked for; null for those asked for before. */
export class TimetablePriorities20261128000100 implements MigrationInterface {
  name = 'TimetablePriorities20261128000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE timetable_runs ADD COLUMN priorities jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE timetable_runs DROP COLUMN priorities');
  }
}
