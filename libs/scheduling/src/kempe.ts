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
    if (!add(grid.at[vertex * rounds + r]!) || !add(grid.at[vertex * rounds + s]!)) return false;
    // The chain grows while it is walked.
    for (let i = 0; i < chain.length; i++) {
      for (let e = 0; e < ENDS; e++) {
        const x = ends[chain[i]! * ENDS + e]!;
        if (x < 0) continue;
        if (!add(grid.at[x * rounds + r]!) || !add(grid.at[x * rounds + s]!)) return false;
      }
    }
    const toS = fromR - (chain.length - fromR);
    return chain.length > 0 && grid.load[s]! + toS <= tables[s]! && grid.load[r]! - toS <= tables[r]!;
  }

  /** Whether the chain collected last contains a meeting of this participant. */
  touches(participant: number): boolean {
    const { ends } = this.grid.model;
    return this.chain.some((k) => ends[k * ENDS] === participant || ends[k * ENDS + 1] === participant);
  }

  /** Swaps the rounds of the chain collected last. Swapping again undoes it. */
  swap(r: number, s: number): void {
    const { grid, chain } = this;
    const inR = chain.map((k) => grid.roundOf[k] === r);
    for (const k of chain) grid.take(k);
    chain.forEach((k, i) => grid.put(k, inR[i] ? s : r));
  }

  /** As `swap`; takes it back and returns false if a precedence would be broken. */
  swapInOrder(r: number, s: number): boolean {
    const { grid, chain } = this;
    this.swap(r, s);
    if (chain.every((k) => grid.inOrder(k, grid.roundOf[k]!))) return true;
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
        if (!open[k * rounds + r] || grid.at[free * rounds + r]! >= 0 || grid.at[busy * rounds + r]! < 0)
          continue;
        for (let s = 0; s < rounds; s++) {
          if (grid.at[busy * rounds + s]! >= 0 || s === r) continue;
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
