import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organisations, people, contacts apart from them, sessions and one-time links. */
export class Identity20261124000200 implements MigrationInterface {
  name = 'Identity20261124000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organisations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL,
        kind text NOT NULL,
        uscc text CONSTRAINT organisations_uscc_key UNIQUE,
        district text,
        intro text,
        state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'approved', 'rejected')),
        reason text,
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX organisations_state ON organisations (state, created_at);

      CREATE TABLE people (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL,
        title text,
        login text NOT NULL CONSTRAINT people_login_key UNIQUE,
        password_hash text,
        organisation_id uuid REFERENCES organisations,
        organisation_role text CHECK (organisation_role IN ('member', 'admin')),
        platform_role text CHECK (platform_role IN ('bureau_officer', 'district_officer', 'system_admin')),
        district text,
        active boolean NOT NULL DEFAULT true,
        demo_key text CONSTRAINT people_demo_key_key UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT people_role_with_organisation CHECK ((organisation_id IS NULL) = (organisation_role IS NULL))
      );
      CREATE INDEX people_organisation ON people (organisation_id);

      CREATE TABLE contacts (
        person_id uuid PRIMARY KEY REFERENCES people,
        phone text,
        email text
      );
      CREATE TABLE contact_disclosures (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES people,
        to_organisation_id uuid NOT NULL REFERENCES organisations,
        basis text NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE sessions (
        token_hash text PRIMARY KEY,
        person_id uuid REFERENCES people,
        device_event_id uuid,
        device_name text,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        CONSTRAINT sessions_person_or_device CHECK ((person_id IS NULL) <> (device_event_id IS NULL))
      );
      CREATE INDEX sessions_person ON sessions (person_id);

      CREATE TABLE one_time_links (
        token_hash text PRIMARY KEY,
        purpose text NOT NULL CHECK (purpose IN ('first_administrator', 'invitation', 'device')),
        organisation_id uuid REFERENCES organisations,
        organisation_role text,
        event_id uuid,
        label text,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );

      -- The shape that rate-limiter-flexible expects.
      CREATE TABLE sign_in_attempts (
        key varchar(255) PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE sign_in_attempts, one_time_links, sessions, contact_disclosures, contacts, people, organisations',
    );
  }
}
