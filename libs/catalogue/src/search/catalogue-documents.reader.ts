import { Injectable } from '@nestjs/common';
import { Database, type SearchDocument } from '#platform';
import { DOCUMENT_FORMAT, listingDocument, type PublishedRow } from './listing-document.js';

/** Small enough that reading one page keeps the event loop for a few milliseconds only. */
const PAGE = 100;
const STAMPS_PAGE = 500;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

const listed = `FROM listings l JOIN organisations o ON o.id = l.organisation_id
  WHERE l.published IS NOT NULL AND l.state <> 'expired'`;
/** The working copy is left out: saving it changes nothing that is published. */
const stamp = `'${DOCUMENT_FORMAT}.' || l.published_version || '.' ||
  md5(concat_ws('|', l.published_at, l.disclosure, l.valid_until, o.name, o.district)) AS stamp`;
const columns = `l.id, l.kind, ${stamp}, l.organisation_id, o.name AS organisation_name,
  o.district AS organisation_district, l.disclosure, l.valid_until::text, l.published_at, l.published`;

/** What the catalogue's index should hold: everything published, of every disclosure level. */
@Injectable()
export class CatalogueDocuments {
  constructor(private readonly database: Database) {}

  /** How many there are. */
  async count(): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(`SELECT count(*)::int AS count ${listed}`);
    return row!.count;
  }

  /** All of them, page by page in the order of their ids. */
  async *pages(): AsyncGenerator<SearchDocument[]> {
    for await (const rows of this.rows<PublishedRow>(columns, PAGE)) yield rows.map(listingDocument);
  }

  /** Those of these ids that are published. */
  async byIds(ids: readonly string[]): Promise<SearchDocument[]> {
    const rows = await this.database.query<PublishedRow>(
      `SELECT ${columns} ${listed} AND l.id = ANY($1::uuid[])`,
      [ids],
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
        `SELECT ${what} ${listed} AND l.id > $1::uuid ORDER BY l.id LIMIT ${size}`,
        [after],
      );
      if (rows.length > 0) yield rows;
      if (rows.length < size) return;
      after = rows.at(-1)!.id;
    }
  }
}
