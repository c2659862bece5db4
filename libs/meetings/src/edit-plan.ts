import type { Clash, TimetableEdit } from '#contracts';
import { MoveJudge } from './judge-move.js';
import { nameOf, pairKey, type Plan, type PlannedMeeting } from './plan.js';
import { withRepresentatives } from './representatives.js';

/** What one edit does to one meeting; null where it does not exist. */
export interface MeetingChange {
  before: PlannedMeeting | null;
  after: PlannedMeeting | null;
}
export type EditOutcome = { changes: MeetingChange[] } | { clashes: Clash[] };
type Edit = Exclude<TimetableEdit, { op: 'undo' | 'redo' }>;

/**
 * The changes that an edit makes, or why it cannot be made. An edit that changes nothing has no changes.
 * @param fresh the meeting that `place` puts into the grid: round and table 0
 */
export function editPlan(plan: Plan, edit: Edit, fresh?: PlannedMeeting): EditOutcome {
  if (edit.op === 'place') return place(plan, edit, fresh!);
  const before = plan.meetings.find((one) => one.id === edit.meeting);
  if (!before) return { changes: [] };
  const begun = before.round <= plan.begun;
  if (begun || (edit.op === 'remove' && before.pinned)) {
    return { clashes: [clashOf(plan, begun ? 'begun' : 'pinned', before)] };
  }
  switch (edit.op) {
    case 'pin':
      return {
        changes: before.pinned === edit.pinned ? [] : [{ before, after: { ...before, pinned: edit.pinned } }],
      };
    case 'invite':
      return invite(plan, before, edit.third);
    case 'remove':
      return { changes: [{ before, after: null }] };
    case 'move':
      return move(plan, before, edit);
  }
}

function move(plan: Plan, before: PlannedMeeting, to: { round: number; table: number }): EditOutcome {
  const judge = new MoveJudge(plan);
  const { kind, clashes } = judge.judge(before, to.round, to.table);
  if (kind === 'here') return { changes: [] };
  if (kind === 'blocked') return { clashes };
  const changes = [{ before, after: { ...before, round: to.round, table: to.table } }];
  const other = judge.at(to.round, to.table);
  if (other) changes.push({ before: other, after: { ...other, round: before.round, table: before.table } });
  return { changes: seated(plan, changes) };
}

/** A third joins the two, or leaves them. */
function invite(plan: Plan, before: PlannedMeeting, third: string | null): EditOutcome {
  if (before.third === third) return { changes: [] };
  if (third === null) return { changes: [{ before, after: { ...before, third, representativeThird: 1 } }] };
  const clashes = new MoveJudge(plan).guestClashes(before, third);
  if (clashes.length > 0) return { clashes };
  return { changes: seated(plan, [{ before, after: { ...before, third, representativeThird: 0 } }]) };
}

function place(plan: Plan, to: { round: number; table: number }, fresh: PlannedMeeting): EditOutcome {
  const same = plan.meetings.find((one) => pairKey(one.a, one.b) === pairKey(fresh.a, fresh.b));
  if (same) return { clashes: [clashOf(plan, 'met', same)] };
  const { kind, clashes } = new MoveJudge(plan).judge(fresh, to.round, to.table);
  if (kind === 'blocked') return { clashes };
  return {
    changes: seated(plan, [{ before: null, after: { ...fresh, round: to.round, table: to.table } }]),
  };
}

const clashOf = (plan: Plan, code: Clash['code'], { a, b, round, table }: PlannedMeeting): Clash => ({
  code,
  party: nameOf(plan, a),
  other: nameOf(plan, b),
  round,
  table,
});

/** The changes, with somebody at each new place who is not sitting elsewhere in that round. */
function seated(plan: Plan, changes: readonly MeetingChange[]): MeetingChange[] {
  const changed = new Set(changes.map(({ after }) => after?.id));
  const made = withRepresentatives(plan, planAfter(plan, changes).meetings, ({ id }) => !changed.has(id));
  const after = new Map(made.map((one) => [one.id, one]));
  return changes.map((one) => ({ ...one, after: one.after && after.get(one.after.id)! }));
}

/** The plan after the changes. */
export function planAfter(plan: Plan, changes: readonly MeetingChange[]): Plan {
  const gone = new Set(changes.map(({ before }) => before?.id));
  const came = changes.flatMap(({ after }) => after ?? []);
  return { ...plan, meetings: [...plan.meetings.filter((one) => !gone.has(one.id)), ...came] };
}

/** Takes changes back. */
export const inverse = (changes: readonly MeetingChange[]): MeetingChange[] =>
  changes.map(({ before, after }) => ({ before: after, after: before }));

/** Whether a round that has begun would be touched. */
export const touchesBegun = (plan: Plan, changes: readonly MeetingChange[]): boolean =>
  changes.some(({ before, after }) =>
    [before, after].some((place) => place !== null && place.round <= plan.begun),
  );
