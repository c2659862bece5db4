import { CatalogueDocuments } from '#catalogue';
import type { SearchDocument, SearchIndex } from '#platform';
import type { Participant } from './people.js';
import type { Product } from './product.js';

/** Whole numbers below a bound, the same every time for a seed (mulberry32). */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** The ids of all that is published. */
export async function publishedIds(product: Product): Promise<string[]> {
  const { rows } = await product.database.query<{ id: string }>(
    `SELECT id FROM listings WHERE published IS NOT NULL AND state <> 'expired' ORDER BY id`,
  );
  return rows.map(({ id }) => id);
}

let number = 0;

/** Publishes, changes or withdraws a listing as the product does: with its event and its notification in one transaction. */
export async function changeSomething(
  product: Product,
  institute: Participant,
  random: (below: number) => number,
): Promise<void> {
  const all = await publishedIds(product);
  const id = all[random(all.length)];
  // The catalogue grows on the way.
  const what = id === undefined ? 0 : random(6) % 4;
  const client = await product.database.connect();
  try {
    await client.query('BEGIN');
    const {
      rows: [row],
    } =
      what === 0
        ? await client.query<{ id: string }>(
            `INSERT INTO listings (kind, code, organisation_id, state, content, published, published_at, published_version)
             VALUES ('technology', $1, $2, 'published', $3, $3, now(), 1) RETURNING id`,
            [
              `S${++number}`,
              institute.organisation.id,
              { title: `成果 ${number} ${'甲乙丙丁戊'[random(5)]}` },
            ],
          )
        : await client.query<{ id: string }>(
            {
              1: `UPDATE listings SET published = published || '{"summary": "新"}', published_version = published_version + 1`,
              2: `UPDATE listings SET disclosure = CASE disclosure WHEN 'public' THEN 'confidential' ELSE 'public' END`,
              3: `UPDATE listings SET published = NULL, state = 'archived'`,
            }[what]! + ' WHERE id = $1 RETURNING id',
            [id],
          );
    const listingId = row!.id;
    await client.query(`INSERT INTO outbox_events (name, payload) VALUES ('listing.changed', $1)`, [
      { listingId },
    ]);
    await client.query(`SELECT pg_notify('listing', $1), pg_notify('outbox', '')`, [listingId]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

/** A document that says something else than the database. */
export const forged = (id = '00000000-0000-4000-8000-00000000000f'): SearchDocument => ({
  id,
  stamp: 'forged',
  fields: { title: '伪造' },
  facets: { kind: ['technology'], audience: ['public'] },
  numbers: { validUntil: 100_000 },
});

/** Whether an index holds exactly what is published, in its present state. */
export async function isInStep(product: Product, index: SearchIndex): Promise<boolean> {
  const held = await index.stamps();
  const expected: [string, string][] = [];
  for await (const page of product.api.get(CatalogueDocuments).stamps())
    for (const { id, stamp } of page) expected.push([id, stamp]);
  return JSON.stringify([...held].sort()) === JSON.stringify(expected.sort());
}
