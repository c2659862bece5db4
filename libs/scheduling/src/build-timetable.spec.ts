import { describe, expect, it } from '@jest/globals';
import { buildTimetable, type BuildOptions } from './build-timetable.js';
import { checkSchedule } from './check-schedule.js';
import type { Instance, Pair, Participant } from './instance.js';
import { seededRandom } from './random.js';
import type { Meeting } from './schedule.js';
import { BadInstanceError, InfeasibleError } from './scheduling-errors.js';

function event(part: Partial<Instance>): Instance {
  const pairs = part.pairs ?? [];
  const ids = [...new Set(pairs.flatMap((pair) => [pair.a, pair.b]))];
  return {
    format: 'meetmatch-instance/1',
    name: 'event',
    rounds: 3,
    tables: 10,
    participants: ids.map((id) => ({ id })),
    pairs,
    ...part,
  };
}

function build(part: Partial<Instance>, options: Partial<BuildOptions> = {}) {
  const result = buildTimetable(event(part), { seed: 1, ...options });
  const roundOf = new Map(result.schedule.meetings.map((meeting) => [meeting.pair, meeting.round]));
  return { ...result, roundOf };
}

function refusal(part: Partial<Instance>, options: Partial<BuildOptions> = {}): unknown {
  try {
    return build(part, options);
  } catch (error) {
    return error;
  }
}

const earlier = (meetings: readonly Meeting[]) => ({ format: 'meetmatch-schedule/1', meetings }) as const;

/** Institutes and enterprises in the size of a large event, a third of them absent at times. */
function largeEvent(institutes: number, enterprises: number, rounds: number, tables: number): Instance {
  const random = seededRandom(42);
  const people = (side: string, count: number): Participant[] =>
    Array.from({ length: count }, (_, i) => ({
      id: `${side}${i}`,
      side,
      unavailable: random.next() < 0.3 ? [random.below(rounds), random.below(rounds)] : [],
    }));
  const pairs: Pair[] = [];
  for (let e = 0; e < enterprises; e++) {
    for (let wish = 0; wish < 8; wish++) {
      pairs.push({ a: `i${random.below(institutes)}`, b: `e${e}`, score: 200 + random.below(1000) });
    }
  }
  const participants = [...people('i', institutes), ...people('e', enterprises)];
  return event({ participants, pairs, rounds, tables, objective: { firstMeetingBonus: 1000 } });
}

describe('buildTimetable', () => {
  it('gives an empty event an empty timetable', () => {
    expect(build({ participants: [], pairs: [] }).schedule.meetings).toEqual([]);
  });

  it('holds everything where everything fits', () => {
    const pairs = ['e1', 'e2', 'e3'].flatMap((b) => ['i1', 'i2', 'i3'].map((a) => ({ a, b, score: 5 })));
    const { objectives, unplaced } = build({ pairs, tables: 3 });
    expect(objectives).toMatchObject({
      meetings: 9,
      score: 45,
      zeroMeeting: 0,
      idleSlots: 0,
      maxTablesUsed: 3,
    });
    expect(unplaced).toEqual([]);
  });

  it('gives somebody a first meeting rather than somebody else a better second one', () => {
    const pairs = [
      { a: 'i1', b: 'e1', score: 900 },
      { a: 'i2', b: 'e1', score: 800 },
      { a: 'i2', b: 'e2', score: 100 },
    ];
    const { objectives } = build({ pairs, rounds: 1, tables: 2, objective: { firstMeetingBonus: 1000 } });
    expect(objectives).toMatchObject({ zeroMeeting: 0, value: 5000 });
  });

  it('keeps a promise of meetings before a higher score', () => {
    const pairs = [
      { a: 'i1', b: 'e1', score: 900 },
      { a: 'i1', b: 'e2', score: 100 },
    ];
    const participants = [{ id: 'i1' }, { id: 'e1' }, { id: 'e2', minMeetings: 1 }];
    expect([...build({ pairs, participants, rounds: 1 }).roundOf.keys()]).toEqual([1]);
  });

  it('holds a required meeting before more valuable ones', () => {
    const pairs = [
      { a: 'i1', b: 'e1', score: 900 },
      { a: 'i1', b: 'e2', score: 1, must: true },
    ];
    expect([...build({ pairs, rounds: 1 }).roundOf.keys()]).toEqual([1]);
  });

  it('seats hosts at home, fixed meetings at their table and guests where they sat before', () => {
    const participants = [{ id: 'i1', table: 2 }, { id: 'i2' }, { id: 'e1' }, { id: 'e2' }];
    const pairs = [
      { a: 'i1', b: 'e1' },
      { a: 'i1', b: 'e2' },
      { a: 'i2', b: 'e1' },
      { a: 'i2', b: 'e2' },
    ];
    const fixed = [{ a: 'i2', b: 'e2', round: 0, table: 1 }];
    const { schedule, objectives } = build({ participants, pairs, fixed, tables: 3, rounds: 2 });
    const tables = schedule.meetings.map(({ pair, table }) => [pair, table]);
    expect(new Map(tables as [number, number][])).toEqual(
      new Map([
        [0, 2],
        [1, 2],
        [2, 1],
        [3, 1],
      ]),
    );
    expect(objectives.tableChanges).toBe(2);
  });

  it('says why a pair is not held', () => {
    const participants = [
      { id: 'i1', table: 0 },
      { id: 'i2', table: 1, maxMeetings: 1 },
      { id: 'i3', unavailable: [0] },
      { id: 'e1' },
      { id: 'e2', unavailable: [1] },
      { id: 'e3' },
    ];
    const pairs = [
      { a: 'i1', b: 'e1', score: 900 },
      { a: 'i2', b: 'e1', score: 900 },
      { a: 'i3', b: 'e1', score: 1 },
      { a: 'i1', b: 'i2' },
      { a: 'i1', b: 'e3', forbidden: true },
      { a: 'i3', b: 'e2' },
      { a: 'i2', b: 'e3' },
      { a: 'e2', b: 'e3' },
    ];
    const fixed = [
      { pair: 0, round: 0 },
      { pair: 1, round: 1 },
    ];
    const { unplaced } = build({
      participants,
      pairs,
      fixed,
      rounds: 2,
      tables: [1, 2],
      precedences: [[7, 0]],
    });
    expect(unplaced).toEqual([
      { pair: 2, reason: 'party-full', params: { participant: 'e1', meetings: 2 } },
      { pair: 3, reason: 'home-tables-differ', params: {} },
      { pair: 4, reason: 'forbidden', params: {} },
      { pair: 5, reason: 'no-common-round', params: {} },
      { pair: 6, reason: 'cap', params: { participant: 'i2', cap: 1 } },
      { pair: 7, reason: 'tables-full', params: { rounds: 1 } },
    ]);
  });

  it('refuses a wrong instance with its problems', () => {
    const error = refusal({ pairs: [{ a: 'i1', b: 'i1' }] });
    expect(error).toBeInstanceOf(BadInstanceError);
    expect(error).toMatchObject({ problems: [{ code: 'self-pair', item: 'pairs[0]' }] });
  });

  const star = ['e1', 'e2', 'e3'].map((b) => ({ a: 'i1', b, must: true }));
  const infeasible: [string, Partial<Instance>, Partial<BuildOptions>, object][] = [
    [
      'more required meetings than rounds',
      { pairs: star, rounds: 2 },
      {},
      { code: 'must-over-capacity', items: [{ participant: 'i1' }, { pair: 0 }, { pair: 1 }, { pair: 2 }] },
    ],
    [
      'a required meeting of two that are never there together',
      {
        pairs: star.slice(0, 1),
        participants: [
          { id: 'i1', unavailable: [0, 1] },
          { id: 'e1', unavailable: [2] },
        ],
      },
      {},
      { code: 'must-without-round', items: [{ pair: 0 }] },
    ],
    [
      'a required meeting that is forbidden',
      { pairs: star, forbiddenPairs: [['e2', 'i1']] },
      {},
      { code: 'must-without-round', items: [{ pair: 1 }] },
    ],
    [
      'too few tables for what must be held',
      { pairs: star, tables: [1, 1, 0] },
      {},
      { code: 'must-over-tables' },
    ],
    [
      'a fixed meeting of an absent participant',
      {
        pairs: star,
        participants: [{ id: 'i1', unavailable: [1] }, ...['e1', 'e2', 'e3'].map((id) => ({ id }))],
        fixed: [{ pair: 0, round: 1 }],
      },
      {},
      { code: 'fixed-conflict', items: [{ pair: 0, round: 1 }] },
    ],
    [
      'fixed meetings against a precedence',
      {
        pairs: star,
        fixed: [
          { pair: 0, round: 1 },
          { pair: 1, round: 0 },
        ],
        precedences: [[0, 1]],
      },
      {},
      { code: 'fixed-conflict', items: [{ pair: 1, round: 0 }, { pair: 0 }] },
    ],
    [
      'a meeting fixed in the past',
      { pairs: star, fixed: [{ pair: 0, round: 0 }] },
      { frozenBefore: 1 },
      { code: 'fixed-in-the-past', items: [{ pair: 0, round: 0 }] },
    ],
    [
      'a past that breaks the rules',
      { pairs: star },
      {
        frozenBefore: 1,
        previous: earlier([
          { pair: 0, round: 0 },
          { pair: 1, round: 0 },
        ]),
      },
      {
        code: 'frozen-conflict',
        items: [
          { pair: 1, round: 0 },
          { pair: 0, round: 0 },
        ],
      },
    ],
  ];
  it.each(infeasible)('names what is infeasible: %s', (_, part, options, expected) => {
    const error = refusal(part, options);
    expect(error).toBeInstanceOf(InfeasibleError);
    expect(error).toMatchObject({ proven: true, ...expected });
  });

  it('does not call a failed search a proof', () => {
    const triangle = [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
    ].map(([a, b]) => ({ a: a!, b: b!, must: true }));
    expect(refusal({ pairs: triangle, rounds: 2 })).toMatchObject({ code: 'must-not-placed', proven: false });
  });

  it('refuses a day with more breaks than allowed', () => {
    const pairs = [
      { a: 'i1', b: 'e1' },
      { a: 'i1', b: 'e2' },
    ];
    const fixed = [
      { pair: 0, round: 0 },
      { pair: 1, round: 2 },
    ];
    const error = refusal({ pairs, fixed, limits: { maxBreaks: 0 } });
    expect(error).toMatchObject({ code: 'break-limits', items: [{ participant: 'i1' }], proven: false });
  });

  it('leaves the announced meetings in their rounds and at their tables', () => {
    const instance = largeEvent(12, 30, 6, 9);
    const first = buildTimetable(instance, { seed: 1 });
    const walkIn: Instance = {
      ...instance,
      participants: [...instance.participants, { id: 'late' }],
      pairs: [
        ...instance.pairs,
        { a: 'i0', b: 'late', score: 1300, must: true },
        { a: 'i1', b: 'late', score: 1300 },
      ],
    };
    const second = buildTimetable(walkIn, { seed: 2, previous: first.schedule, frozenBefore: 2 });
    const kept = first.schedule.meetings.filter((meeting) =>
      second.schedule.meetings.some(
        ({ pair, round, table }) =>
          pair === meeting.pair && round === meeting.round && table === meeting.table,
      ),
    );
    expect(kept.length).toBeGreaterThanOrEqual(first.schedule.meetings.length - 2);
    const past = (meetings: readonly Meeting[]) => meetings.filter(({ round }) => round < 2);
    expect(past(second.schedule.meetings)).toEqual(past(first.schedule.meetings));
  });

  it('adds nothing to rounds that are over', () => {
    const { roundOf } = build({ pairs: star.map((pair) => ({ ...pair, must: false })) }, { frozenBefore: 2 });
    expect([...roundOf.values()]).toEqual([2]);
  });

  it('stops at its time limit with a valid timetable', () => {
    const instance = largeEvent(100, 200, 8, 60);
    let clock = 0;
    const { schedule } = buildTimetable(instance, { seed: 1, now: () => clock++, timeLimitMs: 3 });
    expect(checkSchedule(instance, schedule)).toEqual([]);
    expect(schedule.meetings.length).toBeGreaterThan(300);
  });

  it('fills an event of 600 participants and leaves nobody out', () => {
    const instance = largeEvent(200, 400, 8, 150);
    const { objectives } = buildTimetable(instance, { seed: 1 });
    expect(objectives.meetings).toBeGreaterThan(1000);
    expect(objectives.zeroMeeting).toBe(0);
  });
});
