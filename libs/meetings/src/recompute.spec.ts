import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildTimetable, checkInstance, type Objective } from '#scheduling';
import type { Party, Plan, PlannedMeeting } from './plan.js';
import { suits } from './table-fit.js';
import { infeasibleNames, type PossibleMeeting, recomputation, type RecomputeScope } from './recompute.js';

const ROUNDS = 4;
const TABLES = 3;
const ids = ['i1', 'i2', 'i3', 'e1', 'e2', 'e3', 'e4'];
const facts = { origin: 'wish' as const, score: 100, technologyId: null, needId: null };
const first = { representativeA: 1, representativeB: 1, third: null, representativeThird: 1 };
const possible: PossibleMeeting[] = ids
  .filter((id) => id.startsWith('i'))
  .flatMap((a) => ids.filter((id) => id.startsWith('e')).map((b) => ({ a, b, ...facts })));

/** Plans that hold: the pairs of a round share nobody. */
const plans = fc
  .record({
    seeds: fc.array(fc.nat(11), { minLength: 4, maxLength: 12 }),
    pins: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    begun: fc.nat(2),
    away: fc.subarray([1, 2, 3, 4]),
    absent: fc.subarray([1, 2, 3, 4]),
    closed: fc.subarray([1, 2, 3], { maxLength: 2 }),
    seat: fc.boolean(),
    suited: fc.boolean(),
  })
  .map(({ seeds, pins, begun, away, absent, closed, seat, suited }): Plan => {
    const meetings: PlannedMeeting[] = [];
    seeds.forEach((seed, i) => {
      const { a, b } = possible[seed]!;
      const round = 1 + (i % ROUNDS);
      const there = meetings.filter((one) => one.round === round);
      const clash = there.some((one) => one.a === a || one.b === b) || there.length === TABLES;
      if (clash || meetings.some((one) => one.a === a && one.b === b)) return;
      meetings.push({
        id: `m${i}`,
        a,
        b,
        round,
        table: there.length + 1,
        pinned: pins[i]!,
        ...first,
        ...facts,
      });
    });
    const party = (id: string): Party => ({
      id,
      name: `单位 ${id}`,
      kind: id.startsWith('i') ? 'institute' : 'enterprise',
      rounds: id === 'e1' ? away : [],
      absentRounds: id === 'i2' ? absent : [],
      representatives: 1,
      homeTable: suited && id === 'i1' ? 2 : null,
      tableNeeds: suited && id === 'e3' ? ['screen'] : [],
      hasSeat: id !== 'e2' || seat,
    });
    const parties = new Map(ids.map((id) => [id, party(id)]));
    return {
      rounds: ROUNDS,
      tables: TABLES,
      tableFeatures: { screen: [1, 3] },
      closedTables: closed,
      begun,
      parties,
      meetings,
    };
  });
const scopes = fc.oneof(
  fc.constantFrom<RecomputeScope>({ scope: 'all' }, { scope: 'empty' }),
  fc
    .integer({ min: 1, max: ROUNDS })
    .map((fromRound): RecomputeScope => ({ scope: 'from_round', fromRound })),
);
const there = (plan: Plan, { a, b, round, table }: PlannedMeeting) =>
  !plan.closedTables.includes(table) &&
  [a, b].every((id) => {
    const { rounds, absentRounds, hasSeat } = plan.parties.get(id)!;
    return hasSeat && !absentRounds.includes(round) && (rounds.length === 0 || rounds.includes(round));
  });

describe('a recomputation', () => {
  it('keeps what has begun, what is pinned and what its scope leaves alone', () => {
    fc.assert(
      fc.property(plans, scopes, (plan, scope) => {
        const wanted = possible.filter(({ b }) => plan.parties.get(b)!.hasSeat);
        const { instance, frozenBefore, previous, pairs, tableNo } = recomputation(plan, wanted, scope);
        expect(checkInstance(instance)).toEqual([]);
        const { schedule } = buildTimetable(instance, { seed: 1, frozenBefore, previous });
        const made = schedule.meetings.map(({ pair, round, table }) => {
          const { a, b } = pairs[pair!]!;
          return `${a} ${b} ${round + 1} ${tableNo[table!]}`;
        });
        const keyOf = ({ a, b, round, table }: PlannedMeeting) => `${a} ${b} ${round} ${table}`;
        for (const one of plan.meetings) {
          const early = scope.scope === 'from_round' && one.round < scope.fromRound;
          const stays = one.pinned || early || scope.scope === 'empty';
          if (one.round <= plan.begun || (stays && there(plan, one))) expect(made).toContain(keyOf(one));
        }
        const old = new Set(plan.meetings.map(keyOf));
        for (const one of made.filter((key) => !old.has(key))) {
          const [a, b, , table] = one.split(' ');
          expect(suits(plan, { a: a!, b: b! }, Number(table))).toBe(true);
        }
        const frozen = Math.max(plan.begun, scope.scope === 'from_round' ? scope.fromRound - 1 : 0);
        for (const one of made) {
          const [, , round, table] = one.split(' ').map(Number);
          if (round! <= frozen) expect(old).toContain(one);
          if (round! > plan.begun) expect(plan.closedTables).not.toContain(table);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('leaves the announced version alone where stability comes first, and not where it does not count', () => {
    const parties = new Map(
      ids.map((id): [string, Party] => [
        id,
        {
          id,
          name: id,
          kind: id.startsWith('i') ? 'institute' : 'enterprise',
          rounds: [],
          absentRounds: [],
          representatives: 1,
          homeTable: null,
          tableNeeds: [],
          hasSeat: true,
        },
      ]),
    );
    const plan: Plan = {
      rounds: ROUNDS,
      tables: TABLES,
      begun: 0,
      tableFeatures: {},
      closedTables: [],
      parties,
      meetings: [],
    };
    const announced = [0, 5, 10].map((index, i) => ({ ...possible[index]!, round: 4, table: 3 - i }));
    const { instance, frozenBefore, previous } = recomputation(plan, possible, { scope: 'all' }, announced);
    const kept = (objectives?: Objective[]) => {
      const options = { seed: 1, frozenBefore, previous, objectives };
      return buildTimetable(instance, options).schedule.meetings.filter((one) =>
        previous.meetings.some(({ pair, round, table }) => {
          return pair === one.pair && round === one.round && table === one.table;
        }),
      ).length;
    };
    expect(previous.meetings).toHaveLength(3);
    expect(kept(['stability'])).toBe(3);
    const other = { ...previous, meetings: [] };
    expect(buildTimetable(instance, { seed: 1, previous: other }).schedule.meetings).not.toEqual(
      expect.arrayContaining([...previous.meetings]),
    );
  });

  it('names the parties of what cannot be held', () => {
    const parties = new Map(
      ids.map((id) => [
        id,
        {
          ...{ id, name: id, kind: 'institute' as const },
          ...{
            rounds: [],
            absentRounds: [],
            representatives: 1,
            homeTable: null,
            tableNeeds: [],
            hasSeat: true,
          },
        },
      ]),
    );
    const plan: Plan = {
      rounds: 1,
      tables: 1,
      tableFeatures: {},
      closedTables: [],
      begun: 0,

      parties,
      meetings: [],
    };
    expect(infeasibleNames(plan, possible, [{ pair: 0, round: 0 }, { participant: 'e1' }])).toBe(
      'i1 × e1、e1',
    );
  });
});
