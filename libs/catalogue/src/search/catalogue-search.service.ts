import { Injectable } from '@nestjs/common';
import type {
  FoundListing,
  InputOf,
  ListingCard,
  listListings,
  ResponseOf,
  suggestListings,
} from '#contracts';
import type { Caller, RowFilter } from '#identity';
import { normalise } from '#text';
import {
  ANSWER_WITHIN,
  cityDay,
  Clock,
  type SearchAnswer,
  type SearchHit,
  type SearchRequest,
} from '#platform';
import type { ListingKind } from '../listing.js';
import { ListingsReader } from '../listings.reader.js';
import { CardMarks } from './card-marks.js';
import {
  admitted,
  type CatalogueQuery,
  catalogueRequest,
  ownerFacet,
  type Reader,
} from './catalogue-request.js';
import { publicFacets } from './listing-document.js';
import { OrganisationNames } from './organisation-names.reader.js';
import { SearchEngines } from './search-engines.service.js';

/** So often an index that was behind is asked again before the page is filled from further down. */
const MENDINGS = 2;
/** So many further pages are read to fill one from which hits fell out. */
const FURTHER_PAGES = 5;
const MOST_ORGANISATIONS = 50;
const MOST_SUGGESTIONS = 8;

interface Page {
  answer: SearchAnswer;
  found: { card: ListingCard; hit: SearchHit }[];
  total: number;
  /** The organisations of the hits, most hits first. */
  organisations: { id: string; name: string; count: number }[];
}

/** Questions of readers to the catalogue's index. Nothing leaves that the database, asked now, would not let them see. */
@Injectable()
export class CatalogueSearch {
  constructor(
    private readonly engines: SearchEngines,
    private readonly listings: ListingsReader,
    private readonly names: OrganisationNames,
    private readonly clock: Clock,
  ) {}

  /** Errors: see `catalogueRequest`. */
  async search(caller: Caller, query: CatalogueQuery): Promise<ResponseOf<typeof listListings>> {
    const { page, pageSize } = query;
    const nothing = { facets: {}, organisations: [], didYouMean: null };
    if (query.mine === 'true') {
      const { items, total } = await this.listings.own(caller, query);
      return { items: items.map((item) => ({ ...item, marks: null })), total, page, pageSize, ...nothing };
    }
    const request = catalogueRequest(query, caller, this.today());
    const { answer, found, total, organisations } = await this.page(request, caller.rows);
    return {
      items: request.q === '' ? found.map(unmarked) : await this.marked(found, request.q, caller.rows),
      total,
      page,
      pageSize,
      facets: Object.fromEntries(publicFacets.map((name) => [name, ranked(answer.facets[name])])),
      organisations,
      didYouMean: answer.didYouMean ?? null,
    };
  }

  /** Cards with what matched the query in them; where that is little, the summary gives way to what says more further down. */
  private async marked(found: Page['found'], q: string, rows: RowFilter): Promise<FoundListing[]> {
    const marks = new CardMarks(q);
    const items = found.map(({ card, hit }) => {
      const { item, share } = marks.of(card);
      return { item: Object.assign(item, { explanation: hit.explanation }), share };
    });
    const silent = items.filter(({ share }) => marks.saysLittle(share));
    const bodies = await this.listings.bodies(
      rows,
      silent.map(({ item }) => item.id),
    );
    for (const { item, share } of silent) marks.excerpt(item, bodies.get(item.id) ?? '', share);
    return items.map(({ item }) => item);
  }

  /** How many listings a query finds that were published after an instant. */
  async countSince(reader: Reader, query: CatalogueQuery, since: Date): Promise<number> {
    const request = catalogueRequest(query, reader, this.today());
    const fresh = { number: 'publishedAt', min: since.getTime() + 1 };
    const answer = await this.engines.search({
      ...request,
      where: [...request.where, fresh],
      facets: [],
      limit: 0,
      offset: 0,
    });
    return answer.total;
  }

  /** Listings that a query finds and that were published after one instant and up to another, the newest first. */
  async publishedBetween(
    reader: Reader,
    query: CatalogueQuery,
    { after, until, limit }: { after: Date; until: Date; limit: number },
  ): Promise<{ cards: ListingCard[]; total: number }> {
    const request = catalogueRequest(query, reader, this.today());
    const between = { number: 'publishedAt', min: after.getTime() + 1, max: until.getTime() };
    const { found, total } = await this.page(
      {
        ...request,
        where: [...request.where, between],
        facets: [],
        sort: { number: 'publishedAt', order: 'descending' },
        limit,
        offset: 0,
      },
      reader.rows,
    );
    return { cards: found.map(({ card }) => card), total };
  }

  /** The listings nearest to a text, as their reader may see them. */
  async nearest(rows: RowFilter, kind: ListingKind, q: string, limit: number): Promise<ListingCard[]> {
    const where = admitted(rows, kind, this.today());
    const { found } = await this.page({ q, where, choices: {}, facets: [], limit, offset: 0 }, rows);
    return found.map(({ card }) => card);
  }

  /** What the query may become. Each suggestion is said, in the database now, by a listing that the caller may know of. */
  async suggest(
    { rows }: Caller,
    { kind, q }: InputOf<typeof suggestListings>['query'],
  ): Promise<ResponseOf<typeof suggestListings>['suggestions']> {
    const today = this.today();
    const where = admitted(rows, kind, today);
    const suggestions = await this.engines.suggest({ q, where, limit: MOST_SUGGESTIONS });
    const asked = new Set(suggestions.flatMap(({ holders }) => holders));
    const labels = await this.listings.labels(rows, [...asked], today);
    const isSaid = (says: string, id: string): boolean =>
      labels.get(id)?.some((label) => normalise(label).includes(normalise(says))) ?? false;
    const wrong = suggestions.flatMap(({ says, holders }) => holders.filter((id) => !isSaid(says, id)));
    if (wrong.length > 0) await this.engines.mend([...new Set(wrong)]);
    return suggestions
      .filter(({ says, holders }) => holders.some((id) => isSaid(says, id)))
      .map(({ text, id }) => ({ text, listingId: id ?? null }));
  }

  /** A page of hits that the reader may see. What the index has wrong is mended where this process can. */
  private async page(asked: SearchRequest, rows: RowFilter): Promise<Page> {
    const request = { ...asked, until: performance.now() + ANSWER_WITHIN };
    for (let round = 0; ; round++) {
      const answer = await this.engines.search(request);
      const owners = ranked(answer.facets[ownerFacet(rows)]).slice(0, MOST_ORGANISATIONS);
      const { found, lost, organisations } = await this.checked(answer.hits, rows, owners);
      const page = { answer, found, total: answer.total - lost.length, organisations };
      if (lost.length === 0) return page;
      if ((await this.engines.mend(lost)) && round < MENDINGS) continue;
      return this.filled(request, rows, page);
    }
  }

  /** Fills a page from which hits fell out with those that come after it. */
  private async filled(
    request: SearchRequest & { until: number },
    rows: RowFilter,
    page: Page,
  ): Promise<Page> {
    let { found, total } = page;
    const { answer } = page;
    const { limit, until } = request;
    const isTime = (): boolean => until - performance.now() > ANSWER_WITHIN / 2;
    const end = Math.min(answer.total, request.offset + (1 + FURTHER_PAGES) * limit);
    for (
      let offset = request.offset + limit;
      found.length < limit && offset < end && isTime();
      offset += limit
    ) {
      const further = await this.engines.search({ ...request, facets: [], offset });
      const checked = await this.checked(further.hits, rows);
      found = [...found, ...checked.found].slice(0, limit);
      total -= checked.lost.length;
    }
    return { ...page, found, total };
  }

  /** Parts hits into what the reader may see and what not, and names the owners. */
  private async checked(hits: readonly SearchHit[], rows: RowFilter, owners: CodeCount[] = []) {
    const [shown, names] = await Promise.all([
      this.shown(
        rows,
        hits.map(({ id }) => id),
      ),
      this.names.of(owners.map(({ code }) => code)),
    ]);
    return {
      found: hits.flatMap((hit) => {
        const card = shown.get(hit.id);
        return card ? [{ card, hit }] : [];
      }),
      lost: hits.map(({ id }) => id).filter((id) => !shown.has(id)),
      organisations: owners.flatMap(({ code, count }) => {
        const name = names.get(code);
        return name === undefined ? [] : [{ id: code, name, count }];
      }),
    };
  }

  /** What the reader may see of these ids now, and is still valid. */
  private async shown(rows: RowFilter, ids: string[]): Promise<Map<string, ListingCard>> {
    const today = this.today();
    const cards = await this.listings.cards(rows, ids);
    const valid = cards.filter(
      ({ state, validUntil }) => state !== 'expired' && (validUntil ?? today) >= today,
    );
    return new Map(valid.map((card) => [card.id, card]));
  }

  private today(): string {
    return cityDay(this.clock.now());
  }
}

const unmarked = ({ card, hit }: Page['found'][number]): FoundListing =>
  Object.assign(card, { marks: null, explanation: hit.explanation });

interface CodeCount {
  code: string;
  count: number;
}

/** The values of a facet, the most frequent first. */
function ranked(counts: ReadonlyMap<string, number> = new Map()): CodeCount[] {
  return Array.from(counts, ([code, count]) => ({ code, count })).sort(
    (a, b) => b.count - a.count || (a.code < b.code ? -1 : 1),
  );
}
