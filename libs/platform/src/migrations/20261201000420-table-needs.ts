import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which table a host has for itself, and what a participant's tables must have. */
export class TableNeeds20261201000420 implements MigrationInterface {
  name = 'TableNeeds20261201000420';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE registrations
        ADD home_table int CHECK (home_table >= 1),
        ADD table_needs text[] NOT NULL DEFAULT '{}',
        ADD CONSTRAINT registrations_home_table_for_one CHECK (home_table IS NULL OR representatives = 1);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE registrations DROP home_table, DROP table_needs');
  }
}
