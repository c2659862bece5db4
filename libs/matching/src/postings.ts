/** To look up one slot takes as long as to read so many postings. */
export const LOOK_UP = 16;
const SMALLEST = 4;
/** Lists lie in pages, each as large as all before it between these bounds; a longer list has a page of its own. */
const PAGE = { least: 2 ** 10, most: 2 ** 17 };

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
  private readonly pageOf: number[] = [];
  private readonly starts: number[] = [];
  private readonly lengths: number[] = [];
  private readonly rooms: number[] = [];
  private readonly vacant = new Map<number, { page: number; start: number }[]>();
  private total = 0;
  private open = { page: -1, used: 0, size: 0 };

  /** In how many slots the term stands. */
  length(term: number): number {
    return this.lengths[term] ?? 0;
  }

  /** The postings of a term that has some. */
  list(term: number): PostingList {
    const { slots, impacts } = this.pages[this.pageOf[term]!]!;
    const from = this.starts[term]!;
    return { slots, impacts, from, end: from + this.lengths[term]! };
  }

  /** Whether the term stands in the slot. */
  has(term: number, slot: number): boolean {
    return this.length(term) > 0 && placeIn(this.list(term), slot) >= 0;
  }

  /** Adds one posting; the slot must not be in the list yet. */
  insert(term: number, slot: number, impact: number): void {
    if (this.length(term) === (this.rooms[term] ?? 0)) this.enlarge(term);
    const { slots, impacts, from, end } = this.list(term);
    const at = position(slots, from, end, slot);
    if (at < end) {
      slots.copyWithin(at + 1, at, end);
      impacts.copyWithin(at + 1, at, end);
    }
    slots[at] = slot;
    impacts[at] = impact;
    this.lengths[term]!++;
  }

  remove(term: number, slot: number): void {
    if (this.length(term) === 0) return;
    const list = this.list(term);
    const at = placeIn(list, slot);
    if (at < 0) return;
    const { slots, impacts, end } = list;
    slots.copyWithin(at, at + 1, end);
    impacts.copyWithin(at, at + 1, end);
    this.lengths[term]!--;
  }

  private enlarge(term: number): void {
    const oldRoom = this.rooms[term] ?? 0;
    // Half of all terms stand once only: give them a room of one.
    const room = oldRoom === 0 ? 1 : Math.max(SMALLEST, oldRoom * 2);
    const { page, start } = this.vacant.get(room)?.pop() ?? this.append(room);
    if (oldRoom === 0) this.lengths[term] = 0;
    else {
      const { slots, impacts, from, end } = this.list(term);
      this.pages[page]!.slots.set(slots.subarray(from, end), start);
      this.pages[page]!.impacts.set(impacts.subarray(from, end), start);
      const left = { page: this.pageOf[term]!, start: from };
      const same = this.vacant.get(oldRoom);
      if (same) same.push(left);
      else this.vacant.set(oldRoom, [left]);
    }
    this.pageOf[term] = page;
    this.starts[term] = start;
    this.rooms[term] = room;
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
