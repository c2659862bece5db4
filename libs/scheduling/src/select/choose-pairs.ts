import { bonusOf, worthOf } from '../model.js';
import { bitCount, lowestBit, MOST_ROUNDS, type Slots } from './slots.js';
import { NetworkSimplex } from './network-simplex.js';

/** Which meetings would be held if only numbers mattered, not which pair meets when. */
export interface Choice {
  /** No timetable is worth more; bonuses included. */
  readonly bound: number;
  /** The value of the choice as the instance measures it; the bound itself unless something else is searched for. */
  readonly plainBound: number;
  /** Pairs chosen; empty if the participants do not fall into two sides. */
  readonly chosen: readonly number[];
  /** What holding the pair adds to the bound at the margin: about 0 or more for chosen pairs, else negative. */
  readonly margin: Float64Array;
  /** The side, 0 or 1, of each participant; undefined if there are no two sides. */
  readonly side: Uint8Array | undefined;
  /** Chooses again, by other weights of the pairs, from where the last choice ended. */
  readonly rechoose: (weight: Float64Array) => number[];
}

/** What a whole place outweighs, in times of the highest worth of a meeting. */
const WHOLE = 10;

/**
 * Chooses meetings as a weighted b-matching: each participant at most as often as its cap allows, bonuses as convex
 * arcs, and in each round each participant once, met or idle, and its tables. Only which pair meets in which round is
 * left open, which makes it a relaxation: an upper bound on any timetable. A round sends a unit for each participant
 * of the larger side that is there, either through one of the smaller side that is there too and a pair, or straight
 * as an idle place; each of the larger side takes as many as the rounds in which it is there.
 * Participants that do not fall into two sides are each split into a giving and a taking half (the fractional bound).
 */
export function choosePairs(slots: Slots): Choice {
  const { participants, pairs, rounds, a, b, open, cap, weight, tables, locked } = slots;
  const { seats } = slots.model;
  const side = sidesOf(slots);
  const halves = side === undefined ? 2 : 1;
  const there = new Int32Array(participants);
  for (let k = 0; k < pairs; k++) {
    there[a[k]!]! |= open[k]!;
    there[b[k]!]! |= open[k]!;
  }
  const present = [new Int32Array(rounds), new Int32Array(rounds)];
  for (let p = 0; p < participants; p++) {
    for (let mask = there[p]!; mask !== 0; mask &= mask - 1)
      present[side?.[p] ?? 0]![lowestBit(mask)]! += seats[p]!;
  }
  // Where nobody is away, the sum of the tables says as much as the rounds one by one.
  const allRounds = rounds === MOST_ROUNDS ? -1 : (1 << rounds) - 1;
  const someAway = there.some((mask) => mask !== 0 && mask !== allRounds);
  const hasIdle = someAway && side !== undefined;
  const giver = (p: number) => p;
  const taker = (p: number) => (halves === 2 ? participants + p : p);
  const source = participants * halves;
  const sink = source + 1;
  const roundNode = (r: number) => source + 2 + r;
  const idleNode = (r: number) => source + 2 + rounds + r;
  const unitNode = (r: number) => source + 2 + 2 * rounds + r;
  let nodes = source + 2 + 3 * rounds;
  const bonusArcs = participants * (2 + mostSteps(slots));
  const network = new NetworkSimplex(
    nodes + participants,
    1 + 3 * rounds + participants * (rounds + 1) + (bonusArcs + pairs) * halves,
  );
  const whole = hasIdle ? WHOLE * highestWorth(slots) : 0;
  let plenty = 0;
  for (let r = 0; r < rounds; r++) {
    const most = Math.min(
      tables[r]! * halves,
      present[0]![r]!,
      side === undefined ? Infinity : present[1]![r]!,
    );
    plenty += hasIdle ? present[1]![r]! : most;
    if (hasIdle) {
      network.add(source, unitNode(r), present[1]![r]!, -whole);
      network.add(unitNode(r), roundNode(r), most, 0);
      network.add(unitNode(r), idleNode(r), present[1]![r]!, 0);
    } else if (someAway) network.add(source, roundNode(r), most, 0);
  }
  network.add(sink, source, plenty, 0);
  for (let p = 0; p < participants; p++) {
    const most = Math.min(cap[p]!, bitCount(there[p]!) * seats[p]!);
    if (side?.[p] !== 1) {
      const gate = someAway ? nodes++ : source;
      for (let mask = someAway ? there[p]! : 0; mask !== 0; mask &= mask - 1) {
        network.add(roundNode(lowestBit(mask)), gate, seats[p]!, 0);
      }
      addConvex(network, slots, p, gate, giver(p), most);
    }
    if (side?.[p] !== 0) {
      const places = hasIdle ? nodes++ : sink;
      addConvex(network, slots, p, taker(p), places, most);
      for (let mask = hasIdle ? there[p]! : 0; mask !== 0; mask &= mask - 1) {
        network.add(idleNode(lowestBit(mask)), places, seats[p]!, 0);
      }
      if (hasIdle) network.add(places, sink, bitCount(there[p]!) * seats[p]!, 0);
    }
  }
  const firstPair = network.arcs;
  for (let k = 0; k < pairs; k++) {
    const usable = open[k] !== 0 ? 1 : 0;
    const swap = side !== undefined && side[a[k]!] === 1;
    network.add(giver(swap ? b[k]! : a[k]!), taker(swap ? a[k]! : b[k]!), usable, -weight[k]!);
    if (halves === 2) network.add(giver(b[k]!), taker(a[k]!), usable, -weight[k]!);
  }
  network.solve(nodes);
  const { flow, price, from, to, cost } = network;
  let total = 0;
  for (let e = 0; e < network.arcs; e++) if (!hasIdle || from[e] !== source) total -= flow[e]! * cost[e]!;
  const margin = new Float64Array(pairs);
  for (let k = 0; k < pairs; k++) {
    const e = firstPair + k * halves;
    margin[k] = price[to[e]!]! - price[from[e]!]! - cost[e]!;
    if (halves === 2)
      margin[k] = Math.max(margin[k]!, price[to[e + 1]!]! - price[from[e + 1]!]! - cost[e + 1]!);
  }
  const pairFlow = (k: number, half: number) => flow[firstPair + k * halves + half]!;
  const chosen = () => {
    const list: number[] = [];
    for (let k = 0; k < pairs; k++) if (flow[firstPair + k]! > 0 || locked[k]) list.push(k);
    return list;
  };
  return {
    bound: total / halves,
    plainBound: plainValue(slots, halves, pairFlow),
    chosen: halves === 1 ? chosen() : [],
    margin,
    side,
    rechoose(changed) {
      for (let k = 0; k < pairs; k++) cost[firstPair + k] = -changed[k]!;
      network.solveAgain(nodes);
      return chosen();
    },
  };
}

/** The flow's value by the measure of the instance. */
function plainValue(
  { model, a, b, pairs, participants }: Slots,
  halves: number,
  pairFlow: (k: number, half: number) => number,
): number {
  let total = 0;
  for (let half = 0; half < halves; half++) {
    const count = new Int32Array(participants);
    // Each half of a participant that is split counts its own meetings.
    for (let k = 0; k < pairs; k++) {
      count[a[k]!]! += pairFlow(k, half);
      count[b[k]!]! += pairFlow(k, halves - 1 - half);
    }
    total += worthOf(model.plain, (k) => pairFlow(k, half) > 0, count);
  }
  return total / halves;
}

/** Most meetings of one participant that each bring another bonus. */
function mostSteps({ model: { worth } }: Slots): number {
  let steps = 0;
  worth.bonus.forEach((bonus, index) => {
    const n = index % worth.stride;
    if (n > steps && bonus > 0) steps = n;
  });
  return steps;
}

const largest = (values: ArrayLike<number>) =>
  Array.from(values).reduce((most, one) => Math.max(most, one), 0);

/** No meeting brings more. */
const highestWorth = ({ weight, model: { worth } }: Slots) => largest(weight) + 2 * largest(worth.bonus);

/** Arcs for up to `most` meetings of p: each bonus falls or stays as meetings are added. */
function addConvex(
  network: NetworkSimplex,
  slots: Slots,
  p: number,
  from: number,
  to: number,
  most: number,
): void {
  for (let n = 1, upTo = 1; n <= most; n = upTo + 1) {
    const bonus = bonusOf(slots.model, p, n);
    upTo = n;
    if (bonus === 0) upTo = most;
    else while (upTo < most && bonusOf(slots.model, p, upTo + 1) === bonus) upTo++;
    network.add(from, to, upTo - n + 1, -bonus);
  }
}

/** 0 or 1 per participant so that each pair joins both; 0 is the smaller side. Undefined if there are no such sides. */
function sidesOf(slots: Slots): Uint8Array | undefined {
  const { participants, start, list, a, b } = slots;
  const side = new Int8Array(participants).fill(-1);
  const queue: number[] = [];
  const wanted = (p: number) => slots.model.instance.participants[p]!.side;
  const firstSide = participants > 0 ? wanted(0) : undefined;
  for (let root = 0; root < participants; root++) {
    if (side[root]! >= 0) continue;
    side[root] = wanted(root) === firstSide ? 0 : 1;
    queue.push(root);
    while (queue.length > 0) {
      const p = queue.pop()!;
      for (let i = start[p]!; i < start[p + 1]!; i++) {
        const k = list[i]!;
        const q = a[k]! + b[k]! - p;
        if (side[q] === side[p]) return undefined;
        if (side[q]! >= 0) continue;
        side[q] = 1 - side[p]!;
        queue.push(q);
      }
    }
  }
  const ones = side.reduce((sum, s) => sum + s, 0);
  return Uint8Array.from(side, (s) => (2 * ones < participants ? 1 - s : s));
}
