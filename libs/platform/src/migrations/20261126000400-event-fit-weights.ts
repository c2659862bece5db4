import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much maturity, budget, mode and region count at an event; without a row each counts once. */
export class EventFitWeights20261126000400 implements MigrationInterface {
  name = 'EventFitWeights20261126000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event_fit_weights (
        event_id uuid PRIMARY KEY REFERENCES events,
        weights jsonb NOT NULL,
        version int NOT NULL DEFAULT 1,
        updated_at timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE event_fit_weights');
  }
}
