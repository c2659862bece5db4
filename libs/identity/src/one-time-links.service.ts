import { Injectable } from '@nestjs/common';
import type { InputOf, redeemLink } from '#contracts';
import { AppError, Clock, Database, randomToken, tokenHash, type Transaction } from '#platform';
import { hashPassword } from './passwords.js';
import { PersonEntity } from './person.entity.js';
import { saveContact } from './sign-up.service.js';

interface LinkRow {
  purpose: 'first_administrator' | 'invitation' | 'device';
  organisation_id: string | null;
  organisation_name: string | null;
  organisation_role: 'member' | 'admin' | null;
  event_id: string | null;
  label: string | null;
}

/** Links that work once: the first administrator, a new member, a device. */
@Injectable()
export class OneTimeLinks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async make(
    tx: Transaction,
    link: {
      purpose: LinkRow['purpose'];
      days: number;
      organisationId?: string;
      organisationRole?: string;
      eventId?: string;
      label?: string;
    },
  ): Promise<{ token: string; expiresAt: Date }> {
    const token = randomToken();
    const expiresAt = new Date(this.clock.now().getTime() + link.days * 86_400_000);
    await tx.query(
      `INSERT INTO one_time_links (token_hash, purpose, organisation_id, organisation_role, event_id, label, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        tokenHash(token),
        link.purpose,
        link.organisationId ?? null,
        link.organisationRole ?? null,
        link.eventId ?? null,
        link.label ?? null,
        expiresAt,
      ],
    );
    return { token, expiresAt };
  }

  /** What the link is for, or `link_spent`. */
  async read(token: string): Promise<LinkRow> {
    const [link] = await this.database.query<LinkRow>(
      `SELECT l.*, o.name AS organisation_name FROM one_time_links l
       LEFT JOIN organisations o ON o.id = l.organisation_id
       WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2`,
      [tokenHash(token), this.clock.now()],
    );
    if (!link) throw new AppError('link_spent');
    return link;
  }

  /** Uses the link up; of two callers one wins, the other gets `link_spent`. */
  async spend(tx: Transaction, token: string): Promise<LinkRow> {
    // UPDATE … RETURNING answers [rows, count] through TypeORM, so the row is read after it is marked.
    const link = await this.read(token);
    const marked = await tx.query<{ token_hash: string }>(
      `WITH marked AS (
         UPDATE one_time_links SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL RETURNING token_hash
       ) SELECT token_hash FROM marked`,
      [tokenHash(token), this.clock.now()],
    );
    if (marked.length === 0) throw new AppError('link_spent');
    return link;
  }

  /** Makes the account that an administrator's or a member's link stands for; returns the person's id. */
  async useForAccount(token: string, body: InputOf<typeof redeemLink>['body']): Promise<string> {
    const passwordHash = await hashPassword(body.password);
    return this.database.transaction(async (tx) => {
      const link = await this.spend(tx, token);
      if (link.purpose === 'device') throw new AppError('link_spent');
      const invited = link.purpose === 'invitation';
      const person = await tx.manager.save(
        tx.manager.create(PersonEntity, {
          name: body.name,
          login: body.login,
          passwordHash,
          organisationId: invited ? link.organisation_id : null,
          organisationRole: invited ? link.organisation_role : null,
          platformRole: invited ? null : 'system_admin',
        }),
      );
      await saveContact(tx.manager, person);
      await tx.record({
        actor: { personId: person.id, label: person.name },
        action: invited ? 'person.join' : 'person.firstAdministrator',
        subject: 'person',
        subjectId: person.id,
      });
      return person.id;
    });
  }
}
