import { describe, expect, it } from '@jest/globals';
import { explainWishes, type Wish } from './explain-wish.js';
import type { Party, Plan, PlannedMeeting } from './plan.js';

const party = (id: string, rounds: number[] = []): Party => ({
  id,
  name: id,
  kind: id.startsWith('i') ? 'institute' : 'enterprise',
  rounds,
  absentRounds: [],
  representatives: 1,
  homeTable: null,
  tableNeeds: [],
  hasSeat: true,
});
const meeting = (a: string, b: string, round: number, table: number): PlannedMeeting => ({
  id: `${a}${b}`,
  a,
  b,
  representativeA: 1,
  representativeB: 1,
  third: null,
  representativeThird: 1,
  round,
  table,
  pinned: false,
  origin: 'wish',
  score: 1,
  technologyId: null,
  needId: null,
});
const wish = (a: string, b: string, origin: Wish['origin'] = 'wish'): Wish => ({ a, b, origin });
const plan: Plan = {
  rounds: 3,
  tables: 2,
  tableFeatures: {},
  closedTables: [],
  begun: 0,
  parties: new Map(
    [
      party('i1'),
      party('i2'),
      party('i3', [1]),
      party('e1'),
      party('e2', [2]),
      party('e3'),
      party('e4', [1]),
      party('e5', [3]),
    ].map((one) => [one.id, one]),
  ),
  meetings: [
    meeting('i1', 'e1', 1, 1),
    meeting('i1', 'e2', 2, 1),
    meeting('i1', 'e3', 3, 1),
    meeting('i2', 'e3', 1, 2),
  ],
};
const of = (one: Wish, changes: Partial<Plan> = {}) => explainWishes({ ...plan, ...changes }, [one])[0];

describe('why a wish has no meeting', () => {
  it('is not asked where it has one, in either order', () => {
    expect(explainWishes(plan, [wish('i1', 'e1'), wish('e2', 'i1')])).toEqual([]);
  });
  it.each<[string, Wish, Partial<Plan>, object]>([
    ['there is room', wish('i2', 'e1'), {}, { reason: 'room', rounds: [2, 3] }],
    ['they are never there together', wish('i3', 'e2'), {}, { reason: 'no_common_round' }],
    ['one side is full', wish('i1', 'e5'), {}, { reason: 'party_full', party: 'i1' }],
    ['the tables are full', wish('i3', 'e4'), {}, { reason: 'tables_full', rounds: [1] }],
    [
      'no table has what they need',
      wish('i2', 'e1'),
      { parties: new Map(plan.parties).set('i2', { ...party('i2'), tableNeeds: ['screen'] }) },
      { reason: 'no_table' },
    ],
    ['the rounds have begun', wish('i3', 'e4'), { begun: 1 }, { reason: 'begun' }],
    [
      'they are free in turns',
      wish('i2', 'e3'),
      { meetings: [meeting('i2', 'e1', 1, 1), meeting('i1', 'e3', 2, 1), meeting('i2', 'e4', 3, 1)] },
      { reason: 'no_common_free_round' },
    ],
  ])('because %s', (_, one, changes, reason) => expect(of(one, changes)).toMatchObject(reason));
  it('what can be placed stands first, mutual wishes before one-sided ones', () => {
    const wishes = [wish('i3', 'e4', 'mutual'), wish('i2', 'e1'), wish('i2', 'e5', 'mutual')];
    expect(explainWishes(plan, wishes).map(({ a, b }) => a + b)).toEqual(['i2e5', 'i2e1', 'i3e4']);
  });
});
