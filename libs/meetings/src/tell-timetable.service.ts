import { Inject, Injectable } from '@nestjs/common';
import type { EventContent, Locale } from '#contracts';
import { cityDay, Clock, CONFIG, type Config, Database, Mails, siteOf, type Transaction } from '#platform';
import { whoOf } from './representatives.js';
import { newsOf, timetableMail, type ToldMeeting } from './timetable-mail.js';

interface Head {
  content: EventContent;
  begun: number;
}
interface Listener {
  registration: string;
  person: string;
  name: string;
  locale: Locale;
  /** Null for whoever gave no e-mail address. */
  recipient: string | null;
  /** The version that was told last. */
  told: string | null;
}

/** Tells people by mail what an announced timetable changes for them. Runs in the worker. */
@Injectable()
export class TellTimetable {
  constructor(
    private readonly database: Database,
    private readonly mails: Mails,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Each person with a seat gets at most one mail for a version, with what differs from the version told last; who has
   * no e-mail address sees it on the phone page. A version that has been replaced is left to the one that did.
   * Returns how many mails were written.
   */
  async run(tx: Transaction, eventId: string, timetableId: string): Promise<number> {
    // Two versions announced one after the other are told in turn.
    await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`timetable ${eventId}`]);
    const [head] = await tx.query<Head>(
      `SELECT e.content, CASE WHEN b.phase IS NULL OR b.phase = 'waiting' THEN 0 ELSE b.round END AS begun
         FROM timetables t JOIN events e ON e.id = t.event_id LEFT JOIN boards b ON b.event_id = e.id
        WHERE t.id = $1 AND t.event_id = $2 AND t.state = 'announced' AND e.state <> 'closed'`,
      [timetableId, eventId],
    );
    if (!head) return 0;
    const listeners = await this.listeners(eventId, timetableId);
    const versions = new Map<string, Map<string, ToldMeeting[]>>();
    for (const id of new Set([timetableId, ...listeners.flatMap(({ told }) => told ?? [])])) {
      versions.set(id, await this.meetings(id));
    }
    const meetingsOf = (version: string | null, registration: string) =>
      (version === null ? undefined : versions.get(version)?.get(registration)) ?? [];
    let written = 0;
    for (const one of listeners) {
      const { registration, told } = one;
      const news = newsOf(meetingsOf(told, registration), meetingsOf(timetableId, registration), head.begun);
      if (!news || one.recipient === null) continue;
      const frame = {
        name: one.name,
        content: head.content,
        page: `${siteOf(this.config)}/events/${eventId}/now`,
        isFirst: told === null,
      };
      const isNew = await this.mails.write(tx, {
        personId: one.person,
        purpose: `timetable ${timetableId}`,
        day: cityDay(this.clock.now()),
        recipient: one.recipient,
        ...timetableMail(news, frame, one.locale),
        unsubscribeUrl: null,
      });
      if (isNew) written++;
    }
    await tx.query(
      `INSERT INTO timetable_tellings (event_id, person_id, timetable_id)
       SELECT $1, unnest($2::uuid[]), $3
       ON CONFLICT (event_id, person_id) DO UPDATE SET timetable_id = excluded.timetable_id`,
      [eventId, listeners.map(({ person }) => person), timetableId],
    );
    return written;
  }

  /** Everybody with a seat who has not been told this version. */
  private listeners(eventId: string, timetableId: string): Promise<Listener[]> {
    return this.database.query<Listener>(
      `SELECT r.id AS registration, p.id AS person, p.name, p.locale, told.timetable_id AS told,
              CASE WHEN position('@' IN address.text) > 1 THEN address.text END AS recipient
         FROM registrations r JOIN people p ON p.id = r.person_id AND p.active
         LEFT JOIN contacts c ON c.person_id = p.id
         LEFT JOIN timetable_tellings told ON told.event_id = r.event_id AND told.person_id = p.id
        CROSS JOIN LATERAL (SELECT coalesce(nullif(c.email, ''), p.login) AS text) address
        WHERE r.event_id = $1 AND r.state IN ('admitted', 'checked_in') AND told.timetable_id IS DISTINCT FROM $2
        ORDER BY p.id`,
      [eventId, timetableId],
    );
  }

  /** The meetings of a version by registration, each with the other side's name. */
  private async meetings(timetableId: string): Promise<Map<string, ToldMeeting[]>> {
    const side = (own: 'a' | 'b' | 'third') => {
      const [first, second] = (['a', 'b', 'third'] as const).filter((one) => one !== own);
      return `SELECT m.${own}_id AS registration, m.a_id AS a, m.b_id AS b, m.round, m.table_no AS "table",
              concat_ws(' + ', o1.name, o2.name) AS name, ${whoOf('r', `m.representative_${own}`)} AS representative
         FROM meetings m JOIN registrations r ON r.id = m.${own}_id
         JOIN registrations r1 ON r1.id = m.${first}_id JOIN organisations o1 ON o1.id = r1.organisation_id
         LEFT JOIN registrations r2 ON r2.id = m.${second}_id LEFT JOIN organisations o2 ON o2.id = r2.organisation_id
        WHERE m.timetable_id = $1 AND m.state NOT IN ('moved', 'cancelled')`;
    };
    const rows = await this.database.query<ToldMeeting & { registration: string }>(
      `${side('a')} UNION ALL ${side('b')} UNION ALL ${side('third')}`,
      [timetableId],
    );
    const byRegistration = new Map<string, ToldMeeting[]>();
    for (const { registration, ...meeting } of rows) {
      const known = byRegistration.get(registration);
      if (known) known.push(meeting);
      else byRegistration.set(registration, [meeting]);
    }
    return byRegistration;
  }
}
