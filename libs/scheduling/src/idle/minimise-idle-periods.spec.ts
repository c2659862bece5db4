import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkSchedule } from '../check-schedule.js';
import { bestByTrial, smallInstance } from '../feasibility/small-instances.js';
import type { Instance } from '../instance.js';
import { measureSchedule } from '../measure-schedule.js';
import { seededRandom } from '../random.js';
import { BadInstanceError } from '../scheduling-errors.js';
import { type IdleProgress, minimiseIdlePeriods } from './minimise-idle-periods.js';

const forever = { now: () => 0, timeLimitMs: 1 };

/** A clock that moves on each time it is read. */
const ticking = () => {
  let time = 0;
  return () => time++;
};

/** Many meetings in few rounds: enough that some breaks cannot be avoided and a proof takes a search. */
const crowd: Instance = {
  format: 'meetmatch-instance/1',
  name: 'crowd',
  mode: 'all',
  rounds: 7,
  tables: 6,
  participants: Array.from({ length: 14 }, (_, index) => ({ id: `p${index}`, unavailable: [index % 5] })),
  pairs: Array.from({ length: 35 }, (_, index) => ({
    a: `p${index % 7}`,
    b: `p${7 + ((index + Math.floor(index / 7)) % 7)}`,
  })),
};

describe('minimiseIdlePeriods', () => {
  it('finds the fewest breaks of small instances, or that there is no timetable', () => {
    const seen = { infeasible: 0, none: 0, some: 0 };
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const drawn = smallInstance(seededRandom(seed), 'all');
        const result = minimiseIdlePeriods(drawn, { ...forever, seed });
        const best = bestByTrial(drawn);
        if (best === undefined) {
          expect(result).toHaveProperty('refutation');
          seen.infeasible++;
          return;
        }
        expect(result).toMatchObject({ breaks: best, bound: best, proven: true });
        if (result === null || 'refutation' in result) return;
        expect(checkSchedule(drawn, result.schedule)).toEqual([]);
        expect(measureSchedule(drawn, result.schedule).breaks).toBe(best);
        expect(result.schedule.meetings.every((meeting) => typeof meeting.table === 'number')).toBe(true);
        seen[best > 0 ? 'some' : 'none']++;
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(Math.min(seen.infeasible, seen.none, seen.some)).toBeGreaterThan(15);
  });

  it('gives the same timetable for the same seed, and the same number of breaks for any', () => {
    const first = minimiseIdlePeriods(crowd, { ...forever, seed: 1 });
    expect(first).toMatchObject({ proven: true });
    expect(minimiseIdlePeriods(structuredClone(crowd), { ...forever, seed: 1 })).toEqual(first);
    const { breaks } = first as { breaks: number };
    expect(breaks).toBeGreaterThan(0);
    expect(minimiseIdlePeriods(crowd, { ...forever, seed: 2 })).toMatchObject({ breaks, proven: true });
  });

  it('tells its progress: fewer breaks, a higher bound, until they meet', () => {
    const told: IdleProgress[] = [];
    minimiseIdlePeriods(crowd, { ...forever, seed: 1, onProgress: (progress) => told.push(progress) });
    expect(told.length).toBeGreaterThan(1);
    told.slice(1).forEach(({ breaks, bound }, index) => {
      expect(breaks).toBeLessThanOrEqual(told[index]!.breaks);
      expect(bound).toBeGreaterThanOrEqual(told[index]!.bound);
    });
    expect(told.at(-1)!.breaks).toBe(told.at(-1)!.bound);
  });

  it('ends in time or when it is stopped, with a valid timetable or none', () => {
    for (const timeLimitMs of [0, 1, 2, 4, 8]) {
      const result = minimiseIdlePeriods(crowd, { seed: 1, now: ticking(), timeLimitMs });
      if (result === null || 'refutation' in result) continue;
      expect(checkSchedule(crowd, result.schedule)).toEqual([]);
      expect(result.breaks).toBeGreaterThanOrEqual(result.bound);
    }
    const stopped = minimiseIdlePeriods(crowd, { ...forever, seed: 1, stop: () => true });
    if (stopped && !('refutation' in stopped)) expect(stopped.bound).toBeLessThanOrEqual(stopped.breaks);
  });

  it('refuses what is wrong with the instance, and mode select', () => {
    const wrong = { ...crowd, pairs: [{ a: 'p0', b: 'nobody' }] };
    expect(() => minimiseIdlePeriods(wrong, { ...forever, seed: 1 })).toThrow(BadInstanceError);
    const select = { ...crowd, mode: 'select' as const };
    expect(() => minimiseIdlePeriods(select, { ...forever, seed: 1 })).toThrow('mode: must be all');
  });
});

describe('control: a solver that forgets availability', () => {
  it('is caught by the same comparison', () => {
    let caught = 0;
    for (let seed = 0; seed < 250; seed++) {
      const drawn = smallInstance(seededRandom(seed), 'all');
      const participants = drawn.participants.map(({ unavailable: _, ...rest }) => rest);
      const result = minimiseIdlePeriods({ ...drawn, participants }, { ...forever, seed });
      if (result === null || 'refutation' in result) continue;
      if (result.breaks !== bestByTrial(drawn) || checkSchedule(drawn, result.schedule).length > 0) caught++;
    }
    expect(caught).toBeGreaterThan(8);
  });
});
