import { type LiveModel, NONE, WORD } from './live-model.js';

/**
 * The timetable under repair: who meets whom when. Keeps its counts up to date; whoever calls `put` has made sure that
 * nobody meets twice in a round. More meetings than tables, or than a participant's cap, are allowed on the way and
 * counted in `over` and `crowd`.
 */
export class Board {
  /** `at[vertex * rounds + round]`: pair held there, or -1; `busy`: the same as a round set per vertex. */
  readonly at: Int32Array;
  readonly busy: Int32Array;
  readonly roundOf: Int16Array;
  /** Meetings per participant and per round. */
  readonly count: Int32Array;
  readonly load: Int32Array;
  /** Rounds with a free table. */
  readonly room: Int32Array;
  /** Rounds to come that have tables. */
  readonly ahead: Int32Array;
  /** Rounds that each pair may still be held in, apart from what else is held. */
  readonly open: Int32Array;
  /** 1 for meetings that must not move. */
  readonly locked: Uint8Array;
  /** Pairs that are to be held: announced or required, by number. */
  tracked: readonly number[] = [];
  private readonly isTracked: Uint8Array;
  /** Meetings above the tables, tables above the meetings (rounds to come), meetings above the caps. */
  over = 0;
  spare = 0;
  crowd = 0;
  /** Pairs held in each round, in no particular order. */
  readonly held: readonly number[][];
  private readonly place: Int32Array;

  constructor(
    readonly model: LiveModel,
    readonly now: number,
  ) {
    const { vertices, rounds, words, pairs, people, tables } = model;
    this.at = new Int32Array(vertices * rounds).fill(NONE);
    this.busy = new Int32Array(vertices * words);
    this.roundOf = new Int16Array(pairs).fill(NONE);
    this.count = new Int32Array(people);
    this.load = new Int32Array(rounds);
    this.room = new Int32Array(words);
    this.locked = new Uint8Array(pairs);
    this.held = Array.from({ length: rounds }, () => []);
    this.place = new Int32Array(pairs);
    this.isTracked = new Uint8Array(pairs);
    for (let r = now; r < rounds; r++) {
      this.spare += tables[r]!;
      if (tables[r]! > 0) this.room[r >> 5]! |= 1 << (r & 31);
    }
    this.ahead = this.room.slice();
    this.open = this.openRounds(this.ahead);
  }

  private openRounds(ahead: Int32Array): Int32Array {
    const { pairs, words, rounds, a, b, own, present, homeTable, tables } = this.model;
    const open = new Int32Array(pairs * words);
    for (let k = 0; k < pairs; k++) {
      for (let w = 0; w < words; w++) {
        const both = present[a[k]! * words + w]! & present[b[k]! * words + w]!;
        open[k * words + w] = own[k * words + w]! & both & ahead[w]!;
      }
      if (homeTable[k]! < 0) continue;
      for (let r = this.now; r < rounds; r++) {
        if (homeTable[k]! >= tables[r]!) open[k * words + (r >> 5)]! &= ~(1 << (r & 31));
      }
    }
    return open;
  }

  /** Sets the pairs that are to be held. @param pairs by number */
  track(pairs: readonly number[]): void {
    this.tracked = pairs;
    for (const k of pairs) this.isTracked[k] = 1;
  }

  /** All pairs that are tracked or held, by number. */
  listed(): readonly number[] {
    const added: number[] = [];
    for (let r = this.now; r < this.model.rounds; r++) {
      for (const k of this.held[r]!) if (!this.isTracked[k]) added.push(k);
    }
    if (added.length === 0) return this.tracked;
    added.sort((x, y) => x - y);
    const all: number[] = [];
    let next = 0;
    for (const k of this.tracked) {
      while (next < added.length && added[next]! < k) all.push(added[next++]!);
      all.push(k);
    }
    return [...all, ...added.slice(next)];
  }

  put(k: number, r: number): void {
    const { a, b, homeVertex, rounds, words, tables, cap } = this.model;
    const p = a[k]!;
    const q = b[k]!;
    const h = homeVertex[k]!;
    const w = r >> 5;
    const bit = 1 << (r & 31);
    this.at[p * rounds + r] = k;
    this.at[q * rounds + r] = k;
    this.busy[p * words + w]! |= bit;
    this.busy[q * words + w]! |= bit;
    if (h >= 0) {
      this.at[h * rounds + r] = k;
      this.busy[h * words + w]! |= bit;
    }
    if (++this.count[p]! > cap[p]!) this.crowd++;
    if (++this.count[q]! > cap[q]!) this.crowd++;
    this.roundOf[k] = r;
    this.place[k] = this.held[r]!.length;
    this.held[r]!.push(k);
    const load = ++this.load[r]!;
    if (r < this.now) return;
    if (load > tables[r]!) this.over++;
    else this.spare--;
    if (load >= tables[r]!) this.room[w]! &= ~bit;
  }

  take(k: number): void {
    const { a, b, homeVertex, rounds, words, tables, cap } = this.model;
    const r = this.roundOf[k]!;
    const p = a[k]!;
    const q = b[k]!;
    const h = homeVertex[k]!;
    const w = r >> 5;
    const bit = 1 << (r & 31);
    this.at[p * rounds + r] = NONE;
    this.at[q * rounds + r] = NONE;
    this.busy[p * words + w]! &= ~bit;
    this.busy[q * words + w]! &= ~bit;
    if (h >= 0) {
      this.at[h * rounds + r] = NONE;
      this.busy[h * words + w]! &= ~bit;
    }
    if (this.count[p]!-- > cap[p]!) this.crowd--;
    if (this.count[q]!-- > cap[q]!) this.crowd--;
    this.roundOf[k] = NONE;
    const list = this.held[r]!;
    const last = list.pop()!;
    if (last !== k) {
      list[this.place[k]!] = last;
      this.place[last] = this.place[k]!;
    }
    const load = --this.load[r]!;
    if (r < this.now) return;
    if (load >= tables[r]!) this.over--;
    else this.spare++;
    if (load < tables[r]!) this.room[w]! |= bit;
  }

  /** Word w of the rounds in which the pair k may be held and both participants (and their home table) are free. */
  free(k: number, w: number): number {
    const { a, b, homeVertex, words } = this.model;
    const h = homeVertex[k]!;
    const taken = this.busy[a[k]! * words + w]! | this.busy[b[k]! * words + w]!;
    return this.open[k * words + w]! & ~(h >= 0 ? taken | this.busy[h * words + w]! : taken);
  }

  isOpen(k: number, r: number): boolean {
    return (this.open[k * this.model.words + (r >> 5)]! & (1 << (r & 31))) !== 0;
  }

  /** Whether the pair k can be held in round r as things stand, with a free table and under the caps. */
  fits(k: number, r: number): boolean {
    const { a, b, cap } = this.model;
    const bit = 1 << (r & 31);
    return (
      (this.free(k, r >> 5) & this.room[r >> 5]! & bit) !== 0 &&
      this.count[a[k]!]! < cap[a[k]!]! &&
      this.count[b[k]!]! < cap[b[k]!]! &&
      this.inOrder(k, r)
    );
  }

  /** The round with the most free tables of those that `fits` the pair k, or -1. */
  roomiest(k: number): number {
    const { a, b, cap, tables, words } = this.model;
    let best = NONE;
    if (this.count[a[k]!]! >= cap[a[k]!]! || this.count[b[k]!]! >= cap[b[k]!]!) return best;
    let most = 0;
    for (let w = 0; w < words; w++) {
      for (let left = this.free(k, w) & this.room[w]!; left !== 0; left &= left - 1) {
        const r = lowestRound(left, w);
        const spare = tables[r]! - this.load[r]!;
        if (spare <= most || !this.inOrder(k, r)) continue;
        best = r;
        most = spare;
      }
    }
    return best;
  }

  /** Participants of pair k who would have no meeting right before or after round r. */
  apart(k: number, r: number): number {
    const { a, b, rounds } = this.model;
    const meets = (p: number, s: number) => s >= 0 && s < rounds && this.at[p * rounds + s] !== NONE;
    let count = 0;
    for (const p of [a[k]!, b[k]!]) if (!meets(p, r - 1) && !meets(p, r + 1)) count++;
    return count;
  }

  /** Meetings of participant p in the rounds to come. */
  meetingsOf(p: number): number[] {
    const { rounds } = this.model;
    return [...this.at.subarray(p * rounds + this.now, (p + 1) * rounds)].filter((k) => k !== NONE);
  }

  /** Whether round r keeps the precedences between k and what is held. */
  inOrder(k: number, r: number): boolean {
    const { earlier, later } = this.model;
    if (earlier.size === 0) return true;
    for (const other of earlier.get(k) ?? []) if (this.roundOf[other]! >= r) return false;
    for (const other of later.get(k) ?? []) {
      if (this.roundOf[other]! !== NONE && this.roundOf[other]! <= r) return false;
    }
    return true;
  }

  /** Brings pairs to other rounds: pair, round or -1, pair, … */
  apply(changes: readonly number[]): void {
    for (let i = 0; i < changes.length; i += 2) {
      if (this.roundOf[changes[i]!] !== NONE) this.take(changes[i]!);
    }
    for (let i = 0; i < changes.length; i += 2) {
      if (changes[i + 1] !== NONE) this.put(changes[i]!, changes[i + 1]!);
    }
  }

  /** Brings all pairs of `tracked` to the round that they have in `roundOf`; no other pair is held afterwards. */
  restore(roundOf: Int16Array): void {
    for (let r = this.now; r < this.model.rounds; r++) {
      const list = this.held[r]!;
      for (let i = list.length - 1; i >= 0; i--) if (roundOf[list[i]!] !== r) this.take(list[i]!);
    }
    for (const k of this.tracked) if (roundOf[k]! >= 0 && this.roundOf[k]! < 0) this.put(k, roundOf[k]!);
  }
}

/** First round in word w of a round set, which must not be empty. */
export function lowestRound(word: number, w: number): number {
  return w * WORD + WORD - 1 - Math.clz32(word & -word);
}

/** Rounds in a word of a round set. */
export function bitCount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
