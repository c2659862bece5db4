import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Clash, clashSentence, type Locale, type TimetableEdit } from '#contracts';
import { auditActor, type Caller, personOf } from '#identity';
import { AppError, Database, found, sameVersion, type Transaction } from '#platform';
import { checkSchedule } from '#scheduling';
import { CandidatesReader } from './candidates.reader.js';
import { MoveJudge } from './judge-move.js';
import { type EditHistory, type EditRow, historyOf } from './edit-history.js';
import { editPlan, inverse, type MeetingChange, planAfter, touchesBegun } from './edit-plan.js';
import { planForEngine } from './plan-for-engine.js';
import type { PlannedMeeting } from './plan.js';
import { planObjectives } from './plan-objectives.js';
import { PlanReader, type ReadPlan } from './plan.reader.js';
import { saveMeetings } from './save-meetings.js';

interface Step extends Pick<EditRow, 'kind' | 'target'> {
  op: string;
  changes: MeetingChange[];
}

/** The organizer changes a draft by one step, or takes a step back. */
@Injectable()
export class EditTimetable {
  constructor(
    private readonly database: Database,
    private readonly plans: PlanReader,
    private readonly candidates: CandidatesReader,
  ) {}

  /**
   * Errors: `not_found`, `stale_version` when somebody edited it since the caller looked, `move_blocked` with the reason
   * in the caller's language, `wrong_state` for what is no draft or when there is nothing to undo.
   */
  async run(caller: Caller, eventId: string, timetableId: string, edit: TimetableEdit): Promise<void> {
    await this.database.transaction(async (tx) => {
      const step = (read: ReadPlan) =>
        edit.op === 'undo' || edit.op === 'redo'
          ? this.stepBack(tx, timetableId, edit.op)
          : this.stepOn(caller.locale, eventId, read, edit);
      await this.commit(tx, caller, { eventId, timetableId, version: edit.version }, step);
    });
  }

  /** Writes one step of a draft under its row lock: meetings, version, figures, edit row and audit row together. */
  async commit(
    tx: Transaction,
    caller: Caller,
    seen: { eventId: string; timetableId: string; version: number },
    stepOf: (read: ReadPlan) => Promise<Step>,
  ): Promise<void> {
    const { eventId, timetableId } = seen;
    const [row] = await tx.query<{ version: number; state: string }>(
      'SELECT version, state FROM timetables WHERE id = $1 AND event_id = $2 FOR UPDATE',
      [timetableId, eventId],
    );
    const { version, state } = found(row);
    if (state !== 'draft') throw new AppError('wrong_state');
    sameVersion(seen.version, version);
    const read = await this.plans.read(eventId, timetableId);
    if (read.eventState === 'closed') throw new AppError('wrong_state');
    const { op, kind, target, changes } = await stepOf(read);
    if (changes.length === 0) return;
    if (touchesBegun(read.plan, changes)) throw blocked([begun], caller.locale);
    await saveMeetings(tx, { eventId, timetableId }, changes);
    const after = planAfter(read.plan, changes);
    refuseFaults(after, changes, caller.locale);
    refuseInvalid(read, after);
    const no = version + 1;
    await tx.query('UPDATE timetables SET version = $2, objectives = $3::jsonb WHERE id = $1', [
      timetableId,
      no,
      JSON.stringify(planObjectives(after, read.wishes)),
    ]);
    await tx.query(
      `INSERT INTO timetable_edits (timetable_id, no, kind, target, op, changes, actor_person_id)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7)`,
      [timetableId, no, kind, target, op, JSON.stringify(changes), personOf(caller).personId],
    );
    await tx.record({
      actor: auditActor(caller),
      action: `timetable.${op}`,
      subject: 'timetable',
      subjectId: timetableId,
      details: {
        version: no,
        meetings: changes.slice(0, 100).map(({ before, after }) => placesOf(before, after)),
      },
    });
  }

  private async stepOn(
    locale: Locale,
    eventId: string,
    read: ReadPlan,
    edit: Exclude<TimetableEdit, { op: 'undo' | 'redo' }>,
  ): Promise<Step> {
    const fresh = edit.op === 'place' ? await this.fresh(locale, eventId, read, edit) : undefined;
    const meeting =
      'meeting' in edit ? found(read.plan.meetings.find((one) => one.id === edit.meeting)) : null;
    if (edit.op === 'invite' && edit.third !== null) {
      const fault = (await this.candidates.guestFaults(eventId, read.plan, meeting!))(edit.third);
      if (fault) throw blocked([fault], locale);
    }
    const outcome = editPlan(read.plan, edit, fresh);
    if ('clashes' in outcome) throw blocked(outcome.clashes, locale);
    const { changes } = outcome;
    const op = edit.op === 'move' && changes.length > 1 ? 'swap' : edit.op;
    return { kind: 'edit', target: null, op, changes };
  }

  /** The meeting that two registrations would have. */
  private async fresh(
    locale: Locale,
    eventId: string,
    { attendees, content, plan }: ReadPlan,
    ids: { a: string; b: string },
  ): Promise<PlannedMeeting> {
    const one = found(attendees.find(({ id }) => id === ids.a));
    const other = found(attendees.find(({ id }) => id === ids.b));
    const candidate = await this.candidates.pair(eventId, content, one, other);
    if (!candidate) {
      const names = { party: plan.parties.get(one.id)!.name, other: plan.parties.get(other.id)!.name };
      throw blocked([{ code: 'refused', ...names, round: null, table: null }], locale);
    }
    const { a, b, origin, score, technologyId, needId } = candidate;
    const parties = { a: a.id, b: b.id };
    return {
      id: randomUUID(),
      ...parties,
      representativeA: 0,
      representativeB: 0,
      third: null,
      representativeThird: 1,
      round: 0,
      table: 0,
      pinned: false,
      origin,
      score,
      technologyId,
      needId,
    };
  }

  private async stepBack(tx: Transaction, timetableId: string, op: 'undo' | 'redo'): Promise<Step> {
    const target = (await editsOf(tx, timetableId))[op].at(-1);
    if (target === undefined) throw new AppError('wrong_state');
    const [row] = await tx.query<{ changes: MeetingChange[] }>(
      'SELECT changes FROM timetable_edits WHERE timetable_id = $1 AND no = $2',
      [timetableId, target],
    );
    const changes = row!.changes.map(({ before, after }) => ({ before: known(before), after: known(after) }));
    return { kind: op, target, op, changes: op === 'undo' ? inverse(changes) : changes };
  }
}

/** Edits that were written before meetings had representatives and thirds do not mention them. */
const known = (meeting: PlannedMeeting | null): PlannedMeeting | null => meeting && { ...alone, ...meeting };
const alone = { representativeA: 1, representativeB: 1, third: null, representativeThird: 1 };

const begun: Clash = { code: 'begun', party: null, other: null, round: null, table: null };

/** Which edits of a timetable may be undone and redone. */
export async function editsOf(database: Pick<Database, 'query'>, timetableId: string): Promise<EditHistory> {
  return historyOf(
    await database.query<EditRow>(
      'SELECT no, kind, target FROM timetable_edits WHERE timetable_id = $1 ORDER BY no',
      [timetableId],
    ),
  );
}

function blocked(clashes: Clash[], locale: Locale): AppError {
  const reason = clashes.map((one) => clashSentence(one, locale)).join(locale === 'zh' ? '；' : '; ');
  return new AppError('move_blocked', { values: { reason } });
}

/** Taking a step back may lead to where somebody cannot be any more. */
function refuseFaults(after: ReadPlan['plan'], changes: readonly MeetingChange[], locale: Locale): void {
  const judge = new MoveJudge(after);
  const moved = changes.filter(
    ({ before, after: now }) =>
      now && (before?.round !== now.round || before.table !== now.table || before.third !== now.third),
  );
  const faults = moved.flatMap((one) => judge.faults(one.after!));
  if (faults.length > 0) throw blocked(faults, locale);
}

/** The engine's own judge has the last word, on what the edit adds: older faults stand until they are mended. */
function refuseInvalid(read: ReadPlan, after: ReadPlan['plan']): void {
  const faults = (plan: ReadPlan['plan']) => {
    const { instance, schedule } = planForEngine(plan);
    return checkSchedule(instance, schedule);
  };
  const [before, now] = [faults(read.plan), faults(after)];
  if (now.length > before.length) throw new Error(`An edit made the timetable invalid: ${now[0]!.message}`);
}

const placesOf = (before: PlannedMeeting | null, after: PlannedMeeting | null) => ({
  id: (before ?? after)!.id,
  from: before && [before.round, before.table, before.pinned],
  to: after && [after.round, after.table, after.pinned],
});
