import { NetworkSimplex } from './network-simplex.js';
import type { Slots } from './slots.js';

/** One round as a network: source → giving side → taking side → sink → source. */
interface RoundNetwork {
  readonly simplex: NetworkSimplex;
  /** Participants with an arc from the source or to the sink: arcs 1 … people.length. */
  readonly people: readonly number[];
  /** Pairs, whose arcs follow. */
  readonly candidates: Int32Array;
}

/**
 * Fills single rounds anew, given all others: a matching of highest worth among the pairs that are not held
 * elsewhere, within the round's tables. Each round's network is kept, so that only what changed has to be repaired.
 */
export class RoundSolver {
  private readonly networks: (RoundNetwork | undefined)[];
  /** Cost of an arc that cannot be used: more than the bonuses of two. */
  private readonly excluded: number;
  /** Dual price of each participant's place, and of a table, per round: `prices[r * (participants + 1) + p]`. */
  readonly prices: Float64Array;

  /**
   * @param side 0 or 1 per participant, each pair joining both
   * @param pool pairs considered; all that are held now or ever will be
   */
  constructor(
    private readonly slots: Slots,
    private readonly side: Uint8Array,
    private readonly pool: Int32Array,
  ) {
    this.prices = new Float64Array((slots.participants + 1) * slots.rounds);
    this.networks = Array.from({ length: slots.rounds }, () => undefined);
    this.excluded = 2 * Math.max(slots.model.firstMeetingBonus, slots.model.promiseBonus) + 1;
  }

  resolve(r: number): void {
    const { slots, excluded } = this;
    const { participants, rounds, count, cap, up, a, b, roundOf, weight, at, down } = slots;
    const known = this.networks[r];
    const { simplex, people, candidates } = known ?? (this.networks[r] = this.build(r));
    const { cost, flow } = simplex;
    /** Whether p could meet somebody in the round if it were empty. */
    const mayMeet = (p: number) => at[p * rounds + r]! >= 0 || count[p]! < cap[p]!;
    for (let i = 0; i < people.length; i++) {
      const p = people[i]!;
      cost[1 + i] = -(at[p * rounds + r]! >= 0 ? down[p]! : up[p]!);
    }
    const firstPair = 1 + people.length;
    for (let i = 0; i < candidates.length; i++) {
      const k = candidates[i]!;
      const s = roundOf[k]!;
      const usable = s === r || (s < 0 && mayMeet(a[k]!) && mayMeet(b[k]!));
      cost[firstPair + i] = usable ? -weight[k]! : excluded;
    }
    if (known) simplex.solveAgain(participants + 2);
    else simplex.solve(participants + 2);
    for (let i = 0; i < candidates.length; i++) {
      if (flow[firstPair + i] === 0 && roundOf[candidates[i]!] === r) slots.take(candidates[i]!);
    }
    for (let i = 0; i < candidates.length; i++) {
      if (flow[firstPair + i]! > 0 && roundOf[candidates[i]!]! < 0) slots.put(candidates[i]!, r);
    }
    const { price, from, to } = simplex;
    const row = r * (participants + 1);
    this.prices[row + participants] = Math.max(0, price[participants]! - price[participants + 1]!);
    for (let i = 0; i < people.length; i++) {
      const e = 1 + i;
      this.prices[row + people[i]!] = Math.max(0, price[to[e]!]! - price[from[e]!]! - cost[e]!);
    }
  }

  /** Worth of the places that pair k takes in round r, by the prices found when the round was filled last. */
  placesOf(k: number, r: number): number {
    const { prices } = this;
    const row = r * (this.slots.participants + 1);
    return (
      prices[row + this.slots.a[k]!]! +
      prices[row + this.slots.b[k]!]! +
      prices[row + this.slots.participants]!
    );
  }

  private build(r: number): RoundNetwork {
    const { slots, side, pool } = this;
    const { participants, rounds, tables, load, locked, open, a, b, at, held } = slots;
    const isLocked = (p: number) => at[p * rounds + r]! >= 0 && locked[at[p * rounds + r]!] === 1;
    const candidates = pool.filter(
      (k) => ((open[k]! >> r) & 1) === 1 && !isLocked(a[k]!) && !isLocked(b[k]!),
    );
    const seen = new Uint8Array(participants);
    for (const k of candidates) seen[a[k]!] = seen[b[k]!] = 1;
    const people = Array.from(seen.keys()).filter((p) => seen[p] === 1);
    let room = tables[r]!;
    for (let i = 0; i < load[r]!; i++) room -= locked[held[r * participants + i]!]!;
    const source = participants;
    const sink = participants + 1;
    const simplex = new NetworkSimplex(participants + 2, 1 + people.length + candidates.length);
    simplex.add(sink, source, room, 0);
    for (const p of people) {
      if (side[p] === 0) simplex.add(source, p, 1, 0);
      else simplex.add(p, sink, 1, 0);
    }
    for (const k of candidates) {
      if (side[a[k]!] === 0) simplex.add(a[k]!, b[k]!, 1, 0);
      else simplex.add(b[k]!, a[k]!, 1, 0);
    }
    return { simplex, people, candidates };
  }
}
