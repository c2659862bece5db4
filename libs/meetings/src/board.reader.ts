import { Injectable } from '@nestjs/common';
import type { BoardChange, BoardClock, BoardMeeting, BoardSnapshot, EventContent } from '#contracts';
import type { RowFilter } from '#identity';
import { Clock, Database, found } from '#platform';
import type { BoardNotice } from './board-lock.js';
import { whoOf } from './representatives.js';

interface BoardRow {
  version: number | null;
  phase: BoardClock['phase'] | null;
  round: number | null;
  ends_at: Date | null;
  remaining_ms: number | null;
  notice: string | null;
  closed_tables: number[];
  last_round: number | null;
}

/** The allow-list of the public board: names of organisations, never of people, never contacts. */
const meetingColumns = `m.id, m.round, m.table_no AS "table", oa.name AS a, ob.name AS b, m.state,
  m.seated_a IS NOT NULL AS "seatedA", m.seated_b IS NOT NULL AS "seatedB",
  ${whoOf('ra', 'm.representative_a')} AS "representativeA", ${whoOf('rb', 'm.representative_b')} AS "representativeB", ot.name AS third`;
const meetingTables = `meetings m
  JOIN timetables t ON t.id = m.timetable_id AND t.state = 'announced'
  JOIN registrations ra ON ra.id = m.a_id JOIN organisations oa ON oa.id = ra.organisation_id
  JOIN registrations rb ON rb.id = m.b_id JOIN organisations ob ON ob.id = rb.organisation_id
  LEFT JOIN registrations rt ON rt.id = m.third_id LEFT JOIN organisations ot ON ot.id = rt.organisation_id`;

@Injectable()
export class BoardReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Errors: `not_found`, also for a draft of others. One transaction, so that version and rows belong together. */
  async snapshot(rows: RowFilter, eventId: string): Promise<BoardSnapshot> {
    return this.database.transaction(async (tx) => {
      // The lock keeps a change from committing between the two reads.
      const [event] = await tx.query<{ content: EventContent }>(
        `SELECT content FROM events WHERE id = $1 AND ($2::boolean OR state <> 'draft' OR id = ANY($3::uuid[]))`,
        [eventId, rows.all, rows.eventIds],
      );
      const { content } = found(event);
      const [board] = await tx.query<BoardRow>('SELECT * FROM boards WHERE event_id = $1 FOR SHARE', [
        eventId,
      ]);
      const meetings = await tx.query<BoardMeeting>(
        `SELECT ${meetingColumns} FROM ${meetingTables} WHERE m.event_id = $1 ORDER BY m.round, m.table_no`,
        [eventId],
      );
      return {
        eventId,
        title: content.title,
        venue: content.venue,
        version: board?.version ?? 1,
        serverTime: this.clock.now().toISOString(),
        clock: clockOf(board),
        rounds: content.rounds
          .slice(0, board?.last_round ?? undefined)
          .map((round, i) => ({ ...round, no: i + 1 })),
        tables: content.tables,
        closedTables: board?.closed_tables ?? [],
        meetings,
      };
    });
  }

  /** The message for a change that was noticed. It carries the rows as they are now, which may be newer: never older. */
  async change(notice: BoardNotice): Promise<BoardChange> {
    const message: BoardChange = {
      eventId: notice.eventId,
      version: notice.version,
      serverTime: this.clock.now().toISOString(),
    };
    if (notice.reload) return { ...message, reload: true };
    if (notice.clock) {
      const [board] = await this.database.query<BoardRow>('SELECT * FROM boards WHERE event_id = $1', [
        notice.eventId,
      ]);
      message.clock = clockOf(board);
    }
    if (notice.rounds || notice.meetings) {
      message.meetings = await this.database.query<BoardMeeting>(
        `SELECT ${meetingColumns} FROM ${meetingTables}
          WHERE m.event_id = $1 AND (m.round = ANY($2::int[]) OR m.id = ANY($3::uuid[]))`,
        [notice.eventId, notice.rounds ?? [], notice.meetings ?? []],
      );
    }
    return message;
  }

  /** Versions of these boards, for the heartbeat. */
  async versions(eventIds: string[]): Promise<{ eventId: string; version: number }[]> {
    return this.database.query(
      'SELECT event_id AS "eventId", version FROM boards WHERE event_id = ANY($1::uuid[])',
      [eventIds],
    );
  }

  async meeting(eventId: string, meetingId: string): Promise<BoardMeeting> {
    const [row] = await this.database.query<BoardMeeting>(
      `SELECT ${meetingColumns} FROM ${meetingTables} WHERE m.event_id = $1 AND m.id = $2`,
      [eventId, meetingId],
    );
    return found(row);
  }
}

const clockOf = (row: BoardRow | undefined): BoardClock => ({
  phase: row?.phase ?? 'waiting',
  round: row?.round ?? 0,
  endsAt: row?.ends_at?.toISOString() ?? null,
  remainingMs: row?.remaining_ms ?? null,
  notice: row?.notice ?? null,
});
