import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Incident, RepairProposal } from '#contracts';
import { lockEvent, Register, saveAbsences, saveTables } from '#events';
import { auditActor, type Caller, personOf } from '#identity';
import { AppError, Database, type Transaction } from '#platform';
import { AnnounceTimetable } from '../announce-timetable.service.js';
import { type BoardRow, lockBoard, saveBoard } from '../board-lock.js';
import type { Plan, PlannedMeeting } from '../plan.js';
import { planObjectives } from '../plan-objectives.js';
import { saveMeetings } from '../save-meetings.js';
import { type RepairWays, RepairWaysReader } from './repair-ways.reader.js';

/** Takes one of the proposed ways to go on: a new version, announced at once. */
@Injectable()
export class TakeRepair {
  constructor(
    private readonly database: Database,
    private readonly ways: RepairWaysReader,
    private readonly announcing: AnnounceTimetable,
    private readonly registering: Register,
  ) {}

  /**
   * The ways are computed again under the locks of the event and its board, so that what is announced is what was seen.
   * Errors: as for proposing; `repair_outdated` where the way is none of them any more, `event_full` for a walk-in.
   * Returns the announced version.
   */
  async run(
    caller: Caller,
    eventId: string,
    { incident, digest }: { incident: Incident; digest: string },
  ): Promise<{ id: string; no: number }> {
    return this.database.transaction(async (tx) => {
      await lockEvent(tx, eventId);
      const board = await lockBoard(tx, eventId);
      const ways = await this.ways.ways(caller.locale, eventId, incident);
      const way = ways.proposals.find(({ shown }) => shown.digest === digest);
      if (!way) throw new AppError('repair_outdated');
      const registered = ways.newcomer
        ? await this.registering.walkIn(caller, eventId, ways.newcomer.organisation_id)
        : null;
      const named = (id: string) => (id === ways.newcomer?.id ? registered! : id);
      const meetings = way.meetings.map((one) => ({ ...one, a: named(one.a), b: named(one.b) }));
      await this.saveDay(tx, eventId, board, incident, ways);
      const timetable = changesAny(way.shown)
        ? await this.announce(tx, caller, eventId, { ways, meetings, incident })
        : ways.timetable;
      if (timetable === ways.timetable) {
        await saveBoard(tx, eventId, await lockBoard(tx, eventId), { reload: true });
      }
      const { kind, moved, reseated, dropped, added } = way.shown;
      await tx.record({
        actor: auditActor(caller),
        action: 'timetable.repair',
        subject: 'timetable',
        subjectId: timetable.id,
        details: {
          incident,
          kind,
          moved: moved.length + reseated.length,
          dropped: dropped.length,
          added: added.length,
        },
      });
      return timetable;
    });
  }

  /** What the incident says of the day itself. */
  private async saveDay(
    tx: Transaction,
    eventId: string,
    { phase, round }: BoardRow,
    incident: Incident,
    { before, after }: RepairWays,
  ): Promise<void> {
    if (incident.type === 'absent' || incident.type === 'present') {
      await saveAbsences(tx, incident.registration, after.parties.get(incident.registration)!.absentRounds);
    }
    if (after.tables !== before.tables) await saveTables(tx, eventId, after.tables);
    await tx.query('UPDATE boards SET closed_tables = $2 WHERE event_id = $1', [eventId, after.closedTables]);
    if (incident.type !== 'end_after') return;
    // Between rounds the day ends with the one that ran last, or goes on after all.
    const isBetween = phase === 'break' || phase === 'ended';
    await tx.query('UPDATE boards SET last_round = $2, phase = $3 WHERE event_id = $1', [
      eventId,
      incident.round,
      isBetween ? (round >= incident.round ? 'ended' : 'break') : phase,
    ]);
  }

  private async announce(
    tx: Transaction,
    caller: Caller,
    eventId: string,
    way: { ways: RepairWays; meetings: PlannedMeeting[]; incident: Incident },
  ): Promise<{ id: string; no: number }> {
    const { timetable, after, wishes } = way.ways;
    const made: Plan = { ...after, meetings: way.meetings };
    const [version] = await tx.query<{ id: string; no: number }>(
      `INSERT INTO timetables (event_id, no, state, seed, base_id, objectives, created_by)
       SELECT event_id, (SELECT max(no) + 1 FROM timetables WHERE event_id = $1), 'draft', seed, id, $3::jsonb, $4
         FROM timetables WHERE id = $2 RETURNING id, no`,
      [eventId, timetable.id, JSON.stringify(planObjectives(made, wishes)), personOf(caller).personId],
    );
    const { id } = version!;
    await saveMeetings(
      tx,
      { eventId, timetableId: id },
      way.meetings.map((one) => ({ before: null, after: { ...one, id: randomUUID() } })),
    );
    if (way.incident.type === 'cancel') await keepCancelled(tx, way.incident.meeting, id);
    await this.announcing.announce(tx, caller, eventId, id);
    return version!;
  }
}

const changesAny = ({ moved, reseated, dropped, added, withoutThird }: RepairProposal): boolean =>
  [moved, reseated, dropped, added, withoutThird].some((list) => list.length > 0);

/** A cancelled meeting stays in sight as such, and is not held again unless somebody asks for it. */
async function keepCancelled(tx: Transaction, meetingId: string, timetableId: string): Promise<void> {
  await tx.query(
    `INSERT INTO meetings (timetable_id, event_id, a_id, b_id, technology_id, need_id, round, table_no, origin, score, state)
     SELECT $2, event_id, a_id, b_id, technology_id, need_id, round, table_no, origin, score, 'cancelled'
       FROM meetings WHERE id = $1`,
    [meetingId, timetableId],
  );
}
