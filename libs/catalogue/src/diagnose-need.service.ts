import { Injectable } from '@nestjs/common';
import type { diagnoseNeed, InputOf, ResponseOf } from '#contracts';
import { answerability, gapText } from '#matching';
import { Clock } from '#platform';
import { type Caller, demand } from '#identity';
import { CatalogueIndex } from './catalogue-index.service.js';
import { needProfile } from './listing.js';
import { ListingsReader } from './listings.reader.js';

/** Least scores of the words for how clear a need is. */
const CLEAR = 0.8;
const FAIR = 0.5;
const SIMILAR = 3;
/** A title shorter than this finds anything. */
const LEAST_TITLE = 4;
const LONGEST_QUERY = 300;

/** What a need still lacks while it is written, and what others have asked for. */
@Injectable()
export class DiagnoseNeed {
  constructor(
    private readonly index: CatalogueIndex,
    private readonly listings: ListingsReader,
    private readonly clock: Clock,
  ) {}

  async run(
    caller: Caller,
    { id, content }: InputOf<typeof diagnoseNeed>['body'],
  ): Promise<ResponseOf<typeof diagnoseNeed>> {
    const { score, missing } = answerability(
      needProfile('', { ...content, title: content.title ?? '' }),
      this.clock.now(),
    );
    return {
      clarity: score >= CLEAR ? 'clear' : score >= FAIR ? 'fair' : 'vague',
      missing: missing.map((gap) => ({ code: gap.code, message: gapText(gap, caller.locale) })),
      similar: await this.similar(caller, id, content),
    };
  }

  /** Published needs that the caller may see. */
  private async similar(
    caller: Caller,
    id: string | undefined,
    { title = '', keywords = [], problem = '' }: InputOf<typeof diagnoseNeed>['body']['content'],
  ) {
    if (title.length < LEAST_TITLE) return [];
    const { rows } = demand(caller.actor, 'listing.read');
    await this.index.start();
    const q = [title, ...keywords, problem].join(' ').slice(0, LONGEST_QUERY);
    const { ids } = this.index.search(rows, { kind: 'need', q, facets: {}, sort: 'relevance' });
    return this.listings.cards(rows, ids.filter((one) => one !== id).slice(0, SIMILAR));
  }
}
