import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { buildTimetable, type BuildOptions } from '../build-timetable.js';
import type { Progress } from '../effort.js';
import type { Instance } from '../instance.js';
import { seededRandom } from '../random.js';

/** Institutes and enterprises; `absent` is the share of rounds that people are away. */
function event(
  size: { a: number; b: number; rounds: number; tables: number; wishes: number },
  absent: number,
  seed: number,
): Instance {
  const random = seededRandom(seed);
  const people = (side: string, count: number) =>
    Array.from({ length: count }, (_, i) => ({
      id: `${side}${i}`,
      side,
      maxMeetings: 1 + random.below(size.rounds),
      unavailable: [...Array(size.rounds).keys()].filter(() => random.next() < absent),
    }));
  const pairs = Array.from({ length: size.b }, (_, e) =>
    [...Array(size.a).keys()]
      .filter(() => random.next() < size.wishes / size.a)
      .map((i) => ({ a: `i${i}`, b: `e${e}`, score: random.below(1300) })),
  ).flat();
  return {
    format: 'meetmatch-instance/1',
    name: 'event',
    rounds: size.rounds,
    tables: size.tables,
    objective: { firstMeetingBonus: 1000 },
    participants: [...people('i', size.a), ...people('e', size.b)],
    pairs,
  };
}

/** Value of the best timetable, by trying all; for a handful of pairs. */
function bestValue({ pairs, rounds, tables, participants, objective }: Instance): number {
  const left = new Map(participants.map((person) => [person.id, person.maxMeetings!]));
  const busy = new Map(participants.map((person) => [person.id, new Set(person.unavailable)]));
  const met = new Map(participants.map((person) => [person.id, 0]));
  const load = Array.from({ length: rounds }, () => 0);
  const search = (index: number): number => {
    const pair = pairs[index];
    if (!pair) return 0;
    let best = search(index + 1);
    const ends = [pair.a, pair.b];
    if (ends.some((id) => left.get(id)! <= met.get(id)!)) return best;
    const first = ends.filter((id) => met.get(id) === 0).length;
    for (let r = 0; r < rounds; r++) {
      if (load[r]! >= (tables as number) || ends.some((id) => busy.get(id)!.has(r))) continue;
      load[r]!++;
      for (const id of ends) {
        busy.get(id)!.add(r);
        met.set(id, met.get(id)! + 1);
      }
      best = Math.max(best, pair.score! + first * objective!.firstMeetingBonus! + search(index + 1));
      for (const id of ends) {
        busy.get(id)!.delete(r);
        met.set(id, met.get(id)! - 1);
      }
      load[r]!--;
    }
    return best;
  };
  return search(0);
}

const build = (instance: Instance, options: Partial<BuildOptions> = {}) =>
  buildTimetable(instance, { seed: 1, ...options });

describe('the most valuable timetable', () => {
  it('is reached exactly, and proven, where nobody is away', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const size = { a: 8 + seed, b: 24, rounds: 6, tables: 3 + seed, wishes: 7 };
      const { objectives, bound } = build(event(size, 0, seed));
      expect(objectives.value).toBe(bound);
    }
  });

  it('is within the bound and rarely missed where people are away', () => {
    let missed = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const instance = event({ a: 3, b: 3, rounds: 2, tables: 2, wishes: 2 }, 0.25, seed);
        const best = bestValue(instance);
        const { objectives, bound } = build(instance);
        expect(bound).toBeGreaterThanOrEqual(best - 1e-6);
        expect(objectives.value).toBeLessThanOrEqual(best);
        if (objectives.value < best) missed++;
      }),
      { numRuns: 60, seed: 7 },
    );
    expect(missed).toBeLessThanOrEqual(1);
  });

  it('control: without the improvement it is missed', () => {
    const instance = event({ a: 12, b: 14, rounds: 5, tables: 9, wishes: 9 }, 0.2, 5);
    expect(build(instance, { effort: 0 }).objectives.value).toBeLessThan(build(instance).objectives.value);
  });

  it('comes close to the bound where all have full days', () => {
    const instance = event({ a: 20, b: 20, rounds: 6, tables: 20, wishes: 14 }, 0.15, 3);
    const { objectives, bound } = build(instance);
    expect(objectives.value / bound).toBeGreaterThan(0.98);
  });

  it('is close to the bound where the participants do not fall into two sides', () => {
    const random = seededRandom(9);
    const ids = Array.from({ length: 30 }, (_, i) => `p${i}`);
    const pairs = Array.from({ length: 200 }, () => ({ a: random.below(30), b: random.below(30) }))
      .filter(({ a, b }) => a !== b)
      .map(({ a, b }) => ({ a: ids[a]!, b: ids[b]!, score: random.below(1000) }));
    const instance = {
      ...event({ a: 0, b: 0, rounds: 5, tables: 12, wishes: 0 }, 0, 1),
      participants: ids.map((id) => ({ id })),
      pairs,
    };
    const { objectives, bound } = build(instance);
    expect(objectives.value).toBeLessThanOrEqual(bound);
    expect(objectives.value / bound).toBeGreaterThan(0.97);
  });
});

describe('effort', () => {
  const instance = event({ a: 20, b: 20, rounds: 6, tables: 18, wishes: 14 }, 0.15, 3);

  it('in steps gives the same timetable again, whatever the clock says', () => {
    let clock = 0;
    const now = () => (clock += Math.random());
    const first = build(instance, { effort: 60 });
    expect(build(instance, { effort: 60, now, timeLimitMs: 1e9 })).toEqual(first);
    expect(build(instance, { effort: 60, seed: 2 }).schedule).not.toEqual(first.schedule);
  });

  it('ends when told to stop, with a valid timetable', () => {
    let asked = 0;
    const { objectives } = build(instance, { effort: 1e9, stop: () => ++asked > 20 });
    expect(objectives.meetings).toBeGreaterThan(50);
    expect(asked).toBeLessThan(60);
  });

  it('is reported with an objective that never falls and a bound above it', () => {
    const told: Progress[] = [];
    let clock = 0;
    build(instance, {
      now: () => (clock += 40),
      timeLimitMs: 20_000,
      onProgress: (progress) => told.push(progress),
    });
    expect(told.length).toBeGreaterThanOrEqual(3);
    told.forEach(({ objective, bound, gap, elapsed }, index) => {
      expect(objective).toBeLessThanOrEqual(bound);
      expect(gap).toBeCloseTo(1 - objective / bound);
      expect(objective).toBeGreaterThanOrEqual(told[index - 1]?.objective ?? 0);
      expect(elapsed).toBeGreaterThanOrEqual(told[index - 1]?.elapsed ?? 0);
    });
  });
});
