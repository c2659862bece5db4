import { Inject, Injectable } from '@nestjs/common';
import type { EventCard, EventContent, EventDetail, MyRegistration } from '#contracts';
import { can, type Caller, type RowFilter } from '#identity';
import { CONFIG, type Config, Database, found } from '#platform';
import type { EventState } from './event.js';
import { ticketQr } from './ticket.js';

interface EventRow {
  id: string;
  state: EventState;
  content: EventContent;
  capacity: number;
  admitted: number;
  version: number;
}
interface RegistrationRow {
  id: string;
  state: MyRegistration['state'];
  waiting_number: number | null;
  offered_until: Date | null;
  ticket_code: string | null;
  checked_in_at: Date | null;
  listing_ids: string[];
  rounds: number[];
}

/** Everybody sees every event but drafts; those are for their organizers and the bureau. */
const readable = `($1::boolean OR state <> 'draft' OR id = ANY($2::uuid[]))`;

@Injectable()
export class EventsReader {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What is going on first, then what comes next, then the past with the latest first. */
  async list(rows: RowFilter, page: number, pageSize: number) {
    const values = [rows.all, rows.eventIds];
    const events = await this.database.query<EventRow>(
      `SELECT id, state, content, capacity, admitted, version FROM events WHERE ${readable}
        ORDER BY state = 'closed', CASE WHEN state = 'closed' THEN -extract(epoch FROM starts_at)
                                        ELSE extract(epoch FROM starts_at) END, id
        LIMIT $3 OFFSET $4`,
      [...values, pageSize, (page - 1) * pageSize],
    );
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM events WHERE ${readable}`,
      values,
    );
    return { items: events.map(card), total: count!.total, page, pageSize };
  }

  /** Errors: `not_found`, also for a draft that the reader may not know of. */
  async detail(caller: Caller, id: string): Promise<EventDetail> {
    const [row] = await this.database.query<EventRow>(
      `SELECT id, state, content, capacity, admitted, version FROM events WHERE ${readable} AND id = $3::uuid`,
      [caller.rows.all, caller.actor.kind === 'person' ? caller.actor.organizes : [], id],
    );
    const event = found(row);
    const { content } = event;
    return {
      ...card(event),
      intro: content.intro ?? null,
      hosts: content.hosts,
      registrationOpensAt: content.registrationOpensAt,
      registrationClosesAt: content.registrationClosesAt,
      approval: content.approval,
      quotas: content.quotas,
      tables: content.tables,
      tableFeatures: content.tableFeatures ?? {},
      rounds: content.rounds.map((round, i) => ({ ...round, no: i + 1 })),
      sessions: content.sessions,
      mayMeet: content.mayMeet,
      version: event.version,
      canManage: can(caller.actor, 'event.manage', { eventId: id }).allowed,
      registration: await this.ownRegistration(caller, id),
    };
  }

  /** The caller's own registration, the present one before a cancelled one; null without any. */
  async ownRegistration(caller: Caller, eventId: string): Promise<MyRegistration | null> {
    if (caller.actor.kind !== 'person') return null;
    const [row] = await this.database.query<RegistrationRow>(
      `SELECT id, state, waiting_number, offered_until, ticket_code, checked_in_at, listing_ids, rounds
         FROM registrations WHERE event_id = $1 AND person_id = $2
        ORDER BY state = 'cancelled', created_at DESC LIMIT 1`,
      [eventId, caller.actor.personId],
    );
    if (!row) return null;
    const ticket = row.state === 'admitted' || row.state === 'checked_in' ? row.ticket_code : null;
    return {
      id: row.id,
      state: row.state,
      waitingNumber: row.waiting_number,
      offeredUntil: row.offered_until?.toISOString() ?? null,
      ticketCode: ticket,
      ticketQr: ticket && ticketQr(this.config.secretKey, eventId, ticket),
      checkedInAt: row.checked_in_at?.toISOString() ?? null,
      listingIds: row.listing_ids,
      rounds: row.rounds,
    };
  }
}

function card(row: EventRow): EventCard {
  const { content } = row;
  return {
    id: row.id,
    seriesNumber: content.seriesNumber,
    title: content.title,
    theme: content.theme ?? null,
    district: content.district,
    venue: content.venue,
    startsAt: content.startsAt,
    endsAt: content.endsAt,
    state: row.state,
    capacity: row.capacity,
    admitted: row.admitted,
  };
}
