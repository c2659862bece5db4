import { Injectable } from '@nestjs/common';
import type { explainPair, InputOf, ResponseOf } from '#contracts';
import type { Caller } from '#identity';
import type { Match } from '#matching';
import { Database, found, invalidField } from '#platform';
import { keptMatch, type KeptMatch } from './kept-match.js';
import { MatchEngine } from './match-engine.service.js';
import { inWords, LIST_SHOWN } from './matches.reader.js';
import { ListingsReader } from './listings.reader.js';

type Explained = ResponseOf<typeof explainPair>;

/** Why one pair does or does not stand in a list: the same sums as in the list, beside those of the last that is shown. */
@Injectable()
export class PairExplainer {
  constructor(
    private readonly database: Database,
    private readonly engine: MatchEngine,
    private readonly listings: ListingsReader,
  ) {}

  /** Errors: `not_found` for what is not published or not to be known of, `invalid_input` for two of a kind. */
  async explain(caller: Caller, { id, other }: InputOf<typeof explainPair>['params']): Promise<Explained> {
    const cards = new Map(
      (await this.listings.cards(caller.rows, [id, other])).map((card) => [card.id, card]),
    );
    const [own, theirs] = [found(cards.get(id)), found(cards.get(other))];
    if (own.kind === theirs.kind) throw invalidField('other', 'unknown_value');
    await this.engine.start();
    if (!this.engine.kindOf(id) || !this.engine.kindOf(other)) found(null);
    const [list] = await this.database.query<{ matches: KeptMatch[] }>(
      'SELECT matches FROM match_lists WHERE listing_id = $1',
      [id],
    );
    const others = list?.matches.map(({ otherId }) => otherId) ?? [];
    const model = await this.engine.activeModel();
    const pair = this.engine.pairOf(id, other, model);
    const lastId = others.slice(0, LIST_SHOWN).findLast((one) => one !== other && this.engine.kindOf(one));
    const last = lastId === undefined ? null : this.engine.pairOf(id, lastId, model);
    const [lastCard] = lastId === undefined ? [] : await this.listings.cards(caller.rows, [lastId]);
    const place = others.indexOf(other) + 1;
    const kept = keptMatch(pair.match, id, pair.need, pair.technology);
    return {
      listing: theirs,
      ...inWords(kept, caller.locale),
      phrases: kept.phrases.map(({ text, need, technology }) =>
        own.kind === 'need'
          ? { text, ours: need, theirs: technology }
          : { text, ours: technology, theirs: need },
      ),
      place: place > 0 ? place : null,
      shown: LIST_SHOWN,
      kept: others.length,
      last: last && lastCard ? { id: lastCard.id, title: lastCard.title, level: last.match.level } : null,
      parts: partsOf(pair.match, last?.match),
      fits: pair.match.fits.map(({ aspect, verdict, factor }) => ({ aspect, verdict, factor })),
    };
  }
}

/** What both pairs are the sum of, the part first in which this pair falls behind the most. */
function partsOf({ contributions }: Match, last: Match | undefined): Explained['parts'] {
  const parts = (['words', 'near', 'title', 'dense', 'learnt', 'fits'] as const).map((part) => ({
    part,
    pair: contributions[part],
    last: last?.contributions[part] ?? null,
  }));
  return parts
    .filter(
      ({ part, pair, last: other }) =>
        part === 'words' || part === 'fits' || pair !== 0 || (other ?? 0) !== 0,
    )
    .sort((a, b) => a.pair - (a.last ?? a.pair) - (b.pair - (b.last ?? b.pair)));
}
