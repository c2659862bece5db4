import { Injectable } from '@nestjs/common';
import {
  errorSentence,
  type EventContent,
  type Locale,
  type Timetable,
  type TimetableDetail,
} from '#contracts';
import { Database, found } from '#platform';

interface Row {
  id: string;
  no: number;
  state: Timetable['state'];
  failure: { reason: string } | null;
  created_at: Date;
  announced_at: Date | null;
  objectives: Timetable['objectives'];
  unplaced: TimetableDetail['unplaced'];
}

/** Timetable versions, for organizers: the route's policy has asked whether the caller is one of this event. */
@Injectable()
export class TimetablesReader {
  constructor(private readonly database: Database) {}

  async list(eventId: string, locale: Locale): Promise<Timetable[]> {
    const rows = await this.database.query<Row>(
      'SELECT * FROM timetables WHERE event_id = $1 ORDER BY no DESC',
      [eventId],
    );
    return rows.map((row) => present(row, locale));
  }

  async one(eventId: string, id: string, locale: Locale): Promise<Timetable> {
    return present(await this.row(eventId, id), locale);
  }

  /** Errors: `not_found`. */
  async detail(eventId: string, id: string, locale: Locale): Promise<TimetableDetail> {
    const row = await this.row(eventId, id);
    const [event] = await this.database.query<{ content: EventContent }>(
      'SELECT content FROM events WHERE id = $1',
      [eventId],
    );
    const meetings = await this.database.query<TimetableDetail['meetings'][number]>(
      `SELECT m.id, m.round, m.table_no AS "table", m.origin, m.score, m.pinned, m.state,
              jsonb_build_object('registrationId', ra.id, 'name', oa.name, 'kind', ra.kind) AS a,
              jsonb_build_object('registrationId', rb.id, 'name', ob.name, 'kind', rb.kind) AS b
         FROM meetings m
         JOIN registrations ra ON ra.id = m.a_id JOIN organisations oa ON oa.id = ra.organisation_id
         JOIN registrations rb ON rb.id = m.b_id JOIN organisations ob ON ob.id = rb.organisation_id
        WHERE m.timetable_id = $1 ORDER BY m.round, m.table_no`,
      [id],
    );
    return {
      ...present(row, locale),
      rounds: event!.content.rounds.length,
      tables: event!.content.tables,
      meetings,
      unplaced: row.unplaced,
    };
  }

  private async row(eventId: string, id: string): Promise<Row> {
    const [row] = await this.database.query<Row>('SELECT * FROM timetables WHERE event_id = $1 AND id = $2', [
      eventId,
      id,
    ]);
    return found(row);
  }
}

const present = (row: Row, locale: Locale): Timetable => ({
  id: row.id,
  no: row.no,
  state: row.state,
  failure: row.failure && errorSentence('timetable_infeasible', locale, row.failure),
  createdAt: row.created_at.toISOString(),
  announcedAt: row.announced_at?.toISOString() ?? null,
  objectives: row.objectives,
});
