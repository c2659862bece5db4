import { Injectable } from '@nestjs/common';
import type {
  InputOf,
  listListings,
  ListingCard,
  ListingContent,
  ListingDetail,
  listVersions,
  NeedContent,
  ResponseOf,
  TechnologyContent,
} from '#contracts';
import { can, type Caller, type RowFilter } from '#identity';
import { Database, found } from '#platform';
import { type ListingKind, missingOf, visibleContent } from './listing.js';

/** What a card is made of, beside the content. */
interface CardRow {
  id: string;
  kind: ListingKind;
  code: string;
  organisation_id: string;
  organisation_name: string;
  organisation_district: string | null;
  state: ListingCard['state'];
  disclosure: ListingCard['disclosure'];
  published_at: Date | null;
  valid_until: string | null;
  version: number;
  updated_at: Date;
}

interface ListingRow extends CardRow {
  content: ListingContent;
  published: ListingContent | null;
  return_reason: string | null;
}

/** Two lines of the widest card. */
export const CARD_SUMMARY = 160;
/** What is read of a listing to show where a query met it. */
const LONGEST_BODY = 1_500;

const columns = `l.id, l.kind, l.code, l.organisation_id, o.name AS organisation_name, o.district AS organisation_district,
  l.state, l.disclosure, l.content, l.published, l.published_at, l.valid_until::text, l.return_reason, l.version, l.updated_at`;
const tables = 'listings l JOIN organisations o ON o.id = l.organisation_id';
/** The row filter of the policy, as SQL over $1 (all), $2 (own organisation) and $3 (disclosure levels). */
const readable = `($1::boolean OR l.organisation_id = $2::uuid
  OR (l.published IS NOT NULL AND l.state <> 'expired' AND l.disclosure = ANY($3::text[])))`;
/** What cards say of listings; their long texts stay in the database. */
const published = `SELECT l.id, l.kind, l.code, l.organisation_id, o.name AS organisation_name,
    o.district AS organisation_district, l.state, l.disclosure, l.published_at, l.valid_until::text, l.version, l.updated_at,
    l.published - ARRAY['text', 'advantages', 'scenarios', 'targets', 'triedBefore', 'confidentialNotes']
      || jsonb_build_object('problem', left(coalesce(l.published->>'problem', l.published->>'text'), ${CARD_SUMMARY + 1}))
      AS published
  FROM ${tables} WHERE ${readable} AND l.published IS NOT NULL AND l.id = ANY($4::uuid[])`;
const bodies = `SELECT l.id, left(concat_ws(' ', l.published->>'summary', l.published->>'problem', l.published->>'text',
    (SELECT string_agg(word, '、') FROM jsonb_array_elements_text(l.published->'keywords') word)), ${LONGEST_BODY}) AS body
  FROM listings l WHERE ${readable} AND l.published IS NOT NULL AND l.id = ANY($4::uuid[])`;
const filterValues = (rows: RowFilter) => [rows.all, rows.organisationId, rows.disclosure];

@Injectable()
export class ListingsReader {
  constructor(private readonly database: Database) {}

  /** Cards of these listings in this order, as published; rows that the filter does not admit are left out. */
  async cards(rows: RowFilter, ids: string[]): Promise<ListingCard[]> {
    if (ids.length === 0) return [];
    const found = await this.database.prepared<CardRow & { published: ListingContent }>(
      'listing-cards',
      published,
      [...filterValues(rows), ids],
    );
    const byId = new Map(found.map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const row = byId.get(id);
      return row ? [card(row, row.published, rows)] : [];
    });
  }

  /** The beginning of what these listings say at length, which everyone may read who may see their cards. */
  async bodies(rows: RowFilter, ids: string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const found = await this.database.prepared<{ id: string; body: string }>('listing-bodies', bodies, [
      ...filterValues(rows),
      ids,
    ]);
    return new Map(found.map(({ id, body }) => [id, body]));
  }

  /** What of these listings may be suggested by its words on a day (YYYY-MM-DD): title, keywords and, unless it is anonymous, its organisation's name. */
  async labels(rows: RowFilter, ids: string[], today: string): Promise<Map<string, string[]>> {
    if (ids.length === 0) return new Map();
    const found = await this.database.query<{ id: string; labels: string[] }>(
      `SELECT l.id, array_remove(ARRAY[l.published->>'title',
                CASE WHEN (l.published->>'anonymous')::boolean IS NOT TRUE THEN o.name END], NULL)
              || ARRAY(SELECT jsonb_array_elements_text(l.published->'keywords')) AS labels
         FROM ${tables} WHERE ${readable} AND l.published IS NOT NULL AND l.id = ANY($4::uuid[])
          AND l.state <> 'expired' AND (l.valid_until IS NULL OR l.valid_until >= $5)`,
      [...filterValues(rows), ids, today],
    );
    return new Map(found.map(({ id, labels }) => [id, labels]));
  }

  /** The caller's own organisation's listings in every state, the last changed first. */
  async own(
    caller: Caller,
    query: InputOf<typeof listListings>['query'],
  ): Promise<{ items: ListingCard[]; total: number }> {
    const values = [caller.rows.organisationId, query.kind, query.state ?? null];
    const where = `l.organisation_id = $1::uuid AND l.kind = $2 AND ($3::text[] IS NULL OR l.state = ANY($3))`;
    const rows = await this.database.query<ListingRow>(
      `SELECT ${columns} FROM ${tables} WHERE ${where} ORDER BY l.updated_at DESC, l.id LIMIT $4 OFFSET $5`,
      [...values, query.pageSize, (query.page - 1) * query.pageSize],
    );
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM ${tables} WHERE ${where}`,
      values,
    );
    return { items: rows.map((row) => card(row, row.content, caller.rows)), total: count!.total };
  }

  async reviewQueue(rows: RowFilter, page: number, pageSize: number) {
    const items = await this.database.query<ListingRow>(
      `SELECT ${columns} FROM ${tables} WHERE $1::boolean AND l.state = 'submitted'
        ORDER BY l.submitted_at, l.id LIMIT $2 OFFSET $3`,
      [rows.all, pageSize, (page - 1) * pageSize],
    );
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM listings WHERE $1::boolean AND state = 'submitted'`,
      [rows.all],
    );
    return { items: items.map((row) => card(row, row.content, rows)), total: count!.total, page, pageSize };
  }

  /** Errors: `not_found`, also for what the reader may not know of. */
  async detail(caller: Caller, id: string): Promise<ListingDetail> {
    const [row] = await this.database.query<ListingRow>(
      `SELECT ${columns} FROM ${tables} WHERE ${readable} AND l.id = $4::uuid`,
      [...filterValues(caller.rows), id],
    );
    const listing = found(row);
    const mine = listing.organisation_id === caller.rows.organisationId;
    const canEdit =
      mine && can(caller.actor, 'listing.write', { organisationIds: [listing.organisation_id] }).allowed;
    const canReview = listing.state === 'submitted' && can(caller.actor, 'listing.review').allowed;
    const workingCopy = canEdit || canReview || !listing.published;
    const source = workingCopy ? listing.content : listing.published!;
    const { content, hiddenParts } = visibleContent(
      listing.kind,
      source,
      mine ? 'confidential' : caller.fields,
    );
    return {
      ...card(listing, source, caller.rows),
      summary: summaryOf(listing.kind, source),
      content,
      hiddenParts,
      returnReason: mine || canReview ? listing.return_reason : null,
      canEdit,
      canReview,
      missing: canEdit ? missingOf(listing.kind, source) : [],
    };
  }

  /** Errors: `not_found` for foreign listings. */
  async versions(rows: RowFilter, id: string): Promise<ResponseOf<typeof listVersions>['versions']> {
    const [listing] = await this.database.query(
      'SELECT 1 FROM listings WHERE id = $1 AND ($2::boolean OR organisation_id = $3::uuid)',
      [id, rows.all, rows.organisationId],
    );
    found(listing);
    const versions = await this.database.query<{
      version: number;
      published_at: Date;
      content: Record<string, unknown>;
    }>(
      'SELECT version, published_at, content FROM listing_versions WHERE listing_id = $1 ORDER BY version DESC',
      [id],
    );
    return versions.map(({ version, published_at, content }) => ({
      version,
      publishedAt: published_at.toISOString(),
      content,
    }));
  }
}

function summaryOf(kind: ListingKind, content: ListingContent): string {
  const own = kind === 'technology' ? (content as TechnologyContent).summary : undefined;
  return own ?? content.problem ?? content.text ?? '';
}

function shortened(text: string): string {
  return text.length > CARD_SUMMARY ? `${text.slice(0, CARD_SUMMARY - 1)}…` : text;
}

function card(row: CardRow, content: ListingContent, rows: RowFilter): ListingCard {
  const technology = content as TechnologyContent;
  const need = content as NeedContent;
  const isNeed = row.kind === 'need';
  const mayKnow = rows.all || row.organisation_id === rows.organisationId;
  return {
    id: row.id,
    kind: row.kind,
    code: row.code,
    title: content.title,
    summary: shortened(summaryOf(row.kind, content)),
    field: content.field ?? null,
    strategicIndustry: content.strategicIndustry ?? null,
    trl: (isNeed ? need.minTrl : technology.trl) ?? null,
    stage: isNeed ? null : (technology.stage ?? null),
    needKind: isNeed ? (need.kind ?? null) : null,
    modes: content.modes ?? [],
    district: (isNeed ? need.district : null) ?? row.organisation_district,
    organisation:
      isNeed && need.anonymous && !mayKnow ? null : { id: row.organisation_id, name: row.organisation_name },
    priceKind: isNeed ? null : (technology.price?.kind ?? null),
    patentCount: isNeed ? 0 : (technology.ip ?? []).filter((one) => one.type !== 'software').length,
    deadline: isNeed ? (need.deadline ?? null) : null,
    state: row.state,
    disclosure: row.disclosure,
    publishedAt: row.published_at?.toISOString() ?? null,
    updatedAt: row.updated_at.toISOString(),
    validUntil: row.valid_until,
    version: row.version,
  };
}
