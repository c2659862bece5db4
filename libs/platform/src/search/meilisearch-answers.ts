import { fused, type Looked } from '#matching';
import { type Asked, filterOf } from './meilisearch-query.js';
import { explanationOf, hitsOf, pageAround } from './meilisearch-pages.js';
import type { Found, MeilisearchServer } from './meilisearch-server.js';
import {
  embedder,
  facetAttribute,
  fieldsOf,
  numberAttribute,
  wordAttributes,
} from './meilisearch-settings.js';
import {
  type Condition,
  type SearchAnswer,
  type SearchFields,
  type SearchRequest,
  SearchUnavailable,
} from './search-index.js';

/** So many of the best by the server's order are looked at as texts. */
const LOOKED_AT = 100;
/** Meilisearch takes every document with a vector for a hit: so many of the nearest count. */
const NEAREST = 20;
/** So many of the nearest have a say in the order. */
const SENSED = 100;
/** What the server says while no document has had a vector, or only vectors of another length. */
const WITHOUT_VECTORS = new Set(['invalid_search_embedder', 'invalid_vector_dimensions']);

/** How well texts answer a query. */
export type Look = (texts: SearchFields[]) => Looked[];

/** What is near a query by sense: a way to ask for the nearest, and how near each document is. */
export interface Sense {
  way: Asked;
  standing: (id: string) => number;
}

interface Window extends Pick<SearchAnswer, 'hits' | 'total'> {
  counts: Found['facetDistribution'];
}

/** What a Meilisearch index answers to one request that is asked in one or several ways, until a signal says that it is late. */
export class MeilisearchAnswers {
  constructor(
    private readonly server: MeilisearchServer,
    private readonly index: string,
    private readonly signal: AbortSignal,
  ) {}

  /** What any of some ways to ask finds; each chosen facet is counted as if its choice were lifted. */
  async answer(
    request: SearchRequest,
    ways: readonly Asked[],
    look?: Look,
    sense?: Sense,
  ): Promise<SearchAnswer> {
    const { choices, facets, sort } = request;
    const asked = sense ? [...ways, sense.way] : ways;
    const lifted = facets.filter((name) => name in choices);
    const counted = facets.filter((name) => !lifted.includes(name)).map(facetAttribute);
    const [window, ...others] = await Promise.all([
      look && !sort ? this.looked(request, asked, counted, look, sense) : this.page(request, asked, counted),
      ...lifted.map((name) =>
        this.ask({ ...request, lifted: name }, asked, {
          ...pageAround(0, 0),
          facets: [facetAttribute(name)],
        }),
      ),
    ]);
    const counts = Object.assign({}, window.counts, ...others.map((one) => one.facetDistribution));
    return {
      hits: window.hits,
      total: window.total,
      facets: Object.fromEntries(
        facets.map((name) => [name, new Map(Object.entries(counts[facetAttribute(name)] ?? {}))]),
      ),
    };
  }

  /** The hits of a window in the server's order. */
  private async page(request: SearchRequest, ways: readonly Asked[], facets: string[]): Promise<Window> {
    // Whole pages around the window, since only pages come with an exact total.
    const found = await this.ask(request, ways, { ...pageAround(request.offset, request.limit), facets });
    return { hits: hitsOf(found, request), total: found.totalHits, counts: found.facetDistribution };
  }

  /** As {@link page}, but the first {@link LOOKED_AT} in the order of a look at their texts, and of their sense. */
  private async looked(
    request: SearchRequest,
    ways: readonly Asked[],
    facets: string[],
    look: Look,
    sense: Sense | undefined,
  ): Promise<Window> {
    const { limit, offset, explain } = request;
    const end = offset + limit;
    if (offset >= LOOKED_AT || limit === 0) return this.page(request, ways, facets);
    const [{ hits, totalHits, facetDistribution: counts }, rest] = await Promise.all([
      this.ask({ ...request, fields: wordAttributes }, ways, { hitsPerPage: LOOKED_AT, page: 1, facets }),
      end > LOOKED_AT && this.page({ ...request, offset: LOOKED_AT, limit: end - LOOKED_AT }, ways, []),
    ]);
    const looks = look(hits.map(fieldsOf));
    const best = hits
      .map(({ id }, i) => ({
        id,
        // Above what the server says of the others.
        score: 1 + looks[i]!.score,
        ...(explain ? { explanation: explanationOf(looks[i]!.parts) } : {}),
      }))
      .sort((a, b) => b.score - a.score);
    const ordered = sense ? fused(best, [], sense.standing) : best;
    return {
      hits: [...ordered.slice(offset, end), ...(rest ? rest.hits : [])],
      total: totalHits,
      counts,
    };
  }

  private ask(
    request: SearchRequest & { lifted?: string; fields?: string[] },
    ways: readonly Asked[],
    page: { hitsPerPage: number; page: number; facets: string[] },
  ): Promise<Found> {
    const { sort, explain, lifted, fields = [] } = request;
    const questions = ways.map((way) => ({
      ...way,
      filter: narrowing(request, lifted),
      sort: [...(sort ? [`${numberAttribute(sort.number)}:${sort.order.slice(0, -6)}`, 'id:asc'] : [])],
      attributesToRetrieve: ['id', ...fields],
      showRankingScore: true,
      showRankingScoreDetails: explain,
    }));
    return this.server.askAny(this.index, questions, page, this.signal);
  }

  /** What the query's vector says; undefined where it has none, or documents have none of its length. */
  async sense({ vector, where, choices, facets }: SearchRequest): Promise<Sense | undefined> {
    if (!vector) return undefined;
    // Under every choice but those that are counted, so that the counts hold for all of them.
    const kept = Object.entries(choices).flatMap(([name, choice]) => (facets.includes(name) ? [] : [choice]));
    const way = { q: '', vector: [...vector], hybrid: { embedder, semanticRatio: 1 } };
    try {
      const question = {
        ...way,
        filter: filterOf([...where, ...kept]),
        limit: SENSED,
        attributesToRetrieve: ['id'],
        showRankingScore: true,
      };
      const [found] = await this.server.ask(this.index, [question], this.signal);
      const scores = new Map(found!.hits.map(({ id, _rankingScore = 0 }) => [id, _rankingScore]));
      const sorted = [...scores.values()];
      const least = sorted.at(-1) ?? 0;
      const rankingScoreThreshold = sorted[NEAREST - 1] ?? least;
      return { way: { ...way, rankingScoreThreshold, weight: 1 }, standing: (id) => scores.get(id) ?? least };
    } catch (error) {
      if (error instanceof SearchUnavailable && WITHOUT_VECTORS.has(error.code ?? '')) return undefined;
      throw error;
    }
  }

  /** The reading whose best hit scores highest, and that hit's title; undefined if none finds anything. */
  async bestReading(
    { where, choices }: SearchRequest,
    readings: Asked[],
  ): Promise<{ asked: Asked; title: string } | undefined> {
    if (readings.length === 0) return undefined;
    const found = await this.server.ask(
      this.index,
      readings.map(({ weight: _, ...asked }) => ({
        ...asked,
        filter: filterOf([...where, ...Object.values(choices)]),
        hitsPerPage: 1,
        page: 1,
        attributesToRetrieve: ['id', 'title'],
        showRankingScore: true,
      })),
      this.signal,
    );
    const score = ({ hits }: Found) => hits[0]?._rankingScore ?? -1;
    const best = found.reduce((most, _, i) => (score(found[i]!) > score(found[most]!) ? i : most), 0);
    const hit = found[best]!.hits[0];
    return hit && { asked: readings[best]!, title: String(hit.title) };
  }
}

/** The conditions and choices of a request, without one that is lifted. */
function narrowing({ where, choices }: SearchRequest, lifted?: string): string | undefined {
  const kept = Object.entries(choices).flatMap(([name, choice]): Condition[] =>
    name === lifted ? [] : [choice],
  );
  return filterOf([...where, ...kept]);
}
