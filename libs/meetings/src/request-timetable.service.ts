import { Injectable } from '@nestjs/common';
import { lockEvent } from '#events';
import { auditActor, type Caller, personOf } from '#identity';
import { AppError, Database } from '#platform';

/** Asks the worker for a timetable. */
@Injectable()
export class RequestTimetable {
  constructor(private readonly database: Database) {}

  /** Errors: `not_found`, `wrong_state` for an event that has closed. Returns the timetable's id. */
  async run(caller: Caller, eventId: string, seed: number): Promise<string> {
    return this.database.transaction(async (tx) => {
      const event = await lockEvent(tx, eventId);
      if (event.state === 'closed') throw new AppError('wrong_state');
      const [row] = await tx.query<{ id: string }>(
        `INSERT INTO timetables (event_id, no, state, seed, created_by)
         SELECT $1, coalesce(max(no), 0) + 1, 'computing', $2, $3 FROM timetables WHERE event_id = $1 RETURNING id`,
        [eventId, seed, personOf(caller).personId],
      );
      await tx.record({
        actor: auditActor(caller),
        action: 'timetable.request',
        subject: 'timetable',
        subjectId: row!.id,
        event: { name: 'timetable.requested', payload: { eventId, timetableId: row!.id } },
      });
      return row!.id;
    });
  }
}
