import { Injectable } from '@nestjs/common';
import type { InputOf, listRegistrations, RegistrationRow, ResponseOf } from '#contracts';
import type { RowFilter } from '#identity';
import { Database, found } from '#platform';
import { answersTo } from './answers-to.js';

interface Row {
  id: string;
  person_name: string;
  organisation: RegistrationRow['organisation'];
  state: RegistrationRow['state'];
  waiting_number: number | null;
  ticket_code: string | null;
  checked_in_at: Date | null;
  created_at: Date;
  rounds: number[];
  representatives: number;
  home_table: number | null;
  table_needs: RegistrationRow['tableNeeds'];
}

@Injectable()
export class RegistrationsReader {
  constructor(private readonly database: Database) {}

  /** An event's registrations; the search knows names, pinyin, initials and ticket codes. */
  async list(
    rows: RowFilter,
    eventId: string,
    query: InputOf<typeof listRegistrations>['query'],
  ): Promise<ResponseOf<typeof listRegistrations>> {
    const all = await this.rows(rows, eventId);
    const counts: Record<string, number> = {};
    for (const row of all) counts[row.state] = (counts[row.state] ?? 0) + 1;
    const wanted = query.q?.toLowerCase();
    const hits = all.filter(
      (row) => (!query.state || row.state === query.state) && (!wanted || isMeant(row, wanted)),
    );
    const { page, pageSize } = query;
    return {
      items: hits.slice((page - 1) * pageSize, page * pageSize).map(present),
      total: hits.length,
      page,
      pageSize,
      counts,
    };
  }

  /** Errors: `not_found`. */
  async one(rows: RowFilter, eventId: string, id: string): Promise<RegistrationRow> {
    const [row] = await this.rows(rows, eventId, id);
    return present(found(row));
  }

  private rows(rows: RowFilter, eventId: string, id: string | null = null): Promise<Row[]> {
    return this.database.query<Row>(
      `SELECT r.id, p.name AS person_name, r.state, r.waiting_number, r.ticket_code, r.checked_in_at, r.created_at,
              r.rounds, r.representatives, r.home_table, r.table_needs, jsonb_build_object('id', o.id, 'name', o.name, 'kind', o.kind) AS organisation
         FROM registrations r JOIN people p ON p.id = r.person_id JOIN organisations o ON o.id = r.organisation_id
        WHERE r.event_id = $1 AND ($2::boolean OR r.event_id = ANY($3::uuid[])) AND ($4::uuid IS NULL OR r.id = $4)
        ORDER BY r.created_at, r.id`,
      [eventId, rows.all, rows.eventIds, id],
    );
  }
}

const isMeant = (row: Row, wanted: string): boolean =>
  [row.person_name, row.organisation.name].some((name) => answersTo(name, wanted)) ||
  row.ticket_code?.toLowerCase() === wanted;

const present = (row: Row): RegistrationRow => ({
  id: row.id,
  personName: row.person_name,
  organisation: row.organisation,
  state: row.state,
  waitingNumber: row.waiting_number,
  ticketCode: row.ticket_code,
  checkedInAt: row.checked_in_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  rounds: row.rounds,
  representatives: row.representatives,
  homeTable: row.home_table,
  tableNeeds: row.table_needs,
});
