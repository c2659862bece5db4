import type { FoundListing, ListingCard } from '#contracts';
import { matcherOf } from '#matching';
import { CARD_SUMMARY } from '../listings.reader.js';
import { excerptOf } from './excerpt.js';

/** A card that says no more of the query than this share may show what its listing says further down; more would cost every answer. */
const LITTLE = 0.2;
/** An excerpt takes the summary's place where the card then says so many times as much of the query. */
const CLEARLY_MORE = 1.5;

type Marked = ListingCard & Pick<FoundListing, 'marks'>;

/** Marks in cards what a query asks, and shows of what stands further down in a listing what says clearly more of it. */
export class CardMarks {
  private readonly match: ReturnType<typeof matcherOf>;

  constructor(q: string) {
    this.match = matcherOf(q);
  }

  /** The card with its marks, and the share of the query that it says. */
  of(card: ListingCard): { item: Marked; share: number } {
    const { marks, share } = this.read(card, card.summary);
    return { item: Object.assign(card, { marks }), share };
  }

  /** Whether the body of a card that says this share of the query should be looked at. */
  saysLittle(share: number): boolean {
    return share <= LITTLE;
  }

  /** Lets the summary give way to the passage of the body that says most of the query, where that is clearly more. */
  excerpt(item: Marked, body: string, said: number): void {
    const excerpt = excerptOf(body, this.match([body]).ranges[0]!, CARD_SUMMARY);
    if (!excerpt) return;
    const { marks, share } = this.read(item, excerpt.text);
    if (share === 0 || share < CLEARLY_MORE * said) return;
    item.summary = excerpt.text;
    item.marks = marks;
  }

  private read({ title, organisation }: ListingCard, summary: string) {
    const { ranges, share } = this.match([title, summary, organisation?.name ?? '']);
    return { marks: { title: ranges[0]!, summary: ranges[1]!, organisation: ranges[2]! }, share };
  }
}
