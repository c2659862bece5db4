import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dense vectors of published listings by an outside model (EMBEDDINGS_URL), the newest version's for each model. */
export class ListingVectors20261129000100 implements MigrationInterface {
  name = 'ListingVectors20261129000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE listing_vectors (
        listing_id uuid NOT NULL REFERENCES listings,
        model text NOT NULL,
        -- The published version of the listing that was read.
        version int NOT NULL,
        -- Length 1, as 32-bit little-endian numbers; null where the service refused the text.
        vector bytea CONSTRAINT listing_vectors_whole_numbers CHECK (length(vector) > 0 AND length(vector) % 4 = 0),
        computed_at timestamptz NOT NULL,
        PRIMARY KEY (listing_id, model)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE listing_vectors');
  }
}
