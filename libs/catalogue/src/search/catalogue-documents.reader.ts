import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, Database, type SearchDocument } from '#platform';
import { DOCUMENT_FORMAT, listingDocument, type PublishedRow } from './listing-document.js';

/** Small enough that reading one page keeps the event loop for a few milliseconds only. */
const PAGE = 100;
const STAMPS_PAGE = 500;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

const isListed = `l.published IS NOT NULL AND l.state <> 'expired'`;
/** With the vectors of a model, $1. */
const listed = `FROM listings l JOIN organisations o ON o.id = l.organisation_id
  LEFT JOIN listing_vectors v ON v.listing_id = l.id AND v.version = l.published_version AND v.model = $1
  WHERE ${isListed}`;
/** The working copy is left out: saving it changes nothing that is published. */
const stamp = `'${DOCUMENT_FORMAT}.' || l.published_version || '.' ||
  md5(concat_ws('|', l.published_at, l.disclosure, l.valid_until, o.name, o.district, v.computed_at)) AS stamp`;
const columns = `l.id, l.kind, ${stamp}, l.organisation_id, o.name AS organisation_name,
  o.district AS organisation_district, l.disclosure, l.valid_until::text, l.published_at, l.published, v.vector`;

/** What the catalogue's index should hold: everything published, of every disclosure level. */
@Injectable()
export class CatalogueDocuments {
  /** Whose vectors count. */
  private readonly model: string | null;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) { embeddings }: Config,
  ) {
    this.model = embeddings?.model ?? null;
  }

  /** How many there are. */
  async count(): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM listings l WHERE ${isListed}`,
    );
    return row!.count;
  }

  /** All of them, page by page in the order of their ids. */
  async *pages(): AsyncGenerator<SearchDocument[]> {
    for await (const rows of this.rows<PublishedRow>(columns, PAGE)) yield rows.map(listingDocument);
  }

  /** Those of these ids that are published. */
  async byIds(ids: readonly string[]): Promise<SearchDocument[]> {
    const rows = await this.database.query<PublishedRow>(
      `SELECT ${columns} ${listed} AND l.id = ANY($2::uuid[])`,
      [this.model, ids],
    );
    return rows.map(listingDocument);
  }

  /** The stamp that each document should have, page by page in the order of their ids. */
  stamps(): AsyncGenerator<{ id: string; stamp: string }[]> {
    return this.rows(`l.id, ${stamp}`, STAMPS_PAGE);
  }

  private async *rows<T extends { id: string }>(what: string, size: number): AsyncGenerator<T[]> {
    for (let after = FIRST_ID; ;) {
      const rows = await this.database.query<T>(
        `SELECT ${what} ${listed} AND l.id > $2::uuid ORDER BY l.id LIMIT ${size}`,
        [this.model, after],
      );
      if (rows.length > 0) yield rows;
      if (rows.length < size) return;
      after = rows.at(-1)!.id;
    }
  }
}
