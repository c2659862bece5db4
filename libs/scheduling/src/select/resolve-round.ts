import { NetworkSimplex } from './network-simplex.js';
import type { Slots } from './slots.js';

/**
 * Fills single rounds anew, given all others: a matching of highest worth among the pairs that are not held
 * elsewhere, within the round's tables.
 */
export class RoundSolver {
  private readonly network: NetworkSimplex;
  private readonly candidates: Int32Array;

  /** @param side 0 or 1 per participant, each pair joining both */
  constructor(
    private readonly slots: Slots,
    private readonly side: Uint8Array,
  ) {
    const { participants, pairs } = slots;
    this.network = new NetworkSimplex(participants + 2, participants + pairs + 1);
    this.candidates = new Int32Array(pairs);
  }

  /** @param pool pairs considered besides those that the round holds */
  resolve(r: number, pool: Int32Array): void {
    const { slots, side, network, candidates } = this;
    const { participants, held, load, tables, locked, count, cap, free, up, a, b, open, roundOf, weight } =
      slots;
    const bit = 1 << r;
    const source = participants;
    const sink = participants + 1;
    for (let i = load[r]! - 1; i >= 0; i--) {
      const k = held[r * participants + i]!;
      if (!locked[k]) slots.take(k);
    }
    network.clear();
    network.add(sink, source, tables[r]! - load[r]!, 0);
    for (let p = 0; p < participants; p++) {
      if (count[p]! >= cap[p]! || (free[p]! & bit) === 0) continue;
      if (side[p] === 0) network.add(source, p, 1, -up[p]!);
      else network.add(p, sink, 1, -up[p]!);
    }
    const firstPair = network.arcs;
    let n = 0;
    for (let i = 0; i < pool.length; i++) {
      const k = pool[i]!;
      if (roundOf[k]! >= 0 || (open[k]! & bit) === 0) continue;
      const x = a[k]!;
      const y = b[k]!;
      if ((free[x]! & free[y]! & bit) === 0 || count[x]! >= cap[x]! || count[y]! >= cap[y]!) continue;
      if (side[x] === 0) network.add(x, y, 1, -weight[k]!);
      else network.add(y, x, 1, -weight[k]!);
      candidates[n++] = k;
    }
    network.solve(participants + 2);
    for (let i = 0; i < n; i++) if (network.flow[firstPair + i]! > 0) slots.put(candidates[i]!, r);
  }
}
