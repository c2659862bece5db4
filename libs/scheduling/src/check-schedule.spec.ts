import { describe, expect, it } from '@jest/globals';
import { checkSchedule, type ViolationCode } from './check-schedule.js';
import type { Instance } from './instance.js';
import { measureSchedule } from './measure-schedule.js';
import type { Meeting } from './schedule.js';

const instance: Instance = {
  format: 'meetmatch-instance/1',
  name: 'small',
  rounds: 4,
  tables: [2, 2, 1, 1],
  sessions: { morning: [0, 1] },
  participants: [
    { id: 'i1', table: 1 },
    { id: 'i2', maxMeetings: 1, unavailable: [0] },
    { id: 'e1', maxMeetings: 3 },
    { id: 'e2', minMeetings: 2 },
    { id: 'e3' },
  ],
  pairs: [
    { a: 'i1', b: 'e1', score: 700, must: true, mutual: true },
    { a: 'i2', b: 'e1', score: 650, session: 'morning' },
    { a: 'i2', b: 'e2', score: 300, rounds: [1, 2] },
    { a: 'i1', b: 'e2', score: 200 },
    { a: 'e1', b: 'e3', score: 100, mutual: true },
    { a: 'e2', b: 'e3', score: 100 },
  ],
  forbiddenPairs: [['e3', 'e2']],
  fixed: [{ a: 'e2', b: 'i1', round: 1, table: 1 }],
  precedences: [[0, 4]],
  objective: { firstMeetingBonus: 1000 },
  limits: { maxBreaks: 1, maxBreakSpread: 1 },
};
const sound: readonly Meeting[] = [
  { pair: 0, round: 0, table: 1 },
  { pair: 1, round: 1, table: 0 },
  { a: 'e2', b: 'i1', round: 1, table: 1 },
  { pair: 4, round: 3, table: 0 },
];
const schedule = (meetings: readonly Meeting[], name = 'small') =>
  ({ format: 'meetmatch-schedule/1', instance: name, meetings }) as const;
/** The sound timetable with one meeting changed or, at its end, added. */
const change = (index: number, meeting: Meeting) => sound.toSpliced(index, 1, meeting);
const codes = (meetings: readonly Meeting[], changed: Partial<Instance> = {}) =>
  checkSchedule({ ...instance, ...changed }, schedule(meetings)).map((violation) => violation.code);

describe('checkSchedule', () => {
  it('accepts a sound timetable', () => {
    expect(checkSchedule(instance, schedule(sound))).toEqual([]);
  });

  const broken: [string, readonly Meeting[], ViolationCode][] = [
    ['a double booking', change(1, { pair: 1, round: 0, table: 0 }), 'clash'],
    ['an absent participant', change(1, { pair: 1, round: 0, table: 0 }), 'unavailable'],
    ['one meeting too many for the tables', change(4, { pair: 2, round: 3 }), 'tables'],
    ['a table used twice', change(1, { pair: 1, round: 1, table: 1 }), 'table-clash'],
    ['a table that is not there', change(3, { pair: 4, round: 3, table: 1 }), 'table-range'],
    ['a host away from home', change(0, { pair: 0, round: 0, table: 0 }), 'home-table'],
    ['a cap exceeded', change(4, { pair: 2, round: 2, table: 0 }), 'cap'],
    ['a wrong session', change(1, { pair: 1, round: 2, table: 0 }), 'session'],
    ['a round that the pair excludes', change(1, { pair: 2, round: 0, table: 0 }), 'pair-rounds'],
    ['a forbidden pair', change(4, { pair: 5, round: 2, table: 0 }), 'forbidden'],
    ['a required pair left out', sound.slice(1), 'must'],
    ['a fixed meeting moved', change(2, { pair: 3, round: 2 }), 'fixed'],
    ['a fixed meeting at another table', change(2, { pair: 3, round: 1, table: 0 }), 'fixed'],
    ['a fixed meeting left out', sound.toSpliced(2, 1), 'fixed'],
    ['a precedence turned round', change(0, { pair: 0, round: 3, table: 1 }), 'precedence'],
    ['a meeting held twice', [...sound, { pair: 1, round: 2 }], 'duplicate'],
    ['a round after the end', change(3, { pair: 4, round: 4 }), 'round-range'],
    ['an unknown pair', change(3, { pair: 44, round: 3 }), 'unknown-pair'],
    ['participants that never had a pair', change(3, { a: 'i1', b: 'e3', round: 3 }), 'unknown-pair'],
    ['participants of another pair', change(3, { pair: 4, a: 'i1', b: 'e1', round: 3 }), 'pair-mismatch'],
  ];
  it.each(broken)('catches %s', (_, meetings, code) => {
    expect(codes(meetings)).toContain(code);
  });

  it('catches missing pairs where all must be held', () => {
    expect(codes(sound, { mode: 'all' })).toEqual(['missing', 'missing']);
  });

  it('catches too many and too unequal breaks', () => {
    const tight = { limits: { maxBreaks: 0, maxBreakSpread: 0 } };
    expect(codes(sound, tight)).toEqual(['break-spread', 'max-breaks']);
  });

  it('catches a timetable of another instance or format', () => {
    expect(checkSchedule(instance, schedule(sound, 'other'))[0]?.code).toBe('instance-name');
    expect(
      checkSchedule(instance, { ...schedule(sound), format: 'x' as 'meetmatch-schedule/1' })[0]?.code,
    ).toBe('format');
  });
});

describe('measureSchedule', () => {
  it('counts by the definitions of the format', () => {
    expect(measureSchedule(instance, schedule(sound))).toEqual({
      meetings: 4,
      score: 1650,
      value: 1650 + 5 * 1000,
      zeroMeeting: 0,
      belowMin: 1,
      mutual: 2,
      mutualAll: 2,
      breaks: 1,
      maxBreaks: 1,
      idleSlots: 1,
      tableChanges: 1,
      maxTablesUsed: 2,
    });
  });

  it('counts those that were left without a meeting', () => {
    expect(measureSchedule(instance, schedule(sound.slice(0, 3)))).toMatchObject({
      zeroMeeting: 1,
      value: 5550,
    });
  });
});
