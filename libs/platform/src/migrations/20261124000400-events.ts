import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events, seats and registrations. The quota rows are locked to take a seat; their CHECKs decide the last one. */
export class Events20261124000400 implements MigrationInterface {
  name = 'Events20261124000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE events (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        state text NOT NULL DEFAULT 'draft'
          CHECK (state IN ('draft', 'registration', 'matching', 'live', 'closed')),
        content jsonb NOT NULL,
        starts_at timestamptz NOT NULL,
        capacity int NOT NULL CHECK (capacity > 0),
        admitted int NOT NULL DEFAULT 0,
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT events_admitted_within_capacity CHECK (admitted BETWEEN 0 AND capacity)
      );
      CREATE INDEX events_start ON events (starts_at);
      CREATE TABLE event_quotas (
        event_id uuid NOT NULL REFERENCES events,
        kind text NOT NULL,
        capacity int NOT NULL CHECK (capacity > 0),
        admitted int NOT NULL DEFAULT 0,
        PRIMARY KEY (event_id, kind),
        CONSTRAINT event_quotas_admitted_within_capacity CHECK (admitted BETWEEN 0 AND capacity)
      );
      CREATE TABLE event_organizers (
        event_id uuid NOT NULL REFERENCES events,
        person_id uuid NOT NULL REFERENCES people,
        PRIMARY KEY (event_id, person_id)
      );
      ALTER TABLE sessions ADD CONSTRAINT sessions_device_event FOREIGN KEY (device_event_id) REFERENCES events;
      ALTER TABLE one_time_links ADD CONSTRAINT one_time_links_event FOREIGN KEY (event_id) REFERENCES events;

      CREATE TABLE registrations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        event_id uuid NOT NULL REFERENCES events,
        person_id uuid NOT NULL REFERENCES people,
        organisation_id uuid NOT NULL REFERENCES organisations,
        kind text NOT NULL CHECK (kind IN ('institute', 'enterprise', 'investor')),
        state text NOT NULL
          CHECK (state IN ('pending', 'admitted', 'waitlisted', 'offered', 'checked_in', 'cancelled')),
        waiting_number int,
        offered_until timestamptz,
        ticket_code text,
        checked_in_at timestamptz,
        listing_ids uuid[] NOT NULL DEFAULT '{}',
        rounds int[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT registrations_ticket_key UNIQUE (event_id, ticket_code)
      );
      CREATE UNIQUE INDEX registrations_one_per_person ON registrations (event_id, person_id)
        WHERE state <> 'cancelled';
      CREATE INDEX registrations_event ON registrations (event_id, state);
      CREATE INDEX registrations_organisation ON registrations (organisation_id);

      CREATE TABLE wishes (
        registration_id uuid NOT NULL REFERENCES registrations,
        target_id uuid NOT NULL REFERENCES registrations,
        level text NOT NULL CHECK (level IN ('must', 'maybe', 'no')),
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (registration_id, target_id),
        CONSTRAINT wishes_not_self CHECK (registration_id <> target_id)
      );
      CREATE INDEX wishes_target ON wishes (target_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sessions DROP CONSTRAINT sessions_device_event;
      ALTER TABLE one_time_links DROP CONSTRAINT one_time_links_event;
      DROP TABLE wishes, registrations, event_organizers, event_quotas, events;
    `);
  }
}
