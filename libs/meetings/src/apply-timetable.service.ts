import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Caller } from '#identity';
import { AppError, Database, found } from '#platform';
import { matchMeetings } from './diff-meetings.js';
import type { MeetingChange } from './edit-plan.js';
import { EditTimetable } from './edit-timetable.service.js';
import type { PlannedMeeting } from './plan.js';
import { PlanReader } from './plan.reader.js';

/** Takes a recomputed version over into the draft it was computed from. */
@Injectable()
export class ApplyTimetable {
  constructor(
    private readonly database: Database,
    private readonly plans: PlanReader,
    private readonly editing: EditTimetable,
  ) {}

  /**
   * One edit of the base, so that it can be undone; the proposal is put aside. Errors: `not_found`, `stale_version` when
   * the base was edited since the computing was asked for, `wrong_state` where there is no draft to take it over into.
   * Returns the base's id.
   */
  async run(caller: Caller, eventId: string, proposalId: string): Promise<string> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ state: string; base_id: string | null; base_version: number | null }>(
        `SELECT t.state, t.base_id, r.base_version FROM timetables t JOIN timetable_runs r ON r.timetable_id = t.id
          WHERE t.id = $1 AND t.event_id = $2 FOR UPDATE OF t`,
        [proposalId, eventId],
      );
      const { state, base_id: timetableId, base_version: version } = found(row);
      if (state !== 'draft' || !timetableId || !version) throw new AppError('wrong_state');
      const proposal = await this.plans.read(eventId, proposalId);
      await this.editing.commit(tx, caller, { eventId, timetableId, version }, async ({ plan }) => ({
        kind: 'edit',
        target: null,
        op: 'recompute',
        changes: changesTo(plan.meetings, proposal.plan.meetings),
      }));
      await tx.query(`UPDATE timetables SET state = 'discarded' WHERE id = $1`, [proposalId]);
      return timetableId;
    });
  }
}

/** The changes that make `old` into `fresh`; meetings that stay keep their ids. */
function changesTo(old: readonly PlannedMeeting[], fresh: readonly PlannedMeeting[]): MeetingChange[] {
  const { pairs, onlyOld, onlyFresh } = matchMeetings(old, fresh);
  return [
    ...pairs.map(([before, after]) => ({ before, after: { ...after, id: before.id } })),
    ...onlyOld.map((before) => ({ before, after: null })),
    ...onlyFresh.map((after) => ({ before: null, after: { ...after, id: randomUUID() } })),
  ].filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
}
