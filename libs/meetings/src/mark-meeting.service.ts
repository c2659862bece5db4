import { Injectable } from '@nestjs/common';
import { auditActor, type Caller, organisationOf } from '#identity';
import { AppError, Clock, Database, found, type Transaction } from '#platform';
import { markAfter, type Side } from './board.js';
import { lockBoard, saveBoard } from './board-lock.js';
import { MeetingEntity } from './meeting.entity.js';
import { ownRegistration } from './own-registration.js';

/** Seated, missing, or a mark taken back: by the desk for either side, by a participant for the own side. */
@Injectable()
export class MarkMeeting {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Errors: `not_found`, `wrong_state` for an event that is not live or a meeting that is off. */
  async run(
    caller: Caller,
    eventId: string,
    meetingId: string,
    { side, mark }: { side: Side; mark: 'seated' | 'missed' | 'clear' },
  ): Promise<void> {
    await this.locked(caller, eventId, meetingId, async () => ({ side, mark }));
  }

  /** The caller's own side sits down. Errors: as `run`; `not_found` for a meeting of others. */
  async arrive(caller: Caller, eventId: string, meetingId: string): Promise<void> {
    // Whoever speaks for no organisation is refused before anything is locked.
    organisationOf(caller);
    await this.locked(caller, eventId, meetingId, async (tx, meeting) => {
      const own = await ownRegistration(tx, caller, meeting);
      return { side: own === meeting.aId ? 'a' : 'b', mark: 'seated' };
    });
  }

  private async locked(
    caller: Caller,
    eventId: string,
    meetingId: string,
    marking: (
      tx: Transaction,
      meeting: MeetingEntity,
    ) => Promise<{ side: Side; mark: 'seated' | 'missed' | 'clear' }>,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const board = await lockBoard(tx, eventId);
      const [event] = await tx.query<{ state: string }>('SELECT state FROM events WHERE id = $1', [eventId]);
      if (found(event).state !== 'live') throw new AppError('wrong_state');
      const meeting = found(
        await tx.manager
          .createQueryBuilder(MeetingEntity, 'm')
          .innerJoin('timetables', 't', `t.id = m.timetable_id AND t.state = 'announced'`)
          .where('m.id = :meetingId AND m.eventId = :eventId', { meetingId, eventId })
          .getOne(),
      );
      const { side, mark } = await marking(tx, meeting);
      const called = meeting.round === board.round && board.phase !== 'ended' && board.phase !== 'break';
      const marks = markAfter(meeting, side, mark, called, this.clock.now());
      if (!marks) throw new AppError('wrong_state');
      await tx.manager.save(Object.assign(meeting, marks));
      await saveBoard(tx, eventId, board, { meetings: [meetingId] });
      await tx.record({
        actor: auditActor(caller),
        action: `meeting.${mark}`,
        subject: 'meeting',
        subjectId: meetingId,
        details: { side },
        event: { name: 'meeting.judged', payload: { meetingId } },
      });
    });
  }
}
