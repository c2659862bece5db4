import type { FoundListing, ListingCard } from '#contracts';
import { matcherOf } from '#matching';
import { CARD_SUMMARY } from '../listings.reader.js';
import { excerptOf } from './excerpt.js';

/** A card that says no more of the query than this share may show what its listing says further down. */
const LITTLE = 0.5;
/** An excerpt takes the summary's place where the card then says so many times as much of the query. */
const CLEARLY_MORE = 1.5;

/** Marks in cards what a query asks, and shows of what stands further down in a listing what says clearly more of it. */
export class CardMarks {
  private readonly match: ReturnType<typeof matcherOf>;

  constructor(q: string) {
    this.match = matcherOf(q);
  }

  /** The card with its marks, and whether it says so little of the query that its body should be looked at. */
  of(card: ListingCard): { item: ListingCard & Pick<FoundListing, 'marks'>; saysLittle: boolean } {
    const { marks, share } = this.read(card, card.summary);
    return { item: Object.assign(card, { marks }), saysLittle: share <= LITTLE };
  }

  /** Lets the summary give way to the passage of the body that says most of the query, where that is clearly more. */
  excerpt(item: ListingCard & Pick<FoundListing, 'marks'>, body: string): void {
    const excerpt = excerptOf(body, this.match([body]).ranges[0]!, CARD_SUMMARY);
    if (!excerpt) return;
    const { marks, share } = this.read(item, excerpt.text);
    if (share === 0 || share < CLEARLY_MORE * this.read(item, item.summary).share) return;
    item.summary = excerpt.text;
    item.marks = marks;
  }

  private read({ title, organisation }: ListingCard, summary: string) {
    const { ranges, share } = this.match([title, summary, organisation?.name ?? '']);
    return { marks: { title: ranges[0]!, summary: ranges[1]!, organisation: ranges[2]! }, share };
  }
}
