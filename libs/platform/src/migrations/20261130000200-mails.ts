import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails to people, as they were written; sent where a mail server is set. */
export class Mails20261130000200 implements MigrationInterface {
  name = 'Mails20261130000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mails (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL REFERENCES people,
        purpose text NOT NULL,
        day date NOT NULL,
        recipient text NOT NULL,
        subject text NOT NULL,
        body text NOT NULL,
        unsubscribe_url text NOT NULL,
        created_at timestamptz NOT NULL,
        sent_at timestamptz,
        failure text,
        CONSTRAINT mails_one_per_day UNIQUE (person_id, purpose, day)
      );
      CREATE INDEX mails_latest ON mails (created_at DESC, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mails');
  }
}
