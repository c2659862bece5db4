import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Technologies and needs: a working copy, what is published, and every published version. */
export class Catalogue20261124000300 implements MigrationInterface {
  name = 'Catalogue20261124000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE listings (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        kind text NOT NULL CHECK (kind IN ('technology', 'need')),
        code text NOT NULL CONSTRAINT listings_code_key UNIQUE,
        organisation_id uuid NOT NULL REFERENCES organisations,
        state text NOT NULL DEFAULT 'draft'
          CHECK (state IN ('draft', 'submitted', 'returned', 'published', 'archived', 'expired')),
        disclosure text NOT NULL DEFAULT 'public' CHECK (disclosure IN ('public', 'registered', 'confidential')),
        content jsonb NOT NULL,
        published jsonb,
        published_at timestamptz,
        published_version int NOT NULL DEFAULT 0,
        valid_until date,
        return_reason text,
        submitted_at timestamptz,
        version int NOT NULL DEFAULT 1,
        created_by uuid,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT listings_published_has_content CHECK (state <> 'published' OR published IS NOT NULL)
      );
      CREATE INDEX listings_catalogue ON listings (kind, published_at DESC) WHERE published IS NOT NULL;
      CREATE INDEX listings_review ON listings (submitted_at) WHERE state = 'submitted';
      CREATE INDEX listings_organisation ON listings (organisation_id, kind);
      CREATE SEQUENCE listing_codes;

      CREATE TABLE listing_versions (
        listing_id uuid NOT NULL REFERENCES listings,
        version int NOT NULL,
        content jsonb NOT NULL,
        published_at timestamptz NOT NULL,
        published_by uuid,
        PRIMARY KEY (listing_id, version)
      );
      CREATE TRIGGER listing_versions_append_only BEFORE UPDATE OR DELETE ON listing_versions
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE match_lists (
        listing_id uuid PRIMARY KEY REFERENCES listings,
        model_version text NOT NULL,
        computed_at timestamptz NOT NULL,
        matches jsonb NOT NULL
      );
      CREATE TABLE match_ratings (
        listing_id uuid NOT NULL REFERENCES listings,
        other_id uuid NOT NULL REFERENCES listings,
        person_id uuid NOT NULL REFERENCES people,
        level text NOT NULL CHECK (level IN ('must', 'maybe', 'no')),
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (listing_id, other_id, person_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE match_ratings, match_lists, listing_versions, listings; DROP SEQUENCE listing_codes',
    );
  }
}
