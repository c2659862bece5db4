import { Injectable } from '@nestjs/common';
import { type computeTimetable, type InputOf, timetablePriorityCodes } from '#contracts';
import { lockEvent } from '#events';
import { auditActor, type Caller, personOf } from '#identity';
import { AppError, Database, found, invalidField } from '#platform';

type Request = InputOf<typeof computeTimetable>['body'];

/** Asks the worker for a timetable, or asks it to stop. */
@Injectable()
export class RequestTimetable {
  constructor(private readonly database: Database) {}

  /**
   * Errors: `not_found`, `wrong_state` for an event that has closed or a base without meetings, `invalid_input` for a
   * scope without its base or round. Once rounds have begun the announced version is the base where none is named.
   * Returns the timetable's id.
   */
  async run(caller: Caller, eventId: string, request: Request): Promise<string> {
    return this.database.transaction(async (tx) => {
      const event = await lockEvent(tx, eventId);
      if (event.state === 'closed') throw new AppError('wrong_state');
      if (request.scope === 'from_round' && !request.fromRound) throw invalidField('fromRound', 'required');
      if (request.scope !== 'all' && !request.base) throw invalidField('base', 'required');
      const [base] = await tx.query<{ id: string; version: number; state: string }>(
        `SELECT id, version, state FROM timetables WHERE event_id = $1 AND CASE WHEN $2::uuid IS NULL
           THEN state = 'announced' AND EXISTS (SELECT 1 FROM boards b WHERE b.event_id = $1 AND b.phase <> 'waiting')
           ELSE id = $2 END`,
        [eventId, request.base ?? null],
      );
      if (request.base && ['computing', 'failed'].includes(found(base).state))
        throw new AppError('wrong_state');
      const [row] = await tx.query<{ id: string }>(
        `INSERT INTO timetables (event_id, no, state, seed, base_id, created_by)
         SELECT $1, coalesce(max(no), 0) + 1, 'computing', $2, $3, $4 FROM timetables WHERE event_id = $1
         RETURNING id`,
        [eventId, request.seed, base?.id ?? null, personOf(caller).personId],
      );
      const { id } = row!;
      await tx.query(
        `INSERT INTO timetable_runs (timetable_id, scope, from_round, base_version, seconds, priorities)
         VALUES ($1, $2, $3, $4, $5, coalesce($7::jsonb,
           (SELECT r.priorities FROM timetable_runs r JOIN timetables t ON t.id = r.timetable_id
             WHERE t.event_id = $6 AND r.priorities IS NOT NULL ORDER BY t.no DESC LIMIT 1), $8::jsonb))`,
        [
          id,
          request.scope,
          request.fromRound ?? null,
          base?.version ?? null,
          request.seconds,
          eventId,
          request.priorities ? JSON.stringify(request.priorities) : null,
          JSON.stringify(timetablePriorityCodes),
        ],
      );
      await tx.record({
        actor: auditActor(caller),
        action: 'timetable.request',
        subject: 'timetable',
        subjectId: id,
        details: { ...request },
        event: { name: 'timetable.requested', payload: { eventId, timetableId: id } },
      });
      return id;
    });
  }

  /**
   * The worker stops soon: with `keep` it takes the best so far, otherwise nothing is left. Errors: `not_found`,
   * `wrong_state` for a timetable that is not being computed.
   */
  async stop(caller: Caller, eventId: string, timetableId: string, keep: boolean): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [timetable] = await tx.query<{ state: string }>(
        'SELECT state FROM timetables WHERE id = $1 AND event_id = $2',
        [timetableId, eventId],
      );
      if (found(timetable).state !== 'computing') throw new AppError('wrong_state');
      await tx.query('UPDATE timetable_runs SET wish = $2 WHERE timetable_id = $1', [
        timetableId,
        keep ? 'stop' : 'cancel',
      ]);
      // Nobody computes it at this moment: then there is nobody to stop either.
      if (!keep) {
        await tx.query(
          `UPDATE timetables SET state = 'discarded' WHERE id =
             (SELECT id FROM timetables WHERE id = $1 AND state = 'computing' FOR UPDATE SKIP LOCKED)`,
          [timetableId],
        );
      }
      await tx.record({
        actor: auditActor(caller),
        action: keep ? 'timetable.stop' : 'timetable.cancel',
        subject: 'timetable',
        subjectId: timetableId,
      });
    });
  }
}
