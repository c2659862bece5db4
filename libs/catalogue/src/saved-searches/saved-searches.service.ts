import { Inject, Injectable } from '@nestjs/common';
import {
  type changeSavedSearch,
  type InputOf,
  listListings,
  type SavedSearch,
  type saveSearch,
} from '#contracts';
import { type Caller, demand, personOf } from '#identity';
import { AppError, Clock, CONFIG, type Config, Database, found, invalidField, signature } from '#platform';
import type { CatalogueQuery, Reader } from '../search/catalogue-request.js';
import { CatalogueSearch } from '../search/catalogue-search.service.js';

/** So many searches a person may keep. */
const MOST = 50;

interface Row {
  id: string;
  kind: SavedSearch['kind'];
  name: string;
  query: SavedSearch['query'];
  mail: boolean;
  seen_at: Date;
  created_at: Date;
}
const columns = 'id, kind, name, query, mail, seen_at, created_at';

/** Searches of the catalogue that a person keeps; each person's own. */
@Injectable()
export class SavedSearches {
  constructor(
    private readonly database: Database,
    private readonly catalogue: CatalogueSearch,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list(caller: Caller): Promise<SavedSearch[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${columns} FROM saved_searches WHERE person_id = $1 ORDER BY created_at DESC, id`,
      [personOf(caller).personId],
    );
    const saved: SavedSearch[] = [];
    for (const row of rows) saved.push(await this.shown(caller, row));
    return saved;
  }

  /** Errors: `invalid_input` with the fields below `query`, or when the person keeps too many. */
  async save(
    caller: Caller,
    { name, kind, query, mail }: InputOf<typeof saveSearch>['body'],
  ): Promise<SavedSearch> {
    const { personId } = personOf(caller);
    parsedQuery(kind, query);
    return this.database.transaction(async (tx) => {
      const [kept] = await tx.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM saved_searches WHERE person_id = $1',
        [personId],
      );
      if (kept!.count >= MOST) throw invalidField('name', 'too_many', { max: MOST });
      const [row] = await tx.query<Row>(
        `INSERT INTO saved_searches (person_id, kind, name, query, mail, seen_at, told_until, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6, $6) RETURNING ${columns}`,
        [personId, kind, name, query, mail, this.clock.now()],
      );
      return this.shown(caller, row!);
    });
  }

  /** Errors: `not_found`, also for another's search. */
  async change(
    caller: Caller,
    id: string,
    { name, mail, seen }: InputOf<typeof changeSavedSearch>['body'],
  ): Promise<SavedSearch> {
    const now = this.clock.now();
    // Who turns mails on wants to hear of what comes from now on.
    const [rows] = (await this.database.query(
      `UPDATE saved_searches SET name = coalesce($3, name), mail = coalesce($4, mail),
              told_until = CASE WHEN $4 AND NOT mail THEN $5 ELSE told_until END,
              seen_at = CASE WHEN $6 THEN $5 ELSE seen_at END
        WHERE id = $1 AND person_id = $2 RETURNING ${columns}`,
      [id, personOf(caller).personId, name ?? null, mail ?? null, now, seen ?? false],
    )) as unknown as [Row[], number];
    return this.shown(caller, found(rows[0]));
  }

  /** Errors: `not_found`, also for another's search. */
  async forget(caller: Caller, id: string): Promise<void> {
    const [, count] = (await this.database.query(
      'DELETE FROM saved_searches WHERE id = $1 AND person_id = $2',
      [id, personOf(caller).personId],
    )) as unknown as [unknown, number];
    if (count === 0) throw new AppError('not_found');
  }

  /** The address that ends the mails to a person without signing in; a POST does it. */
  unsubscribeToken(personId: string): string {
    return `${personId}.${signature(this.config.secretKey, `saved-search mails ${personId}`)}`;
  }

  /** Errors: `link_spent` for a token that was not made here. */
  async unsubscribe(token: string): Promise<void> {
    const personId = token.split('.', 1)[0]!;
    if (token !== this.unsubscribeToken(personId)) throw new AppError('link_spent');
    await this.database.query('UPDATE saved_searches SET mail = false WHERE person_id = $1', [personId]);
  }

  private async shown(caller: Caller, row: Row): Promise<SavedSearch> {
    const reader = readerOf(caller);
    const query = queryFor(row.kind, row.query, reader);
    const fresh = query ? await this.catalogue.countSince(reader, query, row.seen_at) : 0;
    const { id, kind, name, mail } = row;
    return { id, kind, name, query: row.query, mail, fresh, createdAt: row.created_at.toISOString() };
  }
}

/** What `listing.read` lets the caller see, whatever route they came by. */
function readerOf(caller: Caller): Reader {
  return demand(caller.actor, 'listing.read');
}

/** Errors: `invalid_input` with the fields below `query`. */
function parsedQuery(kind: SavedSearch['kind'], query: SavedSearch['query']): CatalogueQuery {
  const parsed = listListings.query.safeParse({ ...query, kind, page: 1 });
  if (parsed.success) return parsed.data;
  throw new AppError('invalid_input', {
    fields: parsed.error.issues.map(({ path }) => ({
      field: ['query', ...path].join('.'),
      reason: 'unknown_value',
    })),
  });
}

/**
 * The query as it can be asked now: without what its person may no longer ask. Null for one that the catalogue no longer
 * understands, such as a vocabulary's former code.
 */
export function queryFor(
  kind: SavedSearch['kind'],
  query: SavedSearch['query'],
  reader: Reader,
): CatalogueQuery | null {
  const parsed = listListings.query.safeParse({ ...query, kind, page: 1 });
  if (!parsed.success) return null;
  const { explain: _, mine: __, ...rest } = parsed.data;
  return reader.fields === 'public' ? { ...rest, priceMin: undefined, priceMax: undefined } : rest;
}
