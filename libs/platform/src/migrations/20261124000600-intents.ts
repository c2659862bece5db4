import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cooperation intents and their append-only ledger, from which every tally is counted. */
export class Intents20261124000600 implements MigrationInterface {
  name = 'Intents20261124000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE intent_codes;
      CREATE TABLE intents (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        code text NOT NULL CONSTRAINT intents_code_key UNIQUE,
        event_id uuid REFERENCES events,
        meeting_id uuid REFERENCES meetings,
        a_id uuid NOT NULL REFERENCES organisations,
        b_id uuid NOT NULL REFERENCES organisations,
        technology_id uuid REFERENCES listings,
        need_id uuid REFERENCES listings,
        kind text NOT NULL,
        stage text NOT NULL,
        stage_before text,
        content text,
        next_step text,
        intended_min bigint CHECK (intended_min >= 0),
        intended_max bigint CHECK (intended_max >= 0),
        contract_value bigint CHECK (contract_value > 0),
        technology_value bigint CHECK (technology_value >= 0),
        registration_number text CONSTRAINT intents_registration_number_key UNIQUE,
        received bigint NOT NULL DEFAULT 0 CHECK (received >= 0),
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT intents_two_parties CHECK (a_id <> b_id),
        CONSTRAINT intents_technology_within_contract CHECK (technology_value <= contract_value),
        CONSTRAINT intents_received_within_contract CHECK (received <= COALESCE(contract_value, 0))
      );
      CREATE UNIQUE INDEX intents_one_open_per_matter ON intents (
        LEAST(a_id, b_id), GREATEST(a_id, b_id), kind,
        COALESCE(technology_id, '00000000-0000-0000-0000-000000000000'),
        COALESCE(need_id, '00000000-0000-0000-0000-000000000000')
      ) WHERE stage NOT IN ('rejected', 'expired', 'terminated', 'void', 'completed');
      CREATE INDEX intents_a ON intents (a_id);
      CREATE INDEX intents_b ON intents (b_id);
      CREATE INDEX intents_event ON intents (event_id);

      CREATE TABLE intent_ledger (
        intent_id uuid NOT NULL REFERENCES intents,
        seq int NOT NULL,
        at timestamptz NOT NULL,
        from_stage text,
        to_stage text NOT NULL,
        actor_person_id uuid REFERENCES people,
        actor_label text NOT NULL,
        organisation_id uuid REFERENCES organisations,
        note text,
        evidence jsonb,
        -- The amounts as they stand after this entry, 分.
        intended_max bigint,
        contract_value bigint,
        technology_value bigint,
        received bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (intent_id, seq)
      );
      CREATE INDEX intent_ledger_at ON intent_ledger (at);
      CREATE TRIGGER intent_ledger_append_only BEFORE UPDATE OR DELETE ON intent_ledger
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE intent_ledger, intents; DROP SEQUENCE intent_codes');
  }
}
