import { Injectable } from '@nestjs/common';
import type {
  CoverageRow,
  InputOf,
  listCoverageRows,
  NeedContent,
  readCoverage,
  ResponseOf,
} from '#contracts';
import type { RowFilter } from '#identity';
import { Database } from '#platform';
import type { ListingKind } from './listing.js';
import { ListingsReader } from './listings.reader.js';
import { missingWords, needWords, termsOf } from './missing-words.js';
import { OwnIndex } from './search/own-index.service.js';

interface Best {
  id: string;
  kind: ListingKind;
  level: CoverageRow['best'];
  other: string | null;
}
type Figure = NonNullable<InputOf<typeof listCoverageRows>['query']['figure']>;

const MOST_WORDS = 60;
const isGood = (level: Best['level']) => level === 'strong' || level === 'fair';

/**
 * How far technologies answer the needs. A need is answered, and a technology wanted, when the best of its kept list is
 * strong or fair; at an event only what comes to it counts on either side. `scope` holds the listings that come, null
 * the whole catalogue. Only listings that `rows` admits are counted.
 */
@Injectable()
export class CoverageReader {
  constructor(
    private readonly database: Database,
    private readonly words: OwnIndex,
    private readonly listings: ListingsReader,
  ) {}

  async summary(rows: RowFilter, scope: string[] | null): Promise<ResponseOf<typeof readCoverage>> {
    const best = await this.best(rows, scope);
    const count = (kind: ListingKind, open: boolean) =>
      best.filter((one) => one.kind === kind && !(open && isGood(one.level))).length;
    const needs = new Map<string, number>();
    for (const { words } of await this.missing(rows, scope)) {
      for (const word of words) needs.set(word, (needs.get(word) ?? 0) + 1);
    }
    return {
      needs: count('need', false),
      technologies: count('technology', false),
      unansweredNeeds: count('need', true),
      unwantedTechnologies: count('technology', true),
      words: [...needs]
        .map(([word, n]) => ({ word, needs: n }))
        .sort((a, b) => b.needs - a.needs || a.word.localeCompare(b.word, 'zh'))
        .slice(0, MOST_WORDS),
    };
  }

  /** The rows behind a figure, or the needs that use a missing word; the least answered first. */
  async rows(
    rows: RowFilter,
    scope: string[] | null,
    { figure, word, page, pageSize }: InputOf<typeof listCoverageRows>['query'],
  ): Promise<ResponseOf<typeof listCoverageRows>> {
    const words = new Map((await this.missing(rows, scope)).map((one) => [one.id, one.words]));
    const chosen = (await this.best(rows, scope)).filter(
      (one) => (!figure || isBehind(figure, one)) && (!word || words.get(one.id)?.includes(word)),
    );
    const shown = chosen.slice((page - 1) * pageSize, page * pageSize);
    const others = shown.flatMap(({ other }) => other ?? []);
    const cards = new Map(
      (await this.listings.cards(rows, [...shown.map(({ id }) => id), ...others])).map((card) => [
        card.id,
        card,
      ]),
    );
    return {
      items: shown.flatMap(({ id, level, other }) => {
        const listing = cards.get(id);
        const best = other ? cards.get(other) : undefined;
        return listing
          ? [
              {
                listing,
                best: level,
                bestOther: best ? { id: best.id, title: best.title } : null,
                words: words.get(id) ?? [],
              },
            ]
          : [];
      }),
      total: chosen.length,
      page,
      pageSize,
    };
  }

  /** The best of each kept list, of the pairs that count. */
  private best(rows: RowFilter, scope: string[] | null): Promise<Best[]> {
    const inScope = scope
      ? `LEFT JOIN LATERAL (
           SELECT one->>'level' AS level, (one->>'otherId')::uuid AS other
             FROM jsonb_array_elements(m.matches) one WHERE (one->>'otherId')::uuid = ANY($3::uuid[])
            ORDER BY (one->>'score')::float8 DESC LIMIT 1
         ) best ON true`
      : 'LEFT JOIN LATERAL (SELECT m.best_level AS level, m.best_other AS other) best ON true';
    return this.database.query<Best>(
      `SELECT l.id, l.kind, coalesce(best.level, 'none') AS level, best.other
         FROM listings l LEFT JOIN match_lists m ON m.listing_id = l.id ${inScope}
        WHERE ${counted} AND ($3::uuid[] IS NULL OR l.id = ANY($3::uuid[]))
        ORDER BY array_position(ARRAY['none', 'weak', 'fair', 'strong'], coalesce(best.level, 'none')), l.code`,
      [rows.all, rows.disclosure, scope],
    );
  }

  /** The needs that count, with their words that no technology of the catalogue uses. */
  private async missing(rows: RowFilter, scope: string[] | null): Promise<{ id: string; words: string[] }[]> {
    await this.words.start();
    const needs = await this.database.query<{ id: string; published: NeedContent }>(
      `SELECT l.id, l.published FROM listings l
        WHERE l.kind = 'need' AND ${counted} AND ($3::uuid[] IS NULL OR l.id = ANY($3::uuid[]))`,
      [rows.all, rows.disclosure, scope],
    );
    const asked = needs.map(({ id, published }) => ({ id, words: needWords(published) }));
    const terms = new Set(asked.flatMap(({ words }) => words.flatMap(termsOf)));
    const answered = await this.words.index.contained([...terms], technologies);
    return asked.map(({ id, words }) => ({ id, words: missingWords(words, answered) }));
  }
}

const technologies = [{ facet: 'kind', in: ['technology'] }];
const counted = `l.published IS NOT NULL AND l.state <> 'expired' AND ($1::boolean OR l.disclosure = ANY($2::text[]))`;

const isBehind = (figure: Figure, one: Best) =>
  one.kind === (figure === 'unanswered_needs' ? 'need' : 'technology') && !isGood(one.level);
