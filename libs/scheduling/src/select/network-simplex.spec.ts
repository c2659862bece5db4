import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { NetworkSimplex } from './network-simplex.js';

const NODES = 6;
const arcs = fc.array(
  fc.record({
    from: fc.integer({ min: 0, max: NODES - 1 }),
    to: fc.integer({ min: 0, max: NODES - 1 }),
    capacity: fc.integer({ min: 0, max: 4 }),
    cost: fc.integer({ min: -9, max: 9 }),
  }),
  { minLength: 1, maxLength: 24 },
);

/** What keeps a flow from being a cheapest circulation: nothing if it is one (complementary slackness). */
function faults(network: NetworkSimplex, capacity: readonly number[]): string[] {
  const { from, to, cost, flow, price } = network;
  const found: string[] = [];
  const balance = Array.from({ length: NODES }, () => 0);
  for (let e = 0; e < network.arcs; e++) {
    const f = flow[e]!;
    balance[from[e]!]! -= f;
    balance[to[e]!]! += f;
    if (f < 0 || f > capacity[e]!) found.push(`arc ${e} carries ${f}`);
    const reduced = cost[e]! + price[from[e]!]! - price[to[e]!]!;
    if (reduced < 0 && f < capacity[e]!) found.push(`arc ${e} pays and is not full`);
    if (reduced > 0 && f > 0) found.push(`arc ${e} costs and is not empty`);
  }
  balance.forEach((b, node) => b !== 0 && found.push(`node ${node} keeps ${b}`));
  return found;
}

describe('NetworkSimplex', () => {
  it('finds a circulation that its prices prove to be cheapest, and again after costs change', () => {
    fc.assert(
      fc.property(
        arcs,
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 24, maxLength: 24 }),
        (given, later) => {
          const network = new NetworkSimplex(NODES, given.length);
          const usable = given.filter(({ from, to }) => from !== to);
          for (const { from, to, capacity, cost } of usable) network.add(from, to, capacity, cost);
          const capacity = usable.map((arc) => arc.capacity);
          network.solve(NODES);
          expect(faults(network, capacity)).toEqual([]);
          usable.forEach((_, e) => (network.cost[e] = later[e]!));
          network.solveAgain(NODES);
          expect(faults(network, capacity)).toEqual([]);
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });

  it('control: a flow that is not cheapest is caught', () => {
    const network = new NetworkSimplex(NODES, 2);
    network.add(0, 1, 3, -2);
    network.add(1, 0, 3, 1);
    network.solve(NODES);
    expect(network.flow[0]).toBe(3);
    network.flow[0] = network.flow[1] = 2;
    expect(faults(network, [3, 3])).not.toEqual([]);
  });
});
