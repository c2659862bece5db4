import { describe, expect, it } from '@jest/globals';
import { buildTimetable } from './build-timetable.js';
import { checkSchedule } from './check-schedule.js';
import { refuteInstance } from './feasibility/index.js';
import { minimiseIdlePeriods } from './idle/minimise-idle-periods.js';
import type { Instance, Pair, Participant } from './instance.js';
import { seededRandom } from './random.js';
import { repairTimetable } from './repair/index.js';
import { BadInstanceError } from './scheduling-errors.js';

const people = (side: string, count: number, more: Partial<Participant> = {}): Participant[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${side[0]}${index}`, side, ...more }));
const event = (facts: Partial<Instance> & Pick<Instance, 'participants' | 'pairs'>): Instance => ({
  format: 'meetmatch-instance/1',
  name: 'event',
  rounds: 4,
  ...facts,
});
const build = (instance: Instance) => buildTimetable(instance, { seed: 1 });
const allPairs = (
  institutes: number,
  enterprises: number,
  more: (index: number) => Partial<Pair> = () => ({}),
) =>
  Array.from({ length: institutes * enterprises }, (_, index) => ({
    a: `i${index % institutes}`,
    b: `e${Math.floor(index / institutes)}`,
    score: 100 + ((index * 37) % 91),
    ...more(index),
  }));

describe('kinds', () => {
  const participants = [...people('institute', 2), ...people('enterprise', 2), ...people('vc', 1)];
  const pairs = [
    { a: 'i0', b: 'e0' },
    { a: 'i0', b: 'i1' },
    { a: 'v0', b: 'i1' },
    { a: 'v0', b: 'e1' },
  ];
  const mayMeet = [
    ['institute', 'enterprise'],
    ['institute', 'vc'],
  ] as const;

  it('that may not meet do not, and it is said', () => {
    const { schedule, unplaced } = build(event({ participants, pairs, mayMeet }));
    expect(schedule.meetings.map(({ pair }) => pair).sort()).toEqual([0, 2]);
    expect(unplaced).toEqual([
      { pair: 1, reason: 'kinds', params: {} },
      { pair: 3, reason: 'kinds', params: {} },
    ]);
    const meetings = [{ pair: 1, round: 0 }];
    const wrong = { format: 'meetmatch-schedule/1', meetings } as const;
    expect(checkSchedule(event({ participants, pairs, mayMeet }), wrong)).toMatchObject([{ code: 'kinds' }]);
    expect(checkSchedule(event({ participants, pairs }), wrong)).toEqual([]);
  });

  it('that must meet nevertheless are told as a contradiction', () => {
    const must = event({ participants, pairs: [{ a: 'i0', b: 'i1', must: true }], mayMeet });
    expect(refuteInstance(must)).toMatchObject({ code: 'no-round', pairs: [0] });
    expect(refuteInstance(must)!.items).toContainEqual({ kind: 'kinds', pair: 0 });
  });
});

describe('several representatives', () => {
  const instance = (representatives: number) =>
    event({
      rounds: 2,
      participants: [...people('institute', 1, { representatives }), ...people('enterprise', 6)],
      pairs: allPairs(1, 6),
    });
  it.each([
    [1, 2],
    [2, 4],
    [3, 6],
  ])('%i can be in %i meetings of two rounds', (representatives, meetings) => {
    const { schedule, bound, objectives } = build(instance(representatives));
    expect(schedule.meetings).toHaveLength(meetings);
    expect(objectives.value).toBe(bound);
  });

  it('are not more than they are', () => {
    const meetings = [0, 1, 2].map((pair) => ({ pair, round: 0 }));
    const crowded = { format: 'meetmatch-schedule/1', meetings } as const;
    expect(checkSchedule(instance(2), crowded)).toMatchObject([{ code: 'clash' }]);
    expect(checkSchedule(instance(3), crowded)).toEqual([]);
  });

  it('make too many must meetings possible, without a false alarm', () => {
    const must = { ...instance(3), pairs: allPairs(1, 6, () => ({ must: true })) };
    expect(refuteInstance(must)).toBeNull();
    expect(build(must).schedule.meetings).toHaveLength(6);
    expect(refuteInstance({ ...must, participants: instance(1).participants })).toMatchObject({
      code: 'too-few-rounds',
    });
  });
});

describe('table features', () => {
  const instance = (tableFeatures: string[][]) =>
    event({
      tables: 3,
      rounds: 2,
      tableFeatures,
      participants: [...people('institute', 4), ...people('enterprise', 4)],
      pairs: Array.from({ length: 4 }, (_, k) => ({ a: `i${k}`, b: `e${k}`, score: 10, needs: ['screen'] })),
    });
  it('seat a meeting only where it has what it needs', () => {
    const one = build(instance([[], ['screen']]));
    expect(one.schedule.meetings.map(({ table }) => table)).toEqual([1, 1]);
    expect(one.unplaced.map(({ reason }) => reason)).toEqual(['tables-full', 'tables-full']);
    expect(build(instance([['screen', 'power'], ['screen']])).schedule.meetings).toHaveLength(4);
  });

  it('make others change tables, so that no room is wasted', () => {
    const needs = [['screen'], ['screen', 'power'], []];
    const pairs = needs.map((needed, k) => ({
      a: `i${k}`,
      b: `e${k}`,
      score: 10,
      needs: needed,
      rounds: [0],
    }));
    const tableFeatures = [['screen', 'power'], ['screen'], []];
    const { schedule } = build({ ...instance(tableFeatures), pairs });
    expect(schedule.meetings.map(({ table }) => table)).toEqual([1, 0, 2]);
  });
});

describe('a third party', () => {
  const participants = [...people('institute', 2), ...people('enterprise', 2), ...people('vc', 1)];
  it('has to be there and free', () => {
    const both = [
      { a: 'i0', b: 'e0', third: 'v0' },
      { a: 'i1', b: 'e1', third: 'v0' },
    ];
    const rounds = build(event({ participants, pairs: both })).schedule.meetings.map(({ round }) => round);
    expect(rounds).toEqual([0, 1]);
    const away = participants.map((one) => (one.id === 'v0' ? { ...one, unavailable: [0, 1, 2] } : one));
    const late = build(event({ participants: away, pairs: both }));
    expect(late.schedule.meetings.map(({ round }) => round)).toEqual([3]);
    expect(late.unplaced).toMatchObject([{ reason: 'party-full', params: { participant: 'v0' } }]);
    // Without the third both take place at once.
    const two = both.map(({ a, b }) => ({ a, b }));
    expect(build(event({ participants, pairs: two })).schedule.meetings.map(({ round }) => round)).toEqual([
      0, 0,
    ]);
  });
});

describe('home tables and precedences', () => {
  const random = seededRandom(3);
  const away = () => [...Array(6).keys()].filter(() => random.below(10) < 2);
  const hosts = Array.from({ length: 8 }, (_, k) => ({
    id: `i${k}`,
    side: 'i',
    table: k,
    unavailable: away(),
  }));
  const guests = Array.from({ length: 14 }, (_, k) => ({ id: `e${k}`, side: 'e', unavailable: away() }));
  const instance = event({
    rounds: 6,
    tables: 8,
    objective: { firstMeetingBonus: 1000 },
    participants: [...hosts, ...guests],
    pairs: allPairs(8, 14).filter(() => random.below(10) < 6),
  });
  it('cost next to nothing of the value', () => {
    const home = build(instance);
    expect(home.objectives.value / home.bound).toBeGreaterThan(0.995);
    const precedences = Array.from({ length: 12 }, (_, k): [number, number] => [k, k + 20]);
    const ordered = build({ ...instance, precedences });
    expect(ordered.objectives.value / ordered.bound).toBeGreaterThan(0.995);
  });
});

it('what only the general search handles is refused elsewhere, with its place', () => {
  const instance = event({
    mode: 'all',
    participants: [...people('institute', 2), ...people('enterprise', 2, { representatives: 2 })],
    pairs: allPairs(2, 2),
  });
  const options = { seed: 1, now: () => 0, timeLimitMs: 1 };
  const idle = () => minimiseIdlePeriods(instance, options);
  expect(idle).toThrow(BadInstanceError);
  expect(idle).toThrow('participants[2].representatives');
  const { schedule } = build(instance);
  expect(schedule.meetings).toHaveLength(4);
  const live = { format: 'meetmatch-event/1', now: 1, events: [] } as const;
  expect(() => repairTimetable(instance, schedule, live)).toThrow('participants[2].representatives');
});
