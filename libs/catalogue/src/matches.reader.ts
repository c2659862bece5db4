import { Injectable } from '@nestjs/common';
import {
  cooperationModes,
  districts,
  fields,
  industries,
  type InputOf,
  ipExpectations,
  ipStatuses,
  type listMatches,
  type listThesisMatches,
  type Locale,
  type MatchCard,
  type ResponseOf,
  termLabel,
} from '#contracts';
import { type Caller, demand, organisationOf, personOf, type RowFilter } from '#identity';
import { reasonText } from '#matching';
import { Database, found } from '#platform';
import type { KeptMatch } from './kept-match.js';
import type { ListingKind } from './listing.js';
import { ListingsReader } from './listings.reader.js';
import { isThesisReason, thesisReasonText } from './thesis.js';

interface ListRow {
  model_version: string;
  computed_at: Date;
  matches: KeptMatch[];
}
/** So many of a kept list are shown; the others are for events, where other weights count. */
export const LIST_SHOWN = 20;

/** A kept match with the listing in whose list it stands; without an id it is the caller's thesis. */
interface Pair {
  of: { id: string | null; kind: ListingKind };
  match: KeptMatch;
}
type Slice = InputOf<typeof listMatches>['query'];

@Injectable()
export class MatchesReader {
  constructor(
    private readonly database: Database,
    private readonly listings: ListingsReader,
  ) {}

  /** The kept list of a listing of one's own (or any, for brokers). Errors: `not_found`, `not_allowed`. */
  async list(caller: Caller, id: string, slice: Slice): Promise<ResponseOf<typeof listMatches>> {
    const [listing] = await this.database.query<{
      kind: ListingKind;
      organisation_id: string;
      disclosure: string;
    }>('SELECT kind, organisation_id, disclosure FROM listings WHERE id = $1', [id]);
    const { kind, organisation_id, disclosure } = found(listing);
    const { rows } = demand(caller.actor, 'match.read', { organisationIds: [organisation_id] });
    const own = personOf(caller).organisation?.id === organisation_id;
    if (!own && !rows.all && !rows.disclosure.some((one) => one === disclosure)) found(null);
    const [list] = await this.database.query<ListRow>(
      'SELECT model_version, computed_at, matches FROM match_lists WHERE listing_id = $1',
      [id],
    );
    return { asBroker: !own, ...(await this.answer(caller, list, slice, { id, kind })) };
  }

  /** The technologies for what the caller's fund looks for. */
  async forThesis(caller: Caller, slice: Slice): Promise<ResponseOf<typeof listThesisMatches>> {
    const [list] = await this.database.query<ListRow>(
      'SELECT model_version, computed_at, matches FROM thesis_lists WHERE organisation_id = $1',
      [organisationOf(caller).id],
    );
    return this.answer(caller, list, slice, { id: null, kind: 'need' });
  }

  private async answer(
    caller: Caller,
    list: ListRow | undefined,
    { top, skip }: Slice,
    of: { id: string | null; kind: ListingKind },
  ) {
    if (!list) return { modelVersion: null, computedAt: null, total: 0, matches: [] };
    const found = await this.cards(
      caller,
      list.matches.map((match) => ({ of, match })),
    );
    const cards = list.matches.flatMap((match) => found.get(match) ?? []).slice(0, LIST_SHOWN);
    return {
      modelVersion: list.model_version,
      computedAt: list.computed_at.toISOString(),
      total: cards.length,
      matches: cards.slice(skip, skip + top),
    };
  }

  /** Kept matches of several listings as cards, each by its match; what the reader may not see is left out. */
  async cardsOf(
    caller: Caller,
    pairs: { ownListingId: string; match: KeptMatch }[],
  ): Promise<Map<KeptMatch, MatchCard>> {
    const listings = await this.database.query<{ id: string; kind: ListingKind }>(
      'SELECT id, kind FROM listings WHERE id = ANY($1::uuid[])',
      [pairs.map((pair) => pair.ownListingId)],
    );
    const byId = new Map(listings.map((listing) => [listing.id, listing]));
    return this.cards(
      caller,
      pairs.map(({ ownListingId, match }) => ({ of: byId.get(ownListingId)!, match })),
    );
  }

  private async cards(caller: Caller, pairs: Pair[]): Promise<Map<KeptMatch, MatchCard>> {
    // The reader sees others' listings up to the registered level, whatever the list holds.
    const rows: RowFilter = { ...caller.rows, disclosure: ['public', 'registered'] };
    const ids = pairs.map(({ match }) => match.otherId);
    const cards = new Map((await this.listings.cards(rows, ids)).map((card) => [card.id, card]));
    const said = await this.database.query<{
      need_id: string | null;
      technology_id: string;
      source: 'wish' | 'grade';
      value: string;
      reason: MatchCard['declineReason'];
    }>(
      `SELECT need_id, technology_id, source, value, reason FROM standing_match_feedback
        WHERE author_id = $1 AND source IN ('wish', 'grade') AND technology_id = ANY($2::uuid[])`,
      [personOf(caller).personId, pairs.flatMap(({ of, match }) => [of.id, match.otherId])],
    );
    const shown = new Map<KeptMatch, MatchCard>();
    for (const { of, match } of pairs) {
      const listing = cards.get(match.otherId);
      if (!listing) continue;
      const [need, technology] = of.kind === 'need' ? [of.id, match.otherId] : [match.otherId, of.id];
      const word = (source: string) =>
        said.find((one) => one.need_id === need && one.technology_id === technology && one.source === source);
      const wish = word('wish');
      shown.set(match, {
        listing,
        ...inWords(match, caller.locale),
        phrases: match.phrases.map(({ text, need, technology }) =>
          of.kind === 'need'
            ? { text, ours: need, theirs: technology }
            : { text, ours: technology, theirs: need },
        ),
        wish: (wish?.value ?? null) as MatchCard['wish'],
        declineReason: wish?.reason ?? null,
        grade: (word('grade')?.value ?? null) as MatchCard['grade'],
      });
    }
    return shown;
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
export function inWords(match: Pick<KeptMatch, 'level' | 'reasons' | 'risk'>, locale: Locale) {
  const label = (code: string) => termLabel(vocabulary, code, locale);
  const sentence = (reason: KeptMatch['reasons'][number]) =>
    isThesisReason(reason) ? thesisReasonText(reason, locale) : reasonText(reason, locale, label);
  return {
    level: match.level,
    reasons: match.reasons.map(sentence),
    risk: match.risk ? sentence(match.risk) : null,
  };
}
