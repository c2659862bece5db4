import type { Transaction } from '#platform';
import type { DemoData } from './demo-data.js';

/** All listings of the demonstration, published over the last months; a few wait for review. */
export async function saveListings(
  tx: Transaction,
  data: DemoData,
  organisations: Map<string, string>,
  now: Date,
): Promise<void> {
  const rows = [
    ...data.technologies.map((one) => ({ ...one, kind: 'technology', organisation: one.institute })),
    ...data.needs.map((one) => ({ ...one, kind: 'need', organisation: one.enterprise })),
  ].map((one, i) => ({
    kind: one.kind,
    disclosure: one.disclosure,
    content: one.content,
    organisation_id: organisations.get(one.organisation),
    published_at: new Date(now.getTime() - ((i * 37) % 160) * 86_400_000 - i * 60_000),
    // The review queue has something to show.
    state: i % 50 === 49 ? 'submitted' : 'published',
  }));
  await tx.query(
    `WITH written AS (
       INSERT INTO listings (kind, code, organisation_id, state, disclosure, content, published, published_at,
                             published_version, valid_until, submitted_at, updated_at)
       SELECT r.kind, CASE r.kind WHEN 'technology' THEN 'JS' ELSE 'XQ' END || '-2026-' ||
                lpad(nextval('listing_codes')::text, 4, '0'),
              r.organisation_id, r.state, r.disclosure, r.content,
              CASE WHEN r.state = 'published' THEN r.content END,
              CASE WHEN r.state = 'published' THEN r.published_at END,
              CASE WHEN r.state = 'published' THEN 1 ELSE 0 END,
              ($2::timestamptz + interval '400 days')::date, r.published_at, r.published_at
         FROM jsonb_to_recordset($1::jsonb) AS r(kind text, disclosure text, content jsonb, organisation_id uuid,
                                                 published_at timestamptz, state text)
       RETURNING id, published, published_at
     )
     INSERT INTO listing_versions (listing_id, version, content, published_at)
     SELECT id, 1, published, published_at FROM written WHERE published IS NOT NULL`,
    [JSON.stringify(rows), now],
  );
}
