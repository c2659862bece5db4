import { Injectable, Logger } from '@nestjs/common';
import type { ListingContent, NeedContent, TechnologyContent } from '#contracts';
import type { RowFilter } from '#identity';
import { TextIndex } from '#matching';
import { Clock, cityDay, Database, NotificationListener } from '#platform';
import type { ListingKind } from './listing.js';

interface Entry {
  id: string;
  kind: ListingKind;
  organisationId: string;
  anonymous: boolean;
  disclosure: 'public' | 'registered' | 'confidential';
  validUntil: string;
  publishedAt: number;
  deadline: string;
  trl: number;
  facets: Record<FacetName, string[]>;
}
export const facetNames = ['field', 'strategicIndustry', 'mode', 'district', 'stage', 'needKind'] as const;
export type FacetName = (typeof facetNames)[number];

interface Row {
  id: string;
  kind: ListingKind;
  organisation_id: string;
  organisation_name: string;
  organisation_district: string | null;
  disclosure: Entry['disclosure'];
  valid_until: string | null;
  published_at: Date;
  published: ListingContent;
}

export interface CatalogueQuery {
  kind: ListingKind;
  q?: string;
  facets: Partial<Record<FacetName, string[]>>;
  organisation?: string;
  trlMin?: number;
  trlMax?: number;
  sort: 'relevance' | 'newest' | 'maturity' | 'closing';
}
export interface CatalogueHits {
  ids: string[];
  facets: Record<FacetName, Map<string, number>>;
}

/** Hits of a text search that facets and filters then see. */
const SEARCH_LIMIT = 3_000;

/**
 * What is published, in this process: searched by the retrieval core, filtered and counted in memory. It loads once and
 * follows the database's notifications; after a lost connection it loads again.
 */
@Injectable()
export class CatalogueIndex {
  private readonly logger = new Logger(CatalogueIndex.name);
  private readonly entries = new Map<string, Entry>();
  private readonly texts = { technology: new TextIndex(), need: new TextIndex() };
  private started: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly listener: NotificationListener,
  ) {}

  /** Loads the catalogue; later calls wait for the same load. */
  start(): Promise<void> {
    this.started ??= this.follow();
    return this.started;
  }

  private async follow(): Promise<void> {
    await this.listener.listen('listing', (id) => {
      this.refresh(id).catch((error: Error) =>
        this.logger.error(`Index is behind on ${id}: ${error.message}`),
      );
    });
    this.listener.onReconnect(() => void this.refresh());
    await this.refresh();
  }

  /** Reads one listing again, or all of them (`*` or nothing). */
  private async refresh(id = '*'): Promise<void> {
    const one = id === '*' ? null : id;
    const rows = await this.database.query<Row>(
      `SELECT l.id, l.kind, l.organisation_id, o.name AS organisation_name, o.district AS organisation_district,
              l.disclosure, l.valid_until::text, l.published_at, l.published
         FROM listings l JOIN organisations o ON o.id = l.organisation_id
        WHERE l.published IS NOT NULL AND l.state <> 'expired' AND ($1::uuid IS NULL OR l.id = $1)`,
      [one],
    );
    const present = new Set(rows.map((row) => row.id));
    for (const gone of one ? [one] : [...this.entries.keys()]) if (!present.has(gone)) this.remove(gone);
    for (const row of rows) this.set(row);
  }

  private remove(id: string): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    this.entries.delete(id);
    this.texts[entry.kind].remove(id);
  }

  private set(row: Row): void {
    const technology = row.published as TechnologyContent;
    const need = row.published as NeedContent;
    const isNeed = row.kind === 'need';
    const named = isNeed && need.anonymous ? [] : [row.organisation_name];
    const some = (...values: (string | null | undefined)[]) => values.filter((value) => value != null);
    this.entries.set(row.id, {
      id: row.id,
      kind: row.kind,
      organisationId: row.organisation_id,
      anonymous: isNeed && need.anonymous === true,
      disclosure: row.disclosure,
      validUntil: row.valid_until ?? '9999-12-31',
      publishedAt: row.published_at.getTime(),
      deadline: (isNeed ? need.deadline : undefined) ?? row.valid_until ?? '9999-12-31',
      trl: (isNeed ? need.minTrl : technology.trl) ?? 0,
      facets: {
        field: some(row.published.field),
        strategicIndustry: some(row.published.strategicIndustry),
        mode: row.published.modes ?? [],
        district: some(isNeed ? (need.district ?? row.organisation_district) : row.organisation_district),
        stage: some(isNeed ? undefined : technology.stage),
        needKind: some(isNeed ? need.kind : undefined),
      },
    });
    this.texts[row.kind].set(row.id, {
      title: row.published.title,
      keywords: [...(row.published.keywords ?? []), ...named].join(' '),
      summary: [isNeed ? undefined : technology.summary, row.published.problem].filter(Boolean).join('\n'),
      text: [
        row.published.text,
        ...(isNeed ? (need.targets ?? []).map((one) => one.name) : (technology.scenarios ?? [])),
      ]
        .filter(Boolean)
        .join('\n'),
    });
  }

  /** Whether some published technology uses an index term. */
  hasTechnologyWith(term: string): boolean {
    return this.texts.technology.documentFrequency(term) > 0;
  }

  /** Ids in order, and each facet's counts under all the other filters. Only rows that the filter admits. */
  search(rows: RowFilter, query: CatalogueQuery): CatalogueHits {
    const today = cityDay(this.clock.now());
    const admitted = (entry: Entry) =>
      entry.kind === query.kind &&
      entry.validUntil >= today &&
      (rows.all ||
        rows.disclosure.includes(entry.disclosure) ||
        entry.organisationId === rows.organisationId);
    const text = query.q?.trim();
    const candidates = text
      ? this.texts[query.kind]
          .search(text, { limit: SEARCH_LIMIT, accept: (id) => admitted(this.entries.get(id)!) })
          .map((hit) => this.entries.get(hit.id)!)
      : [...this.entries.values()].filter(admitted);
    const base = candidates.filter(
      (entry) =>
        (!query.organisation ||
          (entry.organisationId === query.organisation && (!entry.anonymous || rows.all))) &&
        (query.trlMin === undefined || entry.trl >= query.trlMin) &&
        (query.trlMax === undefined || (entry.trl > 0 && entry.trl <= query.trlMax)),
    );
    const counts = Object.fromEntries(facetNames.map((name) => [name, new Map<string, number>()])) as Record<
      FacetName,
      Map<string, number>
    >;
    const hits: Entry[] = [];
    for (const entry of base) {
      const failed = facetNames.filter((name) => {
        const wanted = query.facets[name];
        return wanted && wanted.length > 0 && !entry.facets[name].some((value) => wanted.includes(value));
      });
      if (failed.length === 0) hits.push(entry);
      // A facet counts what would be found if its own choice were lifted.
      for (const name of facetNames) {
        if (failed.length === 0 || (failed.length === 1 && failed[0] === name)) {
          for (const value of entry.facets[name]) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
        }
      }
    }
    const order = query.sort === 'relevance' && !text ? 'newest' : query.sort;
    const byId = (a: Entry, b: Entry) => (a.id < b.id ? -1 : 1);
    if (order === 'newest') hits.sort((a, b) => b.publishedAt - a.publishedAt || byId(a, b));
    if (order === 'maturity')
      hits.sort((a, b) => b.trl - a.trl || b.publishedAt - a.publishedAt || byId(a, b));
    if (order === 'closing') hits.sort((a, b) => a.deadline.localeCompare(b.deadline) || byId(a, b));
    return { ids: hits.map((hit) => hit.id), facets: counts };
  }
}
