import { Injectable } from '@nestjs/common';
import { lockEvent, saveSeating, type Seating } from '#events';
import { auditActor, type Caller } from '#identity';
import { AppError, Database, found, invalidField, type Transaction } from '#platform';
import { lockBoard } from './board-lock.js';
import { refuseTooMany } from './refuse-too-many.js';
import type { PlannedMeeting } from './plan.js';
import { PlanReader } from './plan.reader.js';
import { withRepresentatives } from './representatives.js';
import { saveMeetings } from './save-meetings.js';

/** The organizer says how a registration sits: people in parallel, its own table, what it needs there. Timetables that are made
 * or changed from then on know it. */
@Injectable()
export class SeatRegistration {
  constructor(
    private readonly database: Database,
    private readonly plans: PlanReader,
  ) {}

  /**
   * Drafts keep their meetings, also where they are too many now, which is seen before they are announced. Errors:
   * `not_found`, `wrong_state` once closed, `too_few_representatives` for the announced version.
   */
  async run(caller: Caller, eventId: string, registrationId: string, seating: Seating): Promise<void> {
    await this.database.transaction(async (tx) => {
      const event = await lockEvent(tx, eventId);
      if (event.state === 'closed') throw new AppError('wrong_state');
      const { tables } = event.content;
      if (seating.homeTable !== null && seating.homeTable > tables)
        throw invalidField('homeTable', 'too_big', { max: tables });
      // The announcement of a draft waits for this lock, and edits of one for its row.
      await lockBoard(tx, eventId);
      const [registration] = await tx.query<{ id: string }>(
        'SELECT id FROM registrations WHERE id = $1 AND event_id = $2',
        [registrationId, eventId],
      );
      found(registration);
      const timetables = await tx.query<{ id: string; state: 'draft' | 'announced' }>(
        `SELECT id, state FROM timetables WHERE event_id = $1 AND state IN ('draft', 'announced')
          ORDER BY id FOR UPDATE`,
        [eventId],
      );
      await saveSeating(tx, registrationId, seating);
      for (const timetable of timetables) await this.renumber(tx, eventId, timetable, registrationId);
      await tx.record({
        actor: auditActor(caller),
        action: 'registration.seat',
        subject: 'registration',
        subjectId: registrationId,
        details: { ...seating },
        event: { name: 'registration.changed', payload: { eventId, registrationId } },
      });
    });
  }

  /** Nobody is left with the number of somebody who does not come. */
  private async renumber(
    tx: Transaction,
    eventId: string,
    { id: timetableId, state }: { id: string; state: 'draft' | 'announced' },
    registrationId: string,
  ): Promise<void> {
    const { plan } = await this.plans.read(eventId, timetableId);
    if (state === 'announced') await refuseTooMany(tx, timetableId, plan.begun);
    const isOwn = ({ a, b }: PlannedMeeting) => a === registrationId || b === registrationId;
    const before = new Map(plan.meetings.map((one) => [one.id, one]));
    const isSettled = (one: PlannedMeeting) => !isOwn(one) || one.round <= plan.begun;
    const changes = withRepresentatives(plan, plan.meetings, isSettled)
      .map((after) => ({ before: before.get(after.id)!, after }))
      .filter(({ before: was, after }) => JSON.stringify(was) !== JSON.stringify(after));
    await saveMeetings(tx, { eventId, timetableId }, changes);
  }
}
