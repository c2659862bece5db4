import { breakLimit, idleCostOf } from './close-gaps.js';
import type { Grid } from './grid.js';
import { ENDS, PEOPLE } from './model.js';
import type { Objective } from './objectives.js';
import type { Random } from './random.js';
import { fairSteps } from './worth.js';

/** Trades tried, per pair and step per round. */
export const TRADES = 4;

/**
 * Gives up, takes in and moves meetings as long as the timetable gets no worse by the order of its objectives: what
 * choosing meetings first and their rounds afterwards cannot do where idle time or the announced version counts more
 * than some of the meetings. Each trade is kept if the first objective that it changes gets better.
 * @param homes announced round per pair, or -1
 * @param trades effort
 */
export function tradeMeetings(
  grid: Grid,
  order: readonly Objective[],
  homes: Int16Array,
  random: Random,
  trades: number,
  outOfTime: () => boolean,
): void {
  const { pairs, rounds, open, required } = grid.model;
  const scales = new Scales(grid, homes);
  const before: Record<Objective, number> = { ...scales.totals };
  const gone: number[] = [];
  /** What was done, to be undone from the end: pair and the round it left, or -1 where it came in. */
  const done: [number, number][] = [];
  const take = (k: number) => {
    done.push([k, grid.roundOf[k]!]);
    scales.take(k);
  };
  const put = (k: number, r: number) => {
    done.push([k, -1]);
    scales.put(k, r);
  };
  const isNoWorse = () => {
    for (const objective of order) {
      const change = scales.totals[objective] - before[objective];
      if (change !== 0) return change > 0;
    }
    return true;
  };
  const price = (k: number) => (required[k] ? Infinity : grid.loss(k));

  for (let trade = 0; trade < trades; trade++) {
    if ((trade & 63) === 0 && outOfTime()) return;
    const k = random.below(pairs);
    if (grid.locked[k]) continue;
    const from = grid.roundOf[k]!;
    const home = homes[k]!;
    const r = home >= 0 && home !== from && random.below(2) === 0 ? home : random.below(rounds);
    const leaves = from >= 0 && !required[k] && random.below(2) === 0;
    if (from < 0 && !open[k * rounds + r]) continue;
    if (from >= 0 && !leaves && (r === from || !open[k * rounds + r])) continue;
    Object.assign(before, scales.totals);
    done.length = 0;
    if (from >= 0) take(k);
    if (!leaves) {
      if (!grid.blockers(k, r, gone, price, random) || gone.some((other) => required[other])) {
        if (from >= 0) scales.put(k, from);
        continue;
      }
      for (const other of gone) take(other);
      put(k, r);
      for (const other of gone) {
        const s = grid.freeRound(other, random.below(rounds));
        if (s >= 0) put(other, s);
      }
    }
    if (isNoWorse()) continue;
    for (const [other, was] of done.toReversed()) {
      if (was < 0) scales.take(other);
      else scales.put(other, was);
    }
  }
}

/** What a grid reaches by each objective, kept up to date; more is better. */
class Scales {
  readonly totals: Record<Objective, number> = {
    wishes: 0,
    everybody: 0,
    score: 0,
    fairness: 0,
    comfort: 0,
    stability: 0,
  };
  private readonly fair: readonly number[];
  private readonly limit: number;

  constructor(
    private readonly grid: Grid,
    private readonly homes: Int16Array,
  ) {
    this.fair = fairSteps(grid.model.instance);
    this.limit = breakLimit(grid);
  }

  put(k: number, r: number): void {
    this.change(k, r, 1, () => this.grid.put(k, r));
  }

  take(k: number): void {
    this.change(k, this.grid.roundOf[k]!, -1, () => this.grid.take(k));
  }

  private change(k: number, r: number, sign: 1 | -1, act: () => void): void {
    const { grid, totals, fair, limit } = this;
    const { ends, plain, instance } = grid.model;
    const people = [...ends.subarray(k * ENDS, k * ENDS + PEOPLE)].filter((p) => p >= 0);
    const idle = () => people.reduce((sum, p) => sum + idleCostOf(grid, p, limit), 0);
    const idleBefore = idle();
    act();
    totals.comfort -= idle() - idleBefore;
    totals.score += sign * plain.pair[k]!;
    if (instance.pairs[k]!.mutual) totals.wishes += sign;
    if (this.homes[k] === r) totals.stability += sign;
    for (const p of people) {
      // The meeting that came last, or would be the next.
      const n = sign > 0 ? grid.count[p]! : grid.count[p]! + 1;
      totals.fairness += sign * (fair[n - 1] ?? 0);
      if (n <= Math.max(1, instance.participants[p]!.minMeetings ?? 0)) totals.everybody += sign;
    }
  }
}
