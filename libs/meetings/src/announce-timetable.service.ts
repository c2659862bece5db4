import { Injectable } from '@nestjs/common';
import { auditActor, type Caller } from '#identity';
import { AppError, Clock, Database, found, type Transaction } from '#platform';
import { lockBoard, saveBoard } from './board-lock.js';
import { type CarriedMeeting, carryOver } from './carry-over.js';
import { diffMeetings } from './diff-meetings.js';
import { refuseTooMany } from './refuse-too-many.js';

/** Makes a draft the timetable that everybody sees; the announced one before it stands aside. */
@Injectable()
export class AnnounceTimetable {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Errors: `not_found`, `wrong_state` unless it is a draft of an event that has not closed, `meeting_begun` where it
   * differs from the announced one in a round that has begun, `too_few_representatives` where somebody cannot be in all
   * its meetings of a round.
   */
  async run(caller: Caller, eventId: string, timetableId: string): Promise<void> {
    await this.database.transaction((tx) => this.announce(tx, caller, eventId, timetableId));
  }

  /** As `run`, as a part of what is being done. */
  async announce(tx: Transaction, caller: Caller, eventId: string, timetableId: string): Promise<void> {
    const board = await lockBoard(tx, eventId);
    const versions = await tx.query<{ id: string; state: string; event_state: string }>(
      `SELECT t.id, t.state, e.state AS event_state FROM timetables t JOIN events e ON e.id = t.event_id
        WHERE t.event_id = $1 AND (t.id = $2 OR t.state = 'announced') ORDER BY t.id FOR UPDATE OF t`,
      [eventId, timetableId],
    );
    const { state, event_state } = found(versions.find(({ id }) => id === timetableId));
    if (state !== 'draft' || event_state === 'closed') throw new AppError('wrong_state');
    const announced = versions.find((one) => one.state === 'announced')?.id ?? null;
    const begun = board.phase === 'waiting' ? 0 : board.round;
    await refuseTooMany(tx, timetableId, begun);
    const affected = await this.carry(tx, announced, timetableId, begun);
    await tx.query(`UPDATE timetables SET state = 'superseded' WHERE event_id = $1 AND state = 'announced'`, [
      eventId,
    ]);
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
      details: { before: announced, affected },
      event: { name: 'timetable.announced', payload: { eventId, timetableId } },
    });
  }

  /** Hands the ids and marks of the announced meetings on. Returns how many parties notice a difference. */
  private async carry(
    tx: Transaction,
    announced: string | null,
    draft: string,
    begun: number,
  ): Promise<number> {
    const old = announced ? await meetingsOf(tx, announced) : [];
    const fresh = await meetingsOf(tx, draft);
    const outcome = carryOver(old, fresh, begun);
    if ('differsIn' in outcome) {
      throw new AppError('meeting_begun', { values: { round: outcome.differsIn } });
    }
    if (old.length > 0) await this.write(tx, outcome.rows);
    return diffMeetings(old, fresh).affected.size;
  }

  /** Every row gives its place up first; then each takes its new one, judged by the constraints. */
  private async write(tx: Transaction, rows: CarriedMeeting[]): Promise<void> {
    await tx.query(`UPDATE meetings SET state = 'moved' WHERE id = ANY($1::uuid[])`, [
      rows.map(({ id }) => id),
    ]);
    await tx.query(
      `UPDATE meetings m
          SET timetable_id = c."timetableId", round = c.round, table_no = c."table", pinned = c.pinned,
              origin = c.origin, score = c.score, technology_id = c."technologyId", need_id = c."needId",
              representative_a = c."representativeA", representative_b = c."representativeB",
              third_id = c.third, representative_third = c."representativeThird", state = c.state, seated_a = c."seatedA", seated_b = c."seatedB", missed_side = c."missedSide"
         FROM jsonb_to_recordset($1::jsonb) AS c
              (id uuid, "timetableId" uuid, round int, "table" int, "representativeA" int, "representativeB" int, third uuid,
               "representativeThird" int, pinned boolean, origin text, score int,
               "technologyId" uuid, "needId" uuid, state text, "seatedA" timestamptz, "seatedB" timestamptz,
               "missedSide" text)
        WHERE m.id = c.id`,
      [JSON.stringify(rows)],
    );
  }
}

const meetingsOf = (tx: Transaction, timetableId: string) =>
  tx.query<CarriedMeeting>(
    `SELECT id, timetable_id AS "timetableId", a_id AS a, b_id AS b, representative_a AS "representativeA",
            representative_b AS "representativeB", third_id AS third, representative_third AS "representativeThird",
            round, table_no AS "table", pinned, origin, score,
            technology_id AS "technologyId", need_id AS "needId", state, seated_a AS "seatedA", seated_b AS "seatedB",
            missed_side AS "missedSide"
       FROM meetings WHERE timetable_id = $1 AND state NOT IN ('moved', 'cancelled') FOR UPDATE`,
    [timetableId],
  );
