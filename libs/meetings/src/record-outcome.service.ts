import { Injectable } from '@nestjs/common';
import type { InputOf, recordOutcome } from '#contracts';
import { auditActor, type Caller, personOf } from '#identity';
import { AppError, Clock, Database, found } from '#platform';
import { MeetingEntity } from './meeting.entity.js';
import { ownRegistration } from './own-registration.js';

/** What the own side thought of a meeting, once it has begun; null takes it back. */
@Injectable()
export class RecordOutcome {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Errors: `not_found` for a meeting of others, `wrong_state` for one at which not both sides were seen. */
  async run(
    caller: Caller,
    eventId: string,
    meetingId: string,
    { outcome, reason }: InputOf<typeof recordOutcome>['body'],
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const meeting = found(
        await tx.manager.findOne(MeetingEntity, {
          where: { id: meetingId, eventId },
          lock: { mode: 'pessimistic_write' },
        }),
      );
      const registrationId = await ownRegistration(tx, caller, meeting);
      if (meeting.state !== 'seated' && meeting.state !== 'ended') throw new AppError('wrong_state');
      if (outcome === null) {
        await tx.query('DELETE FROM meeting_outcomes WHERE meeting_id = $1 AND registration_id = $2', [
          meetingId,
          registrationId,
        ]);
      } else {
        await tx.query(
          `INSERT INTO meeting_outcomes (meeting_id, registration_id, outcome, reason, person_id, at)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (meeting_id, registration_id) DO UPDATE SET outcome = $3, reason = $4, person_id = $5, at = $6`,
          [meetingId, registrationId, outcome, reason ?? null, personOf(caller).personId, this.clock.now()],
        );
      }
      await tx.record({
        actor: auditActor(caller),
        action: outcome === null ? 'meeting.outcome-withdrawn' : 'meeting.outcome',
        subject: 'meeting',
        subjectId: meetingId,
        details: { outcome, ...(reason && { reason }) },
        event: { name: 'meeting.judged', payload: { meetingId } },
      });
    });
  }
}
