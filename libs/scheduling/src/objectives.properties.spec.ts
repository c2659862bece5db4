import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { buildTimetable, type Timetable } from './build-timetable.js';
import type { Instance } from './instance.js';
import { type Objective, objectiveNames } from './objectives.js';
import { seededRandom } from './random.js';
import type { Schedule } from './schedule.js';
import { BadInstanceError } from './scheduling-errors.js';

/** Two sides, some away, some with a cap, few tables; a third of the pairs mutual. */
function event(seed: number): Instance {
  const random = seededRandom(seed);
  const chance = (percent: number) => random.below(100) < percent;
  const rounds = 3 + random.below(3);
  const people = (side: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      id: `${side}${index}`,
      side,
      ...(chance(40) && { unavailable: [random.below(rounds)] }),
      ...(chance(30) && { maxMeetings: 1 + random.below(rounds) }),
    }));
  const institutes = people('i', 3 + random.below(4));
  const enterprises = people('e', 4 + random.below(5));
  return {
    format: 'meetmatch-instance/1',
    name: 'event',
    rounds,
    tables: 1 + random.below(institutes.length),
    participants: [...institutes, ...enterprises],
    pairs: enterprises.flatMap(({ id: b }) =>
      institutes
        .filter(() => chance(55))
        .map(({ id: a }) => ({ a, b, score: random.below(1000), mutual: chance(30) })),
    ),
  };
}

/** A valid version made by other scores. */
function announcedVersion(instance: Instance): Schedule {
  const pairs = instance.pairs.map((pair, k) => ({ ...pair, score: (k * 7919) % 1000 }));
  return buildTimetable({ ...instance, pairs }, { seed: 9, effort: 20 }).schedule;
}

/** What each objective is measured by, to be compared number by number; more is better. */
const measures: Record<
  Objective,
  (instance: Instance, timetable: Timetable, announced: Schedule) => number[]
> = {
  wishes: (_, { objectives }) => [objectives.mutual],
  everybody: (_, { objectives }) => [-objectives.zeroMeeting],
  score: (_, { objectives }) => [objectives.score],
  fairness: (instance, { schedule }) => {
    const held = schedule.meetings.map(({ pair }) => instance.pairs[pair!]!);
    const counts = instance.participants.map(
      ({ id }) => held.filter(({ a, b }) => a === id || b === id).length,
    );
    return Array.from(
      { length: instance.rounds },
      (_, index) => counts.filter((count) => count > index).length,
    );
  },
  comfort: (_, { objectives }) => [-objectives.breaks - objectives.idleSlots],
  stability: (_, { schedule }, announced) => [
    announced.meetings.filter(({ pair, round }) =>
      schedule.meetings.some((meeting) => meeting.pair === pair && meeting.round === round),
    ).length,
  ],
};

function compare(x: readonly number[], y: readonly number[]): number {
  const index = x.findIndex((one, i) => one !== y[i]);
  return index < 0 ? 0 : x[index]! - y[index]!;
}

describe.each(objectiveNames)('%s', (objective) => {
  const rest = objectiveNames.filter((one) => one !== objective);
  const compared = (seed: number) => {
    const instance = event(seed);
    const previous = announcedVersion(instance);
    const reached = (objectives: Objective[]) =>
      measures[objective](
        instance,
        buildTimetable(instance, { seed: 1, effort: 60, previous, objectives }),
        previous,
      );
    return compare(reached([objective, ...rest]), reached([...rest, objective]));
  };

  it('put first is never worse than put last, by its own measure, and often better', () => {
    let better = 0;
    fc.assert(
      fc.property(fc.nat(10_000), (seed) => {
        const difference = compared(seed);
        expect(difference).toBeGreaterThanOrEqual(0);
        if (difference > 0) better++;
      }),
      { numRuns: 16, seed: 7 },
    );
    // The control: an engine that does not look at the order is never better.
    expect(better).toBeGreaterThan(3);
  });
});

describe('fairness', () => {
  it('gives the second institute a meeting of less worth before the first gets a third', () => {
    const pairs = ['e0', 'e1', 'e2', 'e3'].flatMap((b, index) => [
      { a: 'rich', b, score: 900 + index },
      { a: 'poor', b, score: 100 },
    ]);
    const instance: Instance = {
      format: 'meetmatch-instance/1',
      name: 'two',
      rounds: 4,
      tables: 1,
      participants: ['rich', 'poor', 'e0', 'e1', 'e2', 'e3'].map((id) => ({ id, side: id[0]! })),
      pairs,
    };
    const ofPoor = (objectives: Objective[]) =>
      buildTimetable(instance, { seed: 1, objectives }).schedule.meetings.filter(
        ({ pair }) => pairs[pair!]!.a === 'poor',
      ).length;
    expect(ofPoor(['score'])).toBe(0);
    expect(ofPoor(['everybody', 'score'])).toBe(1);
    expect(ofPoor(['fairness'])).toBe(2);
  });
});

describe('rounds that are not needed', () => {
  const instance = (rounds: number): Instance => ({
    format: 'meetmatch-instance/1',
    name: 'small',
    rounds,
    tables: 3,
    participants: ['i0', 'i1', 'e0', 'e1', 'e2'].map((id) => ({ id, side: id[0]! })),
    pairs: [
      { a: 'i0', b: 'e0', score: 500 },
      { a: 'i0', b: 'e1', score: 400 },
      { a: 'i1', b: 'e2', score: 300 },
    ],
  });
  it.each([1, 2, 3, 4, 5])('are left over at the end, seed %i', (seed) => {
    const rounds = buildTimetable(instance(8), { seed }).schedule.meetings.map(({ round }) => round);
    expect(rounds).toEqual([0, 0, 1]);
  });

  it('control: are used where the meetings do not fit otherwise', () => {
    const { meetings } = buildTimetable({ ...instance(3), tables: 1 }, { seed: 1 }).schedule;
    expect(meetings.map(({ round }) => round)).toEqual([0, 1, 2]);
  });
});

describe('all pairs', () => {
  it('are placed with the least idle time that there is', () => {
    const ids = Array.from({ length: 8 }, (_, index) => `p${index}`);
    const random = seededRandom(4);
    const pairs = ids
      .flatMap((a, x) => ids.slice(x + 1).map((b) => ({ a, b })))
      .filter(() => random.below(2));
    const instance: Instance = {
      format: 'meetmatch-instance/1',
      name: 'all',
      mode: 'all',
      rounds: 9,
      tables: 3,
      participants: ids.map((id) => ({ id, unavailable: [random.below(9)] })),
      pairs,
    };
    const { objectives, unplaced } = buildTimetable(instance, { seed: 1 });
    expect(unplaced).toEqual([]);
    expect(objectives.meetings).toBe(pairs.length);
    // The general search, which an announced version asks for, gets no lower.
    const previous = { format: 'meetmatch-schedule/1', meetings: [{ pair: 0, round: 3 }] } as const;
    expect(objectives.breaks).toBeLessThanOrEqual(
      buildTimetable(instance, { seed: 1, previous }).objectives.breaks,
    );
  });
});

it('an order that names no objective, or one twice, is refused with its place', () => {
  const build = (objectives: string[]) => () =>
    buildTimetable(event(1), { seed: 1, objectives: objectives as Objective[] });
  expect(build(['score', 'luck'])).toThrow(BadInstanceError);
  expect(build(['score', 'luck'])).toThrow('objectives[1]: must be one of wishes,');
  expect(build(['score', 'score'])).toThrow('objectives[1]: score stands twice');
});
