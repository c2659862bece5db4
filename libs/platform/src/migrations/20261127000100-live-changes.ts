import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What turned out otherwise on the day, beside what was planned: who is not there, tables and rounds that are off. */
export class LiveChanges20261127000100 implements MigrationInterface {
  name = 'LiveChanges20261127000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE registrations ADD absent_rounds int[] NOT NULL DEFAULT '{}';
      ALTER TABLE boards
        ADD closed_tables int[] NOT NULL DEFAULT '{}',
        -- The round after which the day ends, where that is not the last one planned.
        ADD last_round int CHECK (last_round >= 1);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE boards DROP closed_tables, DROP last_round;
      ALTER TABLE registrations DROP absent_rounds;
    `);
  }
}
