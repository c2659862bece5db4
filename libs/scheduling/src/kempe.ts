import type { Grid } from './grid.js';
import { ENDS } from './model.js';

/** Longer chains rarely fit and cost time. */
const LONGEST = 96;

/**
 * Kempe chains: the meetings of two rounds that hang together through shared participants (or tables) can exchange
 * their rounds without a clash, and the same meetings stay held.
 */
export class KempeChains {
  /** Meetings of the chain collected last. */
  readonly chain: number[] = [];
  private readonly mark: Int32Array;
  private stamp = 0;

  constructor(private readonly grid: Grid) {
    this.mark = new Int32Array(grid.model.pairs);
  }

  /** Collects the chain through `vertex` in rounds r and s; false if it is empty, too long or cannot be swapped. */
  collect(vertex: number, r: number, s: number): boolean {
    const { grid, chain, mark } = this;
    const { ends, rounds, open, tables } = grid.model;
    const stamp = ++this.stamp;
    chain.length = 0;
    let fromR = 0;
    const add = (k: number): boolean => {
      if (k < 0 || mark[k] === stamp) return true;
      const inR = grid.roundOf[k] === r;
      if (grid.locked[k] || !open[k * rounds + (inR ? s : r)] || chain.length === LONGEST) return false;
      if (inR) fromR++;
      mark[k] = stamp;
      chain.push(k);
      return true;
    };
    const addAll = (x: number): boolean => {
      for (let row = grid.rows[x]!; row < grid.rows[x + 1]!; row++) {
        if (!add(grid.at[row * rounds + r]!) || !add(grid.at[row * rounds + s]!)) return false;
      }
      return true;
    };
    if (!addAll(vertex)) return false;
    // The chain grows while it is walked.
    for (let i = 0; i < chain.length; i++) {
      for (let e = 0; e < ENDS; e++) {
        const x = ends[chain[i]! * ENDS + e]!;
        if (x >= 0 && !addAll(x)) return false;
      }
    }
    const toS = fromR - (chain.length - fromR);
    return chain.length > 0 && grid.load[s]! + toS <= tables[s]! && grid.load[r]! - toS <= tables[r]!;
  }

  /** Whether the chain collected last contains a meeting of this participant. */
  touches(participant: number): boolean {
    return this.chain.some((k) => this.grid.attends(participant, k));
  }

  /** Swaps the rounds of the chain collected last. Swapping again undoes it. */
  swap(r: number, s: number): void {
    const { grid, chain } = this;
    const inR = chain.map((k) => grid.roundOf[k] === r);
    for (const k of chain) grid.take(k);
    chain.forEach((k, i) => grid.put(k, inR[i] ? s : r));
  }

  /** As `swap`; takes it back and returns false if a precedence would be broken or a table be missing. */
  swapInOrder(r: number, s: number): boolean {
    const { grid, chain } = this;
    this.swap(r, s);
    const isSeated = (grid.chosenTables?.unseated ?? 0) === 0;
    if (isSeated && chain.every((k) => grid.inOrder(k, grid.roundOf[k]!))) return true;
    this.swap(r, s);
    return false;
  }

  /**
   * Holds the waiting pair k after one chain has freed a common round of its two participants.
   * @returns false, with nothing changed, if no chain does it
   */
  insert(k: number): boolean {
    const { grid } = this;
    const { ends, rounds, open } = grid.model;
    if (!grid.underCap(k)) return false;
    for (let e = 0; e < 2; e++) {
      const free = ends[k * ENDS + e]!;
      const busy = ends[k * ENDS + 1 - e]!;
      for (let r = 0; r < rounds; r++) {
        if (!open[k * rounds + r] || grid.isFull(free, r) || !grid.isFull(busy, r)) continue;
        for (let s = 0; s < rounds; s++) {
          if (grid.busy[busy * rounds + s]! > 0 || s === r) continue;
          if (!this.collect(busy, r, s) || this.touches(free)) continue;
          if (!this.swapInOrder(r, s)) continue;
          if (grid.fits(k, r)) {
            grid.put(k, r);
            return true;
          }
          this.swap(r, s);
        }
      }
    }
    return false;
  }
}
