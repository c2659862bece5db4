import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rebuilds and reconciliations of the index that all processes share. */
export class SearchRuns20261130000100 implements MigrationInterface {
  name = 'SearchRuns20261130000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE search_runs (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        task text NOT NULL CHECK (task IN ('rebuild', 'reconciliation')),
        started_at timestamptz NOT NULL,
        told_at timestamptz NOT NULL,
        finished_at timestamptz,
        done int NOT NULL DEFAULT 0,
        total int NOT NULL DEFAULT 0,
        missing int,
        stale int,
        surplus int,
        failure text
      );
      CREATE INDEX search_runs_latest ON search_runs (task, id DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE search_runs');
  }
}
