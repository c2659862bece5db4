/** To look up one slot takes as long as to read so many postings. */
export const LOOK_UP = 16;
const SMALLEST = 4;
/** Lists lie in pages, each as large as all before it between these bounds; a longer list has a page of its own. */
const PAGE = { least: 2 ** 10, most: 2 ** 17 };

/** Terms are booked so many at a time, so that a further one never moves what is known of all others. */
const BOOK_BITS = 14;
const PAGE_OF = 0;
const START = 1;
const LENGTH = 2;
const ROOM = 3;

/** Where in its book a term's entry begins. */
function entry(term: number): number {
  return 4 * (term & ((1 << BOOK_BITS) - 1));
}

/** A run of places for postings. */
interface Page {
  slots: Uint32Array;
  impacts: Uint16Array;
}

/** Where the postings of one term stand: `[from, end)` of both arrays, sorted by slot; valid until the next write. */
export interface PostingList extends Page {
  from: number;
  end: number;
}

/**
 * Posting lists of many terms in pages of typed arrays. A list that outgrows its room moves to one twice as large, and
 * the room it leaves is handed to the next list of that size; nothing else is ever moved, so that a write stays short.
 */
export class Postings {
  private readonly pages: Page[] = [];
  /** By term / BOOK: what is known of each term's list, at {@link PAGE_OF} and the places after it. */
  private readonly books: Uint32Array[] = [];
  private readonly vacant = new Map<number, { page: number; start: number }[]>();
  private total = 0;
  private open = { page: -1, used: 0, size: 0 };

  /** In how many slots the term stands. */
  length(term: number): number {
    return this.books[term >>> BOOK_BITS]?.[entry(term) + LENGTH] ?? 0;
  }

  /** The postings of a term that has some. */
  list(term: number): PostingList {
    const book = this.books[term >>> BOOK_BITS]!;
    const at = entry(term);
    const { slots, impacts } = this.pages[book[at + PAGE_OF]!]!;
    const from = book[at + START]!;
    return { slots, impacts, from, end: from + book[at + LENGTH]! };
  }

  /** Whether the term stands in the slot. */
  has(term: number, slot: number): boolean {
    return this.length(term) > 0 && placeIn(this.list(term), slot) >= 0;
  }

  /** Adds one posting; the slot must not be in the list yet. */
  insert(term: number, slot: number, impact: number): void {
    const book = this.bookOf(term);
    if (book[entry(term) + LENGTH] === book[entry(term) + ROOM]) this.enlarge(term, book);
    const { slots, impacts, from, end } = this.list(term);
    const at = position(slots, from, end, slot);
    if (at < end) {
      slots.copyWithin(at + 1, at, end);
      impacts.copyWithin(at + 1, at, end);
    }
    slots[at] = slot;
    impacts[at] = impact;
    book[entry(term) + LENGTH]!++;
  }

  remove(term: number, slot: number): void {
    if (this.length(term) === 0) return;
    const list = this.list(term);
    const at = placeIn(list, slot);
    if (at < 0) return;
    const { slots, impacts, end } = list;
    slots.copyWithin(at, at + 1, end);
    impacts.copyWithin(at, at + 1, end);
    this.bookOf(term)[entry(term) + LENGTH]!--;
  }

  private bookOf(term: number): Uint32Array {
    while (this.books.length <= term >>> BOOK_BITS) this.books.push(new Uint32Array(4 << BOOK_BITS));
    return this.books[term >>> BOOK_BITS]!;
  }

  private enlarge(term: number, book: Uint32Array): void {
    const oldRoom = book[entry(term) + ROOM]!;
    // Half of all terms stand once only: give them a room of one.
    const room = oldRoom === 0 ? 1 : Math.max(SMALLEST, oldRoom * 2);
    const { page, start } = this.vacant.get(room)?.pop() ?? this.append(room);
    if (oldRoom > 0) {
      const { slots, impacts, from, end } = this.list(term);
      this.pages[page]!.slots.set(slots.subarray(from, end), start);
      this.pages[page]!.impacts.set(impacts.subarray(from, end), start);
      const left = { page: book[entry(term) + PAGE_OF]!, start: from };
      const same = this.vacant.get(oldRoom);
      if (same) same.push(left);
      else this.vacant.set(oldRoom, [left]);
    }
    book[entry(term) + PAGE_OF] = page;
    book[entry(term) + START] = start;
    book[entry(term) + ROOM] = room;
  }

  private append(room: number): { page: number; start: number } {
    if (room > PAGE.most) return { page: this.addPage(room), start: 0 };
    if (this.open.used + room > this.open.size) {
      const size = Math.max(room, Math.min(PAGE.most, Math.max(PAGE.least, this.total)));
      this.open = { page: this.addPage(size), used: 0, size };
    }
    const start = this.open.used;
    this.open.used += room;
    return { page: this.open.page, start };
  }

  private addPage(size: number): number {
    this.total += size;
    return this.pages.push({ slots: new Uint32Array(size), impacts: new Uint16Array(size) }) - 1;
  }
}

/** The place in a list where a slot stands; -1 if it does not. */
export function placeIn({ slots, from, end }: PostingList, slot: number): number {
  const at = position(slots, from, end, slot);
  return at < end && slots[at] === slot ? at : -1;
}

/** Index of the first posting in `[from, end)` whose slot is not below the given one. */
function position(slots: Uint32Array, from: number, end: number, slot: number): number {
  // Slots mostly grow: look at the end before searching.
  if (end > from && slots[end - 1]! < slot) return end;
  let low = from;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (slots[middle]! < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}
