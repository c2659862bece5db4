import type { Random } from '../random.js';
import { lowestBit, type Slots } from './slots.js';

const NONE = -1;
/** Meetings looked at when a full round has to give one up. */
const SAMPLE = 6;
/** Moves between two looks at the clock. */
const STRIDE = 256;
/** Values are sums of scores; smaller differences are rounding. */
const TINY = 1e-7;

/**
 * Ejection annealing. A pair, held or not, takes a round; what is in its way moves to another round or goes, and the
 * places left empty are filled with the best waiting pairs. Kept if it is worth more, or a little less (Metropolis).
 */
export class ValueAnnealer {
  /** Most valuable state seen. */
  readonly best: Int8Array;
  bestValue: number;
  moves = 0;
  /** As `Slots.list`, the highest weight of each participant first. */
  private readonly list: Int32Array;
  private saved = true;
  private readonly out: number[] = [];
  private readonly from: number[] = [];
  private readonly added: number[] = [];

  constructor(
    private readonly slots: Slots,
    private readonly random: Random,
  ) {
    this.best = slots.roundOf.slice();
    this.bestValue = slots.value;
    const { start, weight } = slots;
    this.list = slots.list.slice();
    for (let p = 0; p < slots.participants; p++) {
      this.list.subarray(start[p], start[p + 1]).sort((x, y) => weight[y]! - weight[x]! || x - y);
    }
  }

  /**
   * @param pool pairs that may be tried
   * @param temperature for the progress 0 … 1, in the unit of scores
   * @param progress asked every 256 moves; the search ends at 1 or more
   */
  run(pool: Int32Array, temperature: (progress: number) => number, progress: () => number): void {
    const { slots, random } = this;
    if (pool.length === 0) return;
    for (;;) {
      const done = progress();
      if (done >= 1) break;
      const heat = temperature(done);
      for (let i = 0; i < STRIDE; i++) {
        const slack = -heat * Math.log(random.next() + 1e-12);
        this.move(pool[random.below(pool.length)]!, slack);
        if (slots.value > this.bestValue + TINY) {
          this.bestValue = slots.value;
          this.saved = false;
        }
      }
      this.moves += STRIDE;
    }
    this.save();
    if (slots.value < this.bestValue - TINY) slots.restore(this.best);
  }

  /** A new best state is copied only when the first move is about to leave it. */
  private save(): void {
    if (this.saved) return;
    this.best.set(this.slots.roundOf);
    this.saved = true;
  }

  private move(k: number, slack: number): void {
    const { slots, out, from, added } = this;
    const { at, rounds, roundOf, locked, count, cap, load, tables, weight, up, down, free, open } = slots;
    const was = roundOf[k]!;
    const wasBit = was < 0 ? 0 : 1 << was;
    const mask = open[k]! & ~wasBit;
    if (mask === 0 || locked[k]) return;
    const a = slots.a[k]!;
    const b = slots.b[k]!;
    const r = this.pick(mask);
    const onA = at[a * rounds + r]!;
    const onB = at[b * rounds + r]!;
    if ((onA >= 0 && locked[onA]) || (onB >= 0 && locked[onB])) return;
    out.length = 0;
    let change = 0;
    let hope = 0;
    if (was < 0) change += weight[k]!;
    if (onA >= 0) {
      out.push(onA);
      const other = slots.a[onA]! + slots.b[onA]! - a;
      if ((open[onA]! & (free[a]! | wasBit) & free[other]! & (slots.spare | wasBit)) === 0) {
        change -= weight[onA]! + down[other]!;
        hope += this.mostFor(other);
      }
    } else if (was < 0) {
      if (count[a]! >= cap[a]!) {
        const least = this.leastOf(a);
        if (least < 0) return;
        const other = slots.a[least]! + slots.b[least]! - a;
        out.push(least);
        change -= weight[least]! + down[other]!;
        hope += this.mostFor(other);
      } else change += up[a]!;
    }
    if (onB >= 0 && onB === onA) {
      // The same two in another of their pairs: nobody else loses a place.
      change = (was < 0 ? weight[k]! : 0) - weight[onA]!;
      hope = 0;
    } else if (onB >= 0) {
      out.push(onB);
      const other = slots.a[onB]! + slots.b[onB]! - b;
      if ((open[onB]! & (free[b]! | wasBit) & free[other]! & (slots.spare | wasBit)) === 0) {
        change -= weight[onB]! + down[other]!;
        hope += this.mostFor(other);
      }
    } else if (was < 0) {
      if (count[b]! >= cap[b]!) {
        const least = this.leastOf(b);
        if (least < 0) return;
        if (!out.includes(least)) {
          const other = slots.a[least]! + slots.b[least]! - b;
          out.push(least);
          change -= weight[least]! + down[other]!;
          hope += this.mostFor(other);
        }
      } else change += up[b]!;
    }
    let stay = load[r]!;
    for (let i = 0; i < out.length; i++) if (roundOf[out[i]!] === r) stay--;
    if (stay >= tables[r]!) {
      const least = this.leastIn(r, wasBit);
      if (least < 0) return;
      const x = slots.a[least]!;
      const y = slots.b[least]!;
      if (x === a || x === b || y === a || y === b) return;
      out.push(least);
      if ((open[least]! & free[x]! & free[y]! & (slots.spare | wasBit)) === 0) {
        change -= weight[least]! + down[x]! + down[y]!;
        hope += Math.max(this.mostFor(x), this.mostFor(y));
      }
    }
    if (change + hope < -slack) return;

    this.save();
    const before = slots.value;
    from.length = 0;
    added.length = 0;
    if (was >= 0) slots.take(k);
    for (let i = 0; i < out.length; i++) {
      from.push(roundOf[out[i]!]!);
      slots.take(out[i]!);
    }
    slots.put(k, r);
    for (let i = 0; i < out.length; i++) {
      const e = out[i]!;
      const room = slots.underCap(e) ? slots.roomFor(e) : 0;
      if (room === 0) continue;
      slots.put(e, this.pick(room));
      added.push(e);
    }
    for (let i = 0; i < out.length; i++) {
      const e = out[i]!;
      if (roundOf[e]! >= 0) continue;
      this.fill(slots.a[e]!);
      this.fill(slots.b[e]!);
    }
    if (slots.value - before >= -slack) return;
    for (let i = 0; i < added.length; i++) slots.take(added[i]!);
    slots.take(k);
    for (let i = 0; i < out.length; i++) slots.put(out[i]!, from[i]!);
    if (was >= 0) slots.put(k, was);
    slots.value = before;
  }

  /** A random round of a mask that is not 0. */
  private pick(mask: number): number {
    const from = this.random.below(this.slots.rounds);
    const above = mask >>> from;
    return above === 0 ? lowestBit(mask) : from + lowestBit(above);
  }

  /** The meeting of p with the lowest weight that may go, or -1. */
  private leastOf(p: number): number {
    const { at, rounds, weight, locked } = this.slots;
    let best = NONE;
    for (let i = p * rounds; i < (p + 1) * rounds; i++) {
      const k = at[i]!;
      if (k >= 0 && !locked[k] && (best < 0 || weight[k]! < weight[best]!)) best = k;
    }
    return best;
  }

  /** Of some meetings of round r one that can move elsewhere, else the one that is worth least; -1: all locked. */
  private leastIn(r: number, alsoFree: number): number {
    const { held, load, participants, weight, down, locked, free, open, spare } = this.slots;
    const n = load[r]!;
    let best = NONE;
    let lowest = Infinity;
    let i = this.random.below(n);
    for (let tries = Math.min(SAMPLE, n); tries > 0; tries--) {
      const k = held[r * participants + i]!;
      if (++i === n) i = 0;
      if (locked[k]) continue;
      const x = this.slots.a[k]!;
      const y = this.slots.b[k]!;
      if ((open[k]! & free[x]! & free[y]! & (spare | alsoFree)) !== 0) return k;
      const cost = weight[k]! + down[x]! + down[y]!;
      if (cost < lowest) {
        lowest = cost;
        best = k;
      }
    }
    return best;
  }

  /** An upper bound on what filling a place of p can bring. */
  private mostFor(p: number): number {
    const { list } = this;
    const { start, roundOf, weight, up, a, b } = this.slots;
    for (let i = start[p]!; i < start[p + 1]!; i++) {
      const k = list[i]!;
      if (roundOf[k]! < 0) return weight[k]! + this.slots.down[p]! + Math.max(up[a[k]! + b[k]! - p]!, 0);
    }
    return 0;
  }

  /** Holds the best waiting pair of p that fits. */
  private fill(p: number): void {
    const { list } = this;
    const { start, roundOf, count, cap, a, b, open, free } = this.slots;
    if (count[p]! >= cap[p]!) return;
    const idle = free[p]! & this.slots.spare;
    if (idle === 0) return;
    const end = start[p + 1]!;
    for (let i = start[p]!; i < end; i++) {
      const k = list[i]!;
      if ((open[k]! & idle) === 0 || roundOf[k]! >= 0) continue;
      const q = a[k]! + b[k]! - p;
      const room = open[k]! & idle & free[q]!;
      if (room === 0 || count[q]! >= cap[q]!) continue;
      this.slots.put(k, this.pick(room));
      this.added.push(k);
      return;
    }
  }
}
