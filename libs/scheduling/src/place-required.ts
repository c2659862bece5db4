import type { Grid } from './grid.js';
import type { KempeChains } from './kempe.js';
import { ENDS, type Lock, type Model, PEOPLE } from './model.js';
import type { Random } from './random.js';
import { InfeasibleError, type InfeasibleItem } from './scheduling-errors.js';

/** Ejections tried per required pair before the search gives up. */
const TRIES = 400;
const LEAST_TRIES = 20_000;

/** Puts the locked meetings. @throws InfeasibleError naming the meeting and what is in its way. */
export function placeLocked(grid: Grid, locks: readonly Lock[]): void {
  for (const { pair, round, table, why } of locks) {
    const needed = grid.model.needsTable[pair]!;
    const fits = grid.underCap(pair) && grid.fits(pair, round) && (table === undefined || needed === table);
    if (!fits)
      throw new InfeasibleError(`${why}-conflict`, [{ pair, round }, ...locksInTheWay(grid, pair, round)]);
    grid.put(pair, round);
    grid.locked[pair] = 1;
  }
}

function locksInTheWay(grid: Grid, pair: number, round: number): InfeasibleItem[] {
  const { ends, rounds, earlier, later, cap, tables } = grid.model;
  const items: InfeasibleItem[] = [];
  for (let e = 0; e < ENDS; e++) {
    const x = ends[pair * ENDS + e]!;
    if (x < 0) continue;
    for (let row = grid.rows[x]!; grid.isFull(x, round) && row < grid.rows[x + 1]!; row++) {
      items.push({ pair: grid.at[row * rounds + round]!, round });
    }
    if (e < PEOPLE && grid.count[x]! >= cap[x]!)
      items.push({ participant: grid.model.instance.participants[x]!.id });
  }
  for (const other of earlier[pair] ?? []) if (grid.roundOf[other]! >= round) items.push({ pair: other });
  for (const other of later[pair] ?? []) {
    if (grid.roundOf[other]! >= 0 && grid.roundOf[other]! <= round) items.push({ pair: other });
  }
  if (grid.load[round]! >= tables[round]! || !grid.seatable(pair, round)) items.push({ round });
  return items;
}

/** Told before any search: required meetings that no timetable can hold. @throws InfeasibleError */
export function refuteRequired(model: Model): void {
  const { pairs, participants, rounds, ends, open, required, cap, seats, tables, instance } = model;
  const hopeless: InfeasibleItem[] = [];
  const demanded = Array.from({ length: participants }, (): number[] => []);
  const reachable = new Uint8Array(participants * rounds);
  let total = 0;
  for (let k = 0; k < pairs; k++) {
    if (!required[k]) continue;
    total++;
    let hasRound = false;
    const people = [...ends.subarray(k * ENDS, k * ENDS + PEOPLE)].filter((p) => p >= 0);
    for (const p of people) demanded[p]!.push(k);
    for (let r = 0; r < rounds; r++) {
      if (!open[k * rounds + r]) continue;
      hasRound = true;
      for (const p of people) reachable[p * rounds + r] = 1;
    }
    if (!hasRound) hopeless.push({ pair: k });
  }
  if (hopeless.length > 0) throw new InfeasibleError('must-without-round', hopeless);
  demanded.forEach((list, p) => {
    const days = reachable.subarray(p * rounds, (p + 1) * rounds).reduce((sum, yes) => sum + yes, 0);
    if (list.length <= Math.min(days * seats[p]!, cap[p]!)) return;
    const participant = instance.participants[p]!.id;
    throw new InfeasibleError('must-over-capacity', [{ participant }, ...list.map((pair) => ({ pair }))]);
  });
  if (total > tables.reduce((sum, count) => sum + count, 0)) {
    throw new InfeasibleError(
      'must-over-tables',
      Array.from(tables, (_, round) => ({ round })),
    );
  }
}

/**
 * Holds all required pairs: directly, by a Kempe chain, or by ejecting those that were easiest to place so far
 * (guided ejection search, Nagata and Bräysy 2009).
 * Other meetings that were ejected stay out.
 * @param chains none: move nothing but what has to go
 * @throws InfeasibleError `must-not-placed` with the pairs left over
 */
export function placeRequired(
  grid: Grid,
  chains: KempeChains | undefined,
  random: Random,
  outOfTime: () => boolean,
): void {
  const { pairs, rounds, open, required } = grid.model;
  const choices = (k: number) =>
    open.subarray(k * rounds, (k + 1) * rounds).reduce((sum, yes) => sum + yes, 0);
  const stack: number[] = [];
  for (let k = 0; k < pairs; k++) if (required[k] && grid.roundOf[k]! < 0) stack.push(k);
  const options = new Map(stack.map((k) => [k, choices(k)]));
  stack.sort((x, y) => options.get(y)! - options.get(x)! || x - y);

  const failures = new Float64Array(pairs).fill(1);
  const price = (k: number) => failures[k]! + random.next() / 2;
  const ejected: number[] = [];
  let best: number[] = [];
  let tries = Math.max(LEAST_TRIES, TRIES * stack.length);
  while (stack.length > 0) {
    const k = stack.pop()!;
    if (putDirectly(grid, k, random.below(rounds)) || chains?.insert(k)) continue;
    failures[k]!++;
    let into = -1;
    let lowest = Infinity;
    for (let s = 0; s < rounds; s++) {
      if (!open[k * rounds + s] || !grid.blockers(k, s, ejected, price, random)) continue;
      const cost = ejected.reduce((sum, other) => sum + price(other), 0);
      if (cost >= lowest) continue;
      lowest = cost;
      into = s;
      best = ejected.slice();
    }
    if (into < 0 || tries-- <= 0 || outOfTime()) {
      const left = [k, ...stack.filter((other) => !putDirectly(grid, other))].sort((x, y) => x - y);
      throw new InfeasibleError(
        'must-not-placed',
        left.map((pair) => ({ pair })),
      );
    }
    for (const other of best) grid.take(other);
    grid.put(k, into);
    stack.push(...best.filter((other) => required[other]));
  }
}

function putDirectly(grid: Grid, k: number, from = 0): boolean {
  const r = grid.freeRound(k, from);
  if (r >= 0) grid.put(k, r);
  return r >= 0;
}
