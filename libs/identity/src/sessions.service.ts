import { Injectable } from '@nestjs/common';
import type { Locale } from '#contracts';
import { Clock, Database, randomToken, tokenHash } from '#platform';
import type { Actor, PersonActor } from './policy.js';

const PERSON_DAYS = 14;
const DEVICE_DAYS = 3;
const DAY_MS = 86_400_000;

export interface OpenedSession {
  token: string;
  expiresAt: Date;
}

interface PersonRow {
  person_id: string;
  name: string;
  organisation_role: PersonActor['organisationRole'];
  platform_role: PersonActor['platformRole'];
  district: string | null;
  organisation: PersonActor['organisation'];
  organizes: string[];
}

interface SessionRow extends PersonRow {
  device_event_id: string | null;
  device_name: string | null;
}

const personColumns = `p.id AS person_id, p.name, p.organisation_role, p.platform_role, p.district,
  CASE WHEN o.id IS NULL THEN NULL
       ELSE jsonb_build_object('id', o.id, 'name', o.name, 'kind', o.kind, 'state', o.state) END AS organisation,
  ARRAY(SELECT e.event_id FROM event_organizers e WHERE e.person_id = p.id) AS organizes`;

const personOfRow = (row: PersonRow): PersonActor => ({
  kind: 'person',
  personId: row.person_id,
  name: row.name,
  organisation: row.organisation,
  organisationRole: row.organisation_role,
  platformRole: row.platform_role,
  district: row.district,
  organizes: row.organizes,
});

/** Sessions: the cookie holds a random token, the table its hash; both end together. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async openForPerson(personId: string): Promise<OpenedSession> {
    return this.open({ personId, eventId: null, name: null, days: PERSON_DAYS });
  }

  async openForDevice(eventId: string, name: string): Promise<OpenedSession> {
    return this.open({ personId: null, eventId, name, days: DEVICE_DAYS });
  }

  private async open(of: {
    personId: string | null;
    eventId: string | null;
    name: string | null;
    days: number;
  }): Promise<OpenedSession> {
    const token = randomToken();
    const expiresAt = new Date(this.clock.now().getTime() + of.days * DAY_MS);
    await this.database.query(
      `INSERT INTO sessions (token_hash, person_id, device_event_id, device_name, expires_at)
       VALUES ($1, $2, $3, $4, $5)`,
      [tokenHash(token), of.personId, of.eventId, of.name, expiresAt],
    );
    return { token, expiresAt };
  }

  /** Who holds this token; a visitor for none, an unknown, an ended one, or one of a person switched off. */
  async actorOf(token: string | undefined): Promise<Actor> {
    if (!token) return { kind: 'visitor' };
    const [row] = await this.database.query<SessionRow>(
      `SELECT s.device_event_id, s.device_name, ${personColumns}
         FROM sessions s
         LEFT JOIN people p ON p.id = s.person_id
         LEFT JOIN organisations o ON o.id = p.organisation_id
        WHERE s.token_hash = $1 AND s.expires_at > $2 AND (s.person_id IS NULL OR p.active)`,
      [tokenHash(token), this.clock.now()],
    );
    if (!row) return { kind: 'visitor' };
    if (row.device_event_id)
      return { kind: 'device', eventId: row.device_event_id, name: row.device_name ?? '' };
    return personOfRow(row);
  }

  /** Somebody as they would act if they were signed in; null for one switched off. */
  async personById(id: string): Promise<PersonActor | null> {
    const [row] = await this.database.query<PersonRow>(
      `SELECT ${personColumns} FROM people p LEFT JOIN organisations o ON o.id = p.organisation_id
        WHERE p.id = $1 AND p.active`,
      [id],
    );
    return row ? personOfRow(row) : null;
  }

  /** The language in which somebody reads what is written to them. */
  async speaks(personId: string, locale: Locale): Promise<void> {
    await this.database.query('UPDATE people SET locale = $2 WHERE id = $1 AND locale <> $2', [
      personId,
      locale,
    ]);
  }

  async close(token: string): Promise<void> {
    await this.database.query('DELETE FROM sessions WHERE token_hash = $1', [tokenHash(token)]);
  }

  async closeAllOf(personId: string): Promise<void> {
    await this.database.query('DELETE FROM sessions WHERE person_id = $1', [personId]);
  }
}
