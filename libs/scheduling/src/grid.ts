import { bonusOf, ENDS, type Model } from './model.js';
import type { Random } from './random.js';

const NONE = -1;
/** Meetings looked at when a full round has to give up one. */
const SAMPLE = 8;

/**
 * A timetable in the making: which meeting occupies which vertex in which round. Keeps its counts and its value up to
 * date; whoever calls `put` has made sure with `fits` that nothing clashes.
 */
export class Grid {
  /** `at[vertex * rounds + round]`: pair held there, or -1. */
  readonly at: Int32Array;
  readonly roundOf: Int16Array;
  /** Meetings per participant and per round. */
  readonly count: Int32Array;
  readonly load: Int32Array;
  /** 1 for meetings that must not move. */
  readonly locked: Uint8Array;
  /** Score and bonuses of what is held; promised meetings count too. */
  value = 0;
  /** Pairs held in each round, and pairs not held that have an open round; in no particular order. */
  readonly held: number[][];
  readonly waiting: number[] = [];
  private readonly place: Int32Array;
  private readonly cheap: number[] = [];

  constructor(readonly model: Model) {
    const { vertices, rounds, pairs, participants, open } = model;
    this.at = new Int32Array(vertices * rounds).fill(NONE);
    this.roundOf = new Int16Array(pairs).fill(NONE);
    this.count = new Int32Array(participants);
    this.load = new Int32Array(rounds);
    this.locked = new Uint8Array(pairs);
    this.held = Array.from({ length: rounds }, () => []);
    this.place = new Int32Array(pairs).fill(NONE);
    for (let k = 0; k < pairs; k++) {
      if (open.subarray(k * rounds, (k + 1) * rounds).includes(1)) this.enlist(this.waiting, k);
    }
  }

  /** Value gained by holding the waiting pair k. */
  gain(k: number): number {
    const { ends, score } = this.model;
    const a = ends[k * ENDS]!;
    const b = ends[k * ENDS + 1]!;
    return (
      score[k]! + bonusOf(this.model, a, this.count[a]! + 1) + bonusOf(this.model, b, this.count[b]! + 1)
    );
  }

  /** Value lost by giving up the held pair k. */
  loss(k: number): number {
    const { ends, score } = this.model;
    const a = ends[k * ENDS]!;
    const b = ends[k * ENDS + 1]!;
    return score[k]! + bonusOf(this.model, a, this.count[a]!) + bonusOf(this.model, b, this.count[b]!);
  }

  put(k: number, r: number): void {
    const { ends, rounds } = this.model;
    this.value += this.gain(k);
    for (let e = 0; e < ENDS; e++) {
      const x = ends[k * ENDS + e]!;
      if (x >= 0) this.at[x * rounds + r] = k;
    }
    this.count[ends[k * ENDS]!]!++;
    this.count[ends[k * ENDS + 1]!]!++;
    this.load[r]!++;
    this.roundOf[k] = r;
    this.delist(this.waiting, k);
    this.enlist(this.held[r]!, k);
  }

  take(k: number): void {
    const { ends, rounds } = this.model;
    const r = this.roundOf[k]!;
    this.value -= this.loss(k);
    for (let e = 0; e < ENDS; e++) {
      const x = ends[k * ENDS + e]!;
      if (x >= 0) this.at[x * rounds + r] = NONE;
    }
    this.count[ends[k * ENDS]!]!--;
    this.count[ends[k * ENDS + 1]!]!--;
    this.load[r]!--;
    this.roundOf[k] = NONE;
    this.delist(this.held[r]!, k);
    this.enlist(this.waiting, k);
  }

  /** Whether both participants may have one meeting more. */
  underCap(k: number): boolean {
    const { ends, cap } = this.model;
    const a = ends[k * ENDS]!;
    const b = ends[k * ENDS + 1]!;
    return this.count[a]! < cap[a]! && this.count[b]! < cap[b]!;
  }

  /** Whether the waiting pair k, with both participants under their caps, can be held in round r as things stand. */
  fits(k: number, r: number): boolean {
    const { ends, rounds, open, tables } = this.model;
    if (!open[k * rounds + r] || this.load[r]! >= tables[r]!) return false;
    for (let e = 0; e < ENDS; e++) {
      const x = ends[k * ENDS + e]!;
      if (x >= 0 && this.at[x * rounds + r] !== NONE) return false;
    }
    return this.inOrder(k, r);
  }

  /** Whether round r keeps the precedences between k and what is held. */
  inOrder(k: number, r: number): boolean {
    const { earlier, later } = this.model;
    for (const other of earlier[k] ?? []) if (this.roundOf[other]! >= r) return false;
    for (const other of later[k] ?? [])
      if (this.roundOf[other]! !== NONE && this.roundOf[other]! <= r) return false;
    return true;
  }

  /** A round in which the waiting pair k can be held, searched from round `from` on and around; -1 if none. */
  freeRound(k: number, from: number): number {
    if (!this.underCap(k)) return NONE;
    const { rounds } = this.model;
    for (let i = 0; i < rounds; i++) {
      const r = from + i < rounds ? from + i : from + i - rounds;
      if (this.fits(k, r)) return r;
    }
    return NONE;
  }

  /**
   * Collects into `out` the meetings that have to go before the waiting pair k can be held in round r; where there is
   * a choice (cap, full round) the one of lowest `price`.
   * @returns whether their going makes room; false if a locked meeting is in the way
   */
  blockers(k: number, r: number, out: number[], price: (k: number) => number, random: Random): boolean {
    const { ends, rounds, earlier, later, cap, tables } = this.model;
    out.length = 0;
    for (let e = 0; e < ENDS; e++) {
      const x = ends[k * ENDS + e]!;
      if (x >= 0 && !this.addBlocker(this.at[x * rounds + r]!, out)) return false;
    }
    for (const other of earlier[k] ?? []) {
      if (this.roundOf[other]! >= r && !this.addBlocker(other, out)) return false;
    }
    for (const other of later[k] ?? []) {
      if (this.roundOf[other]! <= r && this.roundOf[other] !== NONE && !this.addBlocker(other, out))
        return false;
    }
    for (let e = 0; e < 2; e++) {
      const p = ends[k * ENDS + e]!;
      let stay = this.count[p]!;
      for (const other of out) if (ends[other * ENDS] === p || ends[other * ENDS + 1] === p) stay--;
      if (stay < cap[p]!) continue;
      this.cheap.length = 0;
      for (let s = 0; s < rounds; s++)
        if (this.at[p * rounds + s] !== NONE) this.cheap.push(this.at[p * rounds + s]!);
      if (!this.addCheapest(this.cheap, out, price)) return false;
    }
    let stay = this.load[r]!;
    for (const other of out) if (this.roundOf[other] === r) stay--;
    if (stay < tables[r]!) return true;
    this.cheap.length = 0;
    const here = this.held[r]!;
    const offset = random.below(here.length);
    for (let i = 0; i < here.length && this.cheap.length < SAMPLE; i++) {
      const other = here[(offset + i) % here.length]!;
      if (!this.locked[other] && !out.includes(other)) this.cheap.push(other);
    }
    return this.addCheapest(this.cheap, out, price);
  }

  private addBlocker(other: number, out: number[]): boolean {
    if (other === NONE || out.includes(other)) return true;
    if (this.locked[other]) return false;
    out.push(other);
    return true;
  }

  private addCheapest(choices: readonly number[], out: number[], price: (k: number) => number): boolean {
    let best = NONE;
    let lowest = Infinity;
    for (const other of choices) {
      if (this.locked[other] || out.includes(other)) continue;
      const cost = price(other);
      if (cost < lowest) {
        lowest = cost;
        best = other;
      }
    }
    if (best === NONE) return false;
    out.push(best);
    return true;
  }

  private enlist(list: number[], k: number): void {
    this.place[k] = list.length;
    list.push(k);
  }

  private delist(list: number[], k: number): void {
    const last = list.pop()!;
    const index = this.place[k]!;
    if (last === k) return;
    list[index] = last;
    this.place[last] = index;
  }
}
