import { Injectable } from '@nestjs/common';
import { auditActor, type Caller } from '#identity';
import { AppError, Clock, Database, found } from '#platform';
import { lockBoard, saveBoard } from './board-lock.js';

/** Makes a draft the timetable that everybody sees; the announced one before it stands aside. */
@Injectable()
export class AnnounceTimetable {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Errors: `not_found`, `wrong_state` unless it is a draft, or once the first round has begun. */
  async run(caller: Caller, eventId: string, timetableId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const board = await lockBoard(tx, eventId);
      const [timetable] = await tx.query<{ state: string }>(
        'SELECT state FROM timetables WHERE id = $1 AND event_id = $2 FOR UPDATE',
        [timetableId, eventId],
      );
      if (found(timetable).state !== 'draft' || board.phase !== 'waiting') throw new AppError('wrong_state');
      await tx.query(
        `UPDATE timetables SET state = 'superseded' WHERE event_id = $1 AND state = 'announced'`,
        [eventId],
      );
      await tx.query(`UPDATE timetables SET state = 'announced', announced_at = $2 WHERE id = $1`, [
        timetableId,
        this.clock.now(),
      ]);
      await saveBoard(tx, eventId, board, { reload: true });
      await tx.record({
        actor: auditActor(caller),
        action: 'timetable.announce',
        subject: 'timetable',
        subjectId: timetableId,
        event: { name: 'timetable.announced', payload: { eventId, timetableId } },
      });
    });
  }
}
