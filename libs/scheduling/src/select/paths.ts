import { lowestBit, type Slots } from './slots.js';

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

  /** Whether the chain can be swapped within the tables. */
  leavesTables(r: number, s: number): boolean {
    const { load, tables } = this.slots;
    return load[r]! - this.surplus <= tables[r]! && load[s]! + this.surplus <= tables[s]!;
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
      if (locked[k] || !((open[k]! >>> there) & 1)) return undefined;
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
    for (let rooms = slots.open[k]! & slots.free[a]! & slots.free[b]!; rooms !== 0; rooms &= rooms - 1) {
      const r = lowestBit(rooms);
      slots.put(k, r);
      if (this.relieve(r)) return true;
      slots.take(k);
    }
    return this.insertAt(k, a, b) || this.insertAt(k, b, a);
  }

  private insertAt(k: number, idle: number, busy: number): boolean {
    const { slots } = this;
    const to = slots.free[busy]!;
    for (let from = slots.open[k]! & slots.free[idle]! & ~to; from !== 0; from &= from - 1) {
      const r = lowestBit(from);
      for (let rest = to; rest !== 0; rest &= rest - 1) {
        const s = lowestBit(rest);
        if (!this.collect(busy, r, s) || this.touches(idle)) continue;
        this.swap(r, s);
        slots.put(k, r);
        if (this.relieve(r) && this.relieve(s)) return true;
        // What was moved by the chain is still one chain.
        slots.take(k);
        if (this.collect(busy, s, r)) this.swap(s, r);
      }
    }
    return false;
  }

  /**
   * Brings the meetings of round r down to its tables by chains that take more meetings out of it than into it. With
   * nobody away there always is one while another round has fewer meetings (de Werra, "Equitable colorations", 1971).
   */
  private relieve(r: number): boolean {
    const { slots } = this;
    while (slots.load[r]! > slots.tables[r]!) if (!this.relieveByOne(r)) return false;
    return true;
  }

  private relieveByOne(r: number): boolean {
    const { spare, held, load, participants, a } = this.slots;
    for (let to = spare; to !== 0; to &= to - 1) {
      const s = lowestBit(to);
      for (let i = 0; i < load[r]!; i++) {
        const p = a[held[r * participants + i]!]!;
        if (!this.collect(p, r, s) || this.surplus < 1) continue;
        this.swap(r, s);
        return true;
      }
    }
    return false;
  }
}
