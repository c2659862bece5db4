import { bonusOf, ENDS, type Model } from '../model.js';

const NONE = -1;
/** Rounds that fit into the bits of a mask. */
export const MOST_ROUNDS = 32;

/**
 * A timetable in the making, for instances without tables of their own and precedences: who meets whom in which round.
 * Rounds are bits of masks, so that where a meeting can go is one `&`. Whoever calls `put` has looked at `roomFor`.
 */
export class Slots {
  readonly pairs: number;
  readonly participants: number;
  readonly rounds: number;
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** Rounds in which the pair may be held apart from what else is held. */
  readonly open: Int32Array;
  /** Pairs of participant p: `list[start[p]]` … `list[start[p + 1] - 1]`. */
  readonly start: Int32Array;
  readonly list: Int32Array;
  /** Worth of each pair, besides bonuses. */
  readonly weight: Float64Array;
  readonly cap: Int32Array;
  readonly tables: Int32Array;

  /** `at[p * rounds + r]`: pair held there, or -1. */
  readonly at: Int32Array;
  readonly roundOf: Int8Array;
  readonly count: Int32Array;
  readonly load: Int32Array;
  /** Rounds in which the participant has no meeting; absence is in `open`. */
  readonly free: Int32Array;
  /** Rounds with a free table. */
  spare = 0;
  readonly locked: Uint8Array;
  /** Bonus that one meeting more (less) adds (takes) at each participant. */
  readonly up: Float64Array;
  readonly down: Float64Array;
  value = 0;
  /** Pairs held per round, in no particular order: `held[r * participants + i]`, i < load[r]. */
  readonly held: Int32Array;
  private readonly place: Int32Array;
  private readonly target: Int8Array;

  constructor(readonly model: Model) {
    const { pairs, participants, rounds } = model;
    this.pairs = pairs;
    this.participants = participants;
    this.rounds = rounds;
    this.a = new Int32Array(pairs);
    this.b = new Int32Array(pairs);
    this.open = new Int32Array(pairs);
    this.weight = model.weight;
    this.cap = model.cap;
    this.tables = model.tables;
    for (let k = 0; k < pairs; k++) {
      this.a[k] = model.ends[k * ENDS]!;
      this.b[k] = model.ends[k * ENDS + 1]!;
      let mask = 0;
      for (let r = 0; r < rounds; r++) mask |= model.open[k * rounds + r]! << r;
      this.open[k] = mask;
    }
    this.start = new Int32Array(participants + 1);
    this.list = new Int32Array(2 * pairs);
    this.listPairs();
    this.at = new Int32Array(participants * rounds).fill(NONE);
    this.roundOf = new Int8Array(pairs).fill(NONE);
    this.count = new Int32Array(participants);
    this.load = new Int32Array(rounds);
    const allRounds = rounds === MOST_ROUNDS ? -1 : (1 << rounds) - 1;
    this.free = new Int32Array(participants).fill(allRounds);
    for (let r = 0; r < rounds; r++) if (this.tables[r]! > 0) this.spare |= 1 << r;
    this.locked = new Uint8Array(pairs);
    this.up = Float64Array.from({ length: participants }, (_, p) => bonusOf(model, p, 1));
    this.down = new Float64Array(participants);
    this.held = new Int32Array(rounds * participants);
    this.place = new Int32Array(pairs);
    this.target = new Int8Array(participants);
  }

  private listPairs(): void {
    const { start, list, a, b, pairs } = this;
    for (let k = 0; k < pairs; k++) {
      start[a[k]! + 1]!++;
      start[b[k]! + 1]!++;
    }
    for (let p = 0; p < this.participants; p++) start[p + 1]! += start[p]!;
    const next = start.slice();
    for (let k = 0; k < pairs; k++) {
      list[next[a[k]!]!++] = k;
      list[next[b[k]!]!++] = k;
    }
  }

  /** Rounds, as bits, in which the waiting pair k can be held as things stand; caps not looked at. */
  roomFor(k: number): number {
    return this.open[k]! & this.free[this.a[k]!]! & this.free[this.b[k]!]! & this.spare;
  }

  underCap(k: number): boolean {
    const a = this.a[k]!;
    const b = this.b[k]!;
    return this.count[a]! < this.cap[a]! && this.count[b]! < this.cap[b]!;
  }

  put(k: number, r: number): void {
    const x = this.a[k]!;
    const y = this.b[k]!;
    this.value += this.weight[k]! + this.up[x]! + this.up[y]!;
    this.recount(x, 1);
    this.recount(y, 1);
    this.seat(k, r);
  }

  take(k: number): void {
    const x = this.a[k]!;
    const y = this.b[k]!;
    this.value -= this.weight[k]! + this.down[x]! + this.down[y]!;
    this.recount(x, -1);
    this.recount(y, -1);
    this.unseat(k);
  }

  /** Exchanges rounds r and s of the given meetings, each of which is in one of the two. */
  swap(chain: Int32Array, length: number, r: number, s: number): void {
    const target = this.target;
    for (let i = 0; i < length; i++) {
      target[i] = this.roundOf[chain[i]!] === r ? s : r;
      this.unseat(chain[i]!);
    }
    for (let i = 0; i < length; i++) this.seat(chain[i]!, target[i]!);
  }

  private seat(k: number, r: number): void {
    const { at, rounds, load } = this;
    const x = this.a[k]!;
    const y = this.b[k]!;
    at[x * rounds + r] = k;
    at[y * rounds + r] = k;
    this.free[x]! &= ~(1 << r);
    this.free[y]! &= ~(1 << r);
    this.roundOf[k] = r;
    const n = load[r]!;
    this.place[k] = n;
    this.held[r * this.participants + n] = k;
    load[r] = n + 1;
    if (n + 1 >= this.tables[r]!) this.spare &= ~(1 << r);
  }

  private unseat(k: number): void {
    const { at, rounds, load, place, held } = this;
    const x = this.a[k]!;
    const y = this.b[k]!;
    const r = this.roundOf[k]!;
    at[x * rounds + r] = NONE;
    at[y * rounds + r] = NONE;
    this.free[x]! |= 1 << r;
    this.free[y]! |= 1 << r;
    this.roundOf[k] = NONE;
    const n = load[r]! - 1;
    load[r] = n;
    const last = held[r * this.participants + n]!;
    held[r * this.participants + place[k]!] = last;
    place[last] = place[k]!;
    if (n < this.tables[r]!) this.spare |= 1 << r;
  }

  private recount(p: number, change: number): void {
    const n = (this.count[p]! += change);
    this.down[p] = n > 0 ? bonusOf(this.model, p, n) : 0;
    this.up[p] = bonusOf(this.model, p, n + 1);
  }

  /** Holds exactly what an earlier copy of `roundOf` held. */
  restore(roundOf: Int8Array): void {
    for (let k = 0; k < this.pairs; k++) {
      if (this.roundOf[k]! >= 0 && this.roundOf[k] !== roundOf[k]) this.take(k);
    }
    for (let k = 0; k < this.pairs; k++) {
      if (roundOf[k]! >= 0 && this.roundOf[k]! < 0) this.put(k, roundOf[k]!);
    }
  }
}

/** Number of the lowest bit of a mask that is not 0. */
export function lowestBit(mask: number): number {
  return 31 - Math.clz32(mask & -mask);
}

export function bitCount(mask: number): number {
  let m = mask - ((mask >>> 1) & 0x55555555);
  m = (m & 0x33333333) + ((m >>> 2) & 0x33333333);
  return Math.imul((m + (m >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
