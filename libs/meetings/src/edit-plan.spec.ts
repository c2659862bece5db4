import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkSchedule } from '#scheduling';
import type { TimetableEdit } from '#contracts';
import { editPlan, inverse, type MeetingChange, planAfter, touchesBegun } from './edit-plan.js';
import { historyOf, type EditRow } from './edit-history.js';
import { MoveJudge } from './judge-move.js';
import type { Party, Plan, PlannedMeeting } from './plan.js';
import { planForEngine } from './plan-for-engine.js';

const ROUNDS = 4;
const TABLES = 3;
const party = (id: string, rounds: number[] = [], hasSeat = true): Party => ({
  id,
  name: id,
  kind: id.startsWith('i') ? 'institute' : 'enterprise',
  rounds,
  absentRounds: [],
  representatives: 1,
  homeTable: null,
  tableNeeds: [],
  hasSeat,
});
const meeting = (id: string, a: string, b: string, round: number, table: number, pinned = false) => ({
  id,
  a,
  b,
  representativeA: 1,
  representativeB: 1,
  third: null,
  representativeThird: 1,
  round,
  table,
  pinned,
  origin: 'wish' as const,
  score: 100,
  technologyId: null,
  needId: null,
});
const planOf = (meetings: PlannedMeeting[], changes: Partial<Plan> = {}): Plan => ({
  rounds: ROUNDS,
  tables: TABLES,
  tableFeatures: {},
  closedTables: [],
  begun: 0,
  parties: new Map(
    [party('i1'), party('i2'), party('i3'), party('e1'), party('e2', [1, 2]), party('e3')].map((one) => [
      one.id,
      one,
    ]),
  ),
  meetings,
  ...changes,
});
const m1 = meeting('m1', 'i1', 'e1', 1, 1);
const m2 = meeting('m2', 'i2', 'e2', 1, 2);
const m3 = meeting('m3', 'i1', 'e2', 2, 1);
const verdict = (plan: Plan, mover: PlannedMeeting, round: number, table: number) =>
  new MoveJudge(plan).judge(mover, round, table);

describe('a party that sends two', () => {
  const plan = planOf([m1, m2, m3]);
  const two: Plan = {
    ...plan,
    parties: new Map(plan.parties).set('i1', { ...party('i1'), representatives: 2 }),
  };
  it('can be in two meetings of a round, each with another person, and not in three', () => {
    expect(verdict(plan, m1, 2, 2).clashes.map(({ code }) => code)).toEqual(['busy']);
    const moved = editPlan(two, { op: 'move', version: 1, meeting: 'm1', round: 2, table: 2 });
    const changes = 'changes' in moved ? moved.changes : [];
    expect(changes.map(({ after }) => [after!.round, after!.table, after!.representativeA])).toEqual([
      [2, 2, 2],
    ]);
    const { instance, schedule } = planForEngine(planAfter(two, changes));
    expect(checkSchedule(instance, schedule)).toEqual([]);
    const third = { ...meeting('m4', 'i1', 'e3', 1, 1), id: 'm4' };
    expect(verdict(planAfter(two, changes), third, 2, 3).clashes.map(({ code }) => code)).toEqual(['busy']);
  });
});

describe('a table that does not suit', () => {
  const plan = planOf([m1, m2, m3]);
  const choosy: Plan = {
    ...plan,
    tableFeatures: { screen: [2] },
    parties: new Map(plan.parties)
      .set('i1', { ...party('i1'), homeTable: 1 })
      .set('e2', { ...party('e2', [1, 2]), tableNeeds: ['screen'] }),
  };
  const codes = (of: Plan, mover: PlannedMeeting, round: number, table: number) =>
    verdict(of, mover, round, table).clashes.map(({ code, table: no, features }) => [code, no, features]);
  it('is told before dropping: a host has its own table, a need another one', () => {
    expect(codes(choosy, m1, 3, 2)).toEqual([['home_table', 1, undefined]]);
    expect(codes(choosy, m1, 3, 1)).toEqual([]);
    expect(codes(choosy, m2, 1, 3)).toEqual([['table_lacks', 3, ['screen']]]);
    expect(codes(choosy, m2, 1, 1)).toEqual([
      ['table_lacks', 1, ['screen']],
      ['home_table', 1, undefined],
    ]);
    expect(editPlan(choosy, { op: 'move', version: 1, meeting: 'm1', round: 3, table: 2 })).toHaveProperty(
      'clashes',
    );
  });
  it('shows at what stands there already, and an own table out of use binds nobody', () => {
    expect(new MoveJudge(choosy).faults(m3).map(({ code }) => code)).toEqual(['table_lacks']);
    expect(codes({ ...choosy, closedTables: [1] }, m1, 3, 2)).toEqual([]);
  });
});

describe('a cell, for the meeting in hand', () => {
  const plan = planOf([m1, m2, m3]);
  it('is where it stands, free, or a swap', () => {
    expect(verdict(plan, m1, 1, 1).kind).toBe('here');
    expect(verdict(plan, m1, 1, 3).kind).toBe('free');
    expect(verdict(plan, m1, 1, 2).kind).toBe('swap');
  });
  it('is blocked by a party that meets somebody else then, or is away', () => {
    expect(verdict(plan, m1, 2, 2).clashes).toEqual([
      { code: 'busy', party: 'i1', other: 'e2', round: 2, table: 1 },
    ]);
    expect(verdict(plan, m2, 4, 1).clashes).toEqual([
      { code: 'absent', party: 'e2', other: null, round: 4, table: null },
    ]);
    const gone = planOf([m1], {
      parties: new Map([
        ['i1', party('i1')],
        ['e1', party('e1', [], false)],
      ]),
    });
    expect(verdict(gone, m1, 2, 1).clashes).toMatchObject([{ code: 'no_seat', party: 'e1' }]);
  });
  it('is blocked by what a swap would do to the other meeting', () => {
    const away = planOf([m1, meeting('m4', 'i3', 'e2', 2, 3)], {});
    const late = meeting('m5', 'i2', 'e3', 4, 1);
    const both = planOf([...away.meetings, late]);
    expect(verdict(both, late, 2, 3).clashes).toMatchObject([{ code: 'absent', party: 'e2', round: 4 }]);
  });
  it('is blocked by a pin on either meeting, and by rounds that have begun', () => {
    const pinned = { ...m2, pinned: true };
    expect(verdict(planOf([m1, pinned]), m1, 1, 2).clashes).toMatchObject([{ code: 'pinned', party: 'i2' }]);
    expect(verdict(planOf([m1, pinned]), pinned, 3, 2).clashes).toMatchObject([{ code: 'pinned' }]);
    const live = planOf([m1, m3], { begun: 1 });
    expect(verdict(live, m1, 3, 1).clashes).toMatchObject([{ code: 'begun' }]);
    expect(verdict(live, m3, 1, 2).clashes).toMatchObject([{ code: 'begun' }]);
  });
  it('counts what gets worse for whom', () => {
    expect(verdict(plan, m3, 2, 2).soft).toEqual([{ code: 'table_change', party: 'i1', count: 1 }]);
    const day = planOf([m1, meeting('m6', 'i1', 'e3', 2, 1)]);
    expect(verdict(day, day.meetings[1]!, 4, 1).soft).toEqual([{ code: 'idle', party: 'i1', count: 2 }]);
  });
});

describe('any edits one after another', () => {
  const step = fc.record({
    op: fc.constantFrom('move', 'pin', 'remove', 'place', 'undo', 'redo'),
    pick: fc.nat(20),
    round: fc.integer({ min: 1, max: ROUNDS + 1 }),
    table: fc.integer({ min: 1, max: TABLES + 1 }),
  });
  interface Run {
    plan: Plan;
    rows: EditRow[];
    log: MeetingChange[][];
  }
  const valid = (plan: Plan) => {
    const { instance, schedule } = planForEngine(plan);
    return checkSchedule(instance, schedule);
  };
  const sorted = ({ meetings }: Plan) => [...meetings].sort((x, y) => (x.id < y.id ? -1 : 1));

  function apply(
    run: Run,
    { op, pick, round, table }: { op: string; pick: number; round: number; table: number },
    judge: boolean,
  ): void {
    const one = run.plan.meetings[pick % Math.max(1, run.plan.meetings.length)];
    const history = historyOf(run.rows);
    let changes: MeetingChange[] = [];
    let kind: EditRow['kind'] = 'edit';
    let target: number | null = null;
    if (op === 'undo' || op === 'redo') {
      target = history[op].at(-1) ?? null;
      if (target === null) return;
      kind = op;
      changes = op === 'undo' ? inverse(run.log[target]!) : run.log[target]!;
    } else {
      const [a, b] = [`i${1 + (pick % 3)}`, `e${1 + (round % 3)}`];
      const fresh = meeting(`f${run.rows.length}`, a, b, 0, 0);
      const edit = { op, version: 1, meeting: one?.id, a, b, round, table, pinned: !one?.pinned };
      if (op !== 'place' && !one) return;
      const outcome = judge
        ? editPlan(run.plan, edit as TimetableEdit as never, fresh)
        : { changes: [{ before: one ?? null, after: { ...(one ?? fresh), round, table } }] };
      if ('clashes' in outcome) {
        expect(outcome.clashes.length).toBeGreaterThan(0);
        return;
      }
      changes = outcome.changes;
      if (changes.length === 0) return;
    }
    run.plan = planAfter(run.plan, changes);
    run.log.push(changes);
    run.rows.push({ no: run.rows.length, kind, target });
  }

  it('keep the timetable valid, leave pins and begun rounds alone, and can all be undone', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.nat(1), (steps, begun) => {
        const run: Run = { plan: planOf([m1, m2, m3], { begun }), rows: [], log: [] };
        const start = sorted(run.plan);
        for (const one of steps) {
          const before = run.plan;
          apply(run, one, true);
          expect(valid(run.plan)).toEqual([]);
          const now = new Map(run.plan.meetings.map((meeting) => [meeting.id, meeting]));
          for (const old of before.meetings) {
            if (old.round <= begun) expect(now.get(old.id)).toEqual(old);
            else if (old.pinned && one.op !== 'undo' && one.op !== 'redo') {
              expect(now.get(old.id)).toMatchObject({ round: old.round, table: old.table });
            }
          }
          expect(run.log.every((changes) => !touchesBegun(run.plan, changes))).toBe(true);
        }
        while (historyOf(run.rows).undo.length > 0) {
          apply(run, { op: 'undo', pick: 0, round: 1, table: 1 }, true);
        }
        expect(sorted(run.plan)).toEqual(start);
      }),
      { numRuns: 200 },
    );
  });

  it('break it when nobody judges them (control)', () => {
    const broken = fc.check(
      fc.property(fc.array(step, { minLength: 5, maxLength: 20 }), (steps) => {
        const run: Run = { plan: planOf([m1, m2, m3]), rows: [], log: [] };
        for (const one of steps) apply(run, one, false);
        return valid(run.plan).length === 0;
      }),
      { numRuns: 200 },
    );
    expect(broken.failed).toBe(true);
  });
});
