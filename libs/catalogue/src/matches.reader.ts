import { Injectable } from '@nestjs/common';
import {
  cooperationModes,
  districts,
  fields,
  industries,
  ipExpectations,
  ipStatuses,
  type listMatches,
  type Locale,
  type MatchCard,
  type ResponseOf,
  termLabel,
} from '#contracts';
import { type Caller, demand, personOf } from '#identity';
import { type Reason, reasonText } from '#matching';
import { Database, found } from '#platform';
import { ListingsReader } from './listings.reader.js';

/** One row of a kept match list. */
export interface KeptMatch {
  otherId: string;
  score: number;
  level: MatchCard['level'];
  reasons: Reason[];
  risk: Reason | null;
  phrases: string[];
}

@Injectable()
export class MatchesReader {
  constructor(
    private readonly database: Database,
    private readonly listings: ListingsReader,
  ) {}

  /** The kept list of a listing of one's own (or any, for the bureau). Errors: `not_found`, `not_allowed`. */
  async list(caller: Caller, id: string, top: number): Promise<ResponseOf<typeof listMatches>> {
    const [listing] = await this.database.query<{ organisation_id: string }>(
      'SELECT organisation_id FROM listings WHERE id = $1',
      [id],
    );
    demand(caller.actor, 'match.read', { organisationIds: [found(listing).organisation_id] });
    const [list] = await this.database.query<{
      model_version: string;
      computed_at: Date;
      matches: KeptMatch[];
    }>('SELECT model_version, computed_at, matches FROM match_lists WHERE listing_id = $1', [id]);
    if (!list) return { modelVersion: null, computedAt: null, matches: [] };
    return {
      modelVersion: list.model_version,
      computedAt: list.computed_at.toISOString(),
      matches: (await this.cardsOf(caller, id, list.matches)).slice(0, top),
    };
  }

  /** Kept matches of one listing as cards; what the reader may not see is left out. */
  async cardsOf(caller: Caller, id: string, matches: KeptMatch[]): Promise<MatchCard[]> {
    // The reader sees others' listings up to the registered level, whatever the list holds.
    const rows = { ...caller.rows, disclosure: ['public' as const, 'registered' as const] };
    const cards = await this.listings.cards(
      rows,
      matches.map((match) => match.otherId),
    );
    const byId = new Map(cards.map((card) => [card.id, card]));
    const ratings = await this.database.query<{ other_id: string; level: MatchCard['wish'] }>(
      'SELECT other_id, level FROM match_ratings WHERE listing_id = $1 AND person_id = $2',
      [id, personOf(caller).personId],
    );
    const wishes = new Map(ratings.map((rating) => [rating.other_id, rating.level]));
    return matches.flatMap((match) => {
      const listing = byId.get(match.otherId);
      return listing
        ? [{ listing, ...inWords(match, caller.locale), wish: wishes.get(match.otherId) ?? null }]
        : [];
    });
  }
}

const vocabulary = [
  ...cooperationModes,
  ...districts,
  ...fields,
  ...industries,
  ...ipExpectations,
  ...ipStatuses,
];

/** Level, reasons and risk of a match in the reader's language. */
export function inWords(match: Omit<KeptMatch, 'otherId' | 'score'>, locale: Locale) {
  const label = (code: string) => termLabel(vocabulary, code, locale);
  return {
    level: match.level,
    reasons: match.reasons.map((reason) => reasonText(reason, locale, label)),
    risk: match.risk ? reasonText(match.risk, locale, label) : null,
    phrases: match.phrases,
  };
}
