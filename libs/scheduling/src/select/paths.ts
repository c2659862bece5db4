import { lowestBit, type Slots } from './slots.js';

/** Longer ones cost more than they bring. */
const LONGEST = 400;

/**
 * Kempe chains in `Slots`: the meetings of two rounds that hang together through shared participants form a path or a
 * cycle and can exchange their rounds without a clash.
 */
export class Paths {
  /** Meetings of the chain collected last: the first `length`. */
  readonly chain: Int32Array;
  length = 0;
  /** Meetings in round r less those in round s, of the chain collected last. */
  surplus = 0;
  /** The last participant of the path collected last, when it was collected from its other end. */
  end = -1;

  constructor(private readonly slots: Slots) {
    this.chain = new Int32Array(slots.participants + 1);
  }

  /** Collects the chain through participant p in rounds r and s. False if it is empty, too long or nailed down. */
  collect(p: number, r: number, s: number): boolean {
    this.length = 0;
    this.surplus = 0;
    const closed = this.walk(p, r, s, 1);
    if (closed === undefined) return false;
    if (!closed && this.walk(p, s, r, -1) === undefined) return false;
    return this.length > 0;
  }

  /** Whether the chain can be swapped within the tables when `into` of the rounds gets a meeting more besides; -1: none. */
  leavesTables(r: number, s: number, into: number): boolean {
    const { load, tables } = this.slots;
    return (
      load[r]! - this.surplus + (into === r ? 1 : 0) <= tables[r]! &&
      load[s]! + this.surplus + (into === s ? 1 : 0) <= tables[s]!
    );
  }

  touches(p: number): boolean {
    const { a, b } = this.slots;
    for (let i = 0; i < this.length; i++) if (a[this.chain[i]!] === p || b[this.chain[i]!] === p) return true;
    return false;
  }

  swap(r: number, s: number): void {
    this.slots.swap(this.chain, this.length, r, s);
  }

  /** Adds the chain from p on, beginning with its meeting in round r. True if it came back to p, undefined if stuck. */
  private walk(p: number, r: number, s: number, surplus: number): boolean | undefined {
    const { at, rounds, a, b, open, locked } = this.slots;
    let q = p;
    let here = r;
    let sign = surplus;
    for (;;) {
      const k = at[q * rounds + here]!;
      if (k < 0) {
        if (here !== r || q !== p) this.end = q;
        return false;
      }
      const there = r + s - here;
      if (locked[k] || !((open[k]! >>> there) & 1) || this.length >= LONGEST) return undefined;
      this.chain[this.length++] = k;
      this.surplus += sign;
      q = a[k]! + b[k]! - q;
      if (q === p) return true;
      here = there;
      sign = -sign;
    }
  }

  /**
   * Holds the waiting pair k after one chain has freed a round that both have, or a table.
   * @returns false, with nothing changed, if no chain does it
   */
  insert(k: number): boolean {
    const { slots } = this;
    if (!slots.underCap(k)) return false;
    const a = slots.a[k]!;
    const b = slots.b[k]!;
    return this.insertAt(k, a, b) || this.insertAt(k, b, a) || this.relieve(k);
  }

  private insertAt(k: number, idle: number, busy: number): boolean {
    const { free, open } = this.slots;
    for (let from = open[k]! & free[idle]! & ~free[busy]!; from !== 0; from &= from - 1) {
      const r = lowestBit(from);
      for (let to = free[busy]!; to !== 0; to &= to - 1) {
        const s = lowestBit(to);
        if (!this.collect(busy, r, s) || !this.leavesTables(r, s, r) || this.touches(idle)) continue;
        this.swap(r, s);
        this.slots.put(k, r);
        return true;
      }
    }
    return false;
  }

  /** Makes room at the tables of a round that both have free. */
  private relieve(k: number): boolean {
    const { open, free, spare, held, load, participants, a, b } = this.slots;
    const x = a[k]!;
    const y = b[k]!;
    for (let from = open[k]! & free[x]! & free[y]!; from !== 0; from &= from - 1) {
      const r = lowestBit(from);
      for (let to = spare; to !== 0; to &= to - 1) {
        const s = lowestBit(to);
        for (let i = 0; i < load[r]!; i++) {
          const p = a[held[r * participants + i]!]!;
          if (!this.collect(p, r, s) || this.surplus < 1) continue;
          if (!this.leavesTables(r, s, r) || this.touches(x) || this.touches(y)) continue;
          this.swap(r, s);
          this.slots.put(k, r);
          return true;
        }
      }
    }
    return false;
  }
}
