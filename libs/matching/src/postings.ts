const SMALLEST = 4;

/**
 * Posting lists of many terms in two typed arrays. A list is sorted by slot; one that outgrows its room moves to one
 * twice as large, and the room it leaves is handed to the next list of that size.
 */
export class Postings {
  /** Read with {@link start} and {@link length}; a write may replace both arrays. */
  slots = new Uint32Array(1024);
  impacts = new Uint16Array(1024);
  private readonly starts: number[] = [];
  private readonly lengths: number[] = [];
  private readonly rooms: number[] = [];
  private readonly vacant = new Map<number, number[]>();
  private used = 0;

  start(term: number): number {
    return this.starts[term] ?? 0;
  }

  /** In how many slots the term stands. */
  length(term: number): number {
    return this.lengths[term] ?? 0;
  }

  /** Adds one posting; the slot must not be in the list yet. */
  insert(term: number, slot: number, impact: number): void {
    const length = this.length(term);
    if (length === (this.rooms[term] ?? 0)) this.enlarge(term, length);
    const from = this.start(term);
    const at = this.position(term, slot);
    this.slots.copyWithin(at + 1, at, from + length);
    this.impacts.copyWithin(at + 1, at, from + length);
    this.slots[at] = slot;
    this.impacts[at] = impact;
    this.lengths[term] = length + 1;
  }

  remove(term: number, slot: number): void {
    const at = this.position(term, slot);
    const end = this.start(term) + this.length(term);
    if (at === end || this.slots[at] !== slot) return;
    this.slots.copyWithin(at, at + 1, end);
    this.impacts.copyWithin(at, at + 1, end);
    this.lengths[term] = this.length(term) - 1;
  }

  /** Index of the first posting of the term whose slot is not below the given one. */
  private position(term: number, slot: number): number {
    let low = this.start(term);
    let high = low + this.length(term);
    // Slots mostly grow: look at the end before searching.
    if (high > low && this.slots[high - 1]! < slot) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.slots[middle]! < slot) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private enlarge(term: number, length: number): void {
    const oldRoom = this.rooms[term] ?? 0;
    const oldStart = this.start(term);
    // Half of all terms stand once only: give them a room of one.
    const room = oldRoom === 0 ? 1 : Math.max(SMALLEST, oldRoom * 2);
    const start = this.vacant.get(room)?.pop() ?? this.append(room);
    this.slots.copyWithin(start, oldStart, oldStart + length);
    this.impacts.copyWithin(start, oldStart, oldStart + length);
    this.starts[term] = start;
    this.rooms[term] = room;
    if (oldRoom === 0) return;
    const same = this.vacant.get(oldRoom);
    if (same) same.push(oldStart);
    else this.vacant.set(oldRoom, [oldStart]);
  }

  private append(room: number): number {
    const start = this.used;
    this.used += room;
    if (this.used > this.slots.length) {
      const size = Math.max(this.used, Math.ceil(this.slots.length * 1.5));
      this.slots = enlarged(this.slots, size);
      this.impacts = enlarged(this.impacts, size);
    }
    return start;
  }
}

function enlarged<T extends Uint16Array | Uint32Array>(array: T, size: number): T {
  const larger = new (array.constructor as new (size: number) => T)(size);
  larger.set(array);
  return larger;
}
