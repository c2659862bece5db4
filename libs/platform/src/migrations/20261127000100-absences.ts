import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rounds in which somebody turned out not to be there, beside what was said at registration. */
export class Absences20261127000100 implements MigrationInterface {
  name = 'Absences20261127000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE registrations ADD COLUMN absent_rounds int[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE registrations DROP COLUMN absent_rounds');
  }
}
