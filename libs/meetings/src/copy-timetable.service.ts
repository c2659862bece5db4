import { Injectable } from '@nestjs/common';
import { lockEvent } from '#events';
import { auditActor, type Caller, personOf } from '#identity';
import { AppError, Database, found } from '#platform';

/** A draft with the meetings of another version, to change and announce; and drafts that nobody wants any more. */
@Injectable()
export class CopyTimetable {
  constructor(private readonly database: Database) {}

  /** Errors: `not_found`, `wrong_state` for a version without meetings or a closed event. Returns the draft's id. */
  async run(caller: Caller, eventId: string, timetableId: string): Promise<string> {
    return this.database.transaction(async (tx) => {
      const event = await lockEvent(tx, eventId);
      const [source] = await tx.query<{ state: string }>(
        'SELECT state FROM timetables WHERE id = $1 AND event_id = $2 FOR SHARE',
        [timetableId, eventId],
      );
      const { state } = found(source);
      if (event.state === 'closed' || state === 'computing' || state === 'failed') {
        throw new AppError('wrong_state');
      }
      const [draft] = await tx.query<{ id: string }>(
        `INSERT INTO timetables (event_id, no, state, seed, base_id, objectives, created_by)
         SELECT event_id, (SELECT max(no) + 1 FROM timetables WHERE event_id = $1), 'draft', seed, id, objectives, $3
           FROM timetables WHERE id = $2 RETURNING id`,
        [eventId, timetableId, personOf(caller).personId],
      );
      const { id } = draft!;
      await tx.query(
        `INSERT INTO meetings (timetable_id, event_id, a_id, b_id, technology_id, need_id, round, table_no, origin, score, pinned,
           representative_a, representative_b, third_id, representative_third)
         SELECT $2, event_id, a_id, b_id, technology_id, need_id, round, table_no, origin, score, pinned,
                representative_a, representative_b, third_id, representative_third
           FROM meetings WHERE timetable_id = $1 AND state NOT IN ('moved', 'cancelled')`,
        [timetableId, id],
      );
      await tx.record({
        actor: auditActor(caller),
        action: 'timetable.copy',
        subject: 'timetable',
        subjectId: id,
        details: { from: timetableId },
      });
      return id;
    });
  }

  /** Errors: `not_found`, `wrong_state` for a version that is or was announced, or is being computed. */
  async discard(caller: Caller, eventId: string, timetableId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ state: string }>(
        'SELECT state FROM timetables WHERE id = $1 AND event_id = $2 FOR UPDATE',
        [timetableId, eventId],
      );
      if (!['draft', 'failed', 'discarded'].includes(found(row).state)) throw new AppError('wrong_state');
      await tx.query(`UPDATE timetables SET state = 'discarded' WHERE id = $1`, [timetableId]);
      await tx.record({
        actor: auditActor(caller),
        action: 'timetable.discard',
        subject: 'timetable',
        subjectId: timetableId,
      });
    });
  }
}
