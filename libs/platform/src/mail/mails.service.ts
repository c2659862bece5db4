import { Inject, Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Clock } from '../clock.js';
import { CONFIG, type Config } from '../config.js';
import { Database, found, type Transaction } from '../database.js';

export interface NewMail {
  personId: string;
  /** What it is for; nobody gets two of one purpose on one day. */
  purpose: string;
  /** The city's day, YYYY-MM-DD. */
  day: string;
  recipient: string;
  subject: string;
  body: string;
  /** A POST there ends such mails (RFC 8058); null for what somebody who takes part has to know. */
  unsubscribeUrl: string | null;
}

export interface WrittenMail {
  id: string;
  recipient: string;
  subject: string;
  body: string;
  createdAt: string;
  sentAt: string | null;
  failure: string | null;
}

interface MailRow {
  id: string;
  recipient: string;
  subject: string;
  body: string;
  unsubscribe_url: string | null;
  created_at: Date;
  sent_at: Date | null;
  failure: string | null;
}

const SEND_WITHIN_MS = 20_000;

/** Mails stand in a table first. Where a mail server is set, the worker sends them; elsewhere operators read them there. */
@Injectable()
export class Mails {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** False, and nothing written, when this person has had one of this purpose on this day. */
  async write(tx: Transaction, mail: NewMail): Promise<boolean> {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO mails (person_id, purpose, day, recipient, subject, body, unsubscribe_url, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT ON CONSTRAINT mails_one_per_day DO NOTHING RETURNING id`,
      [
        mail.personId,
        mail.purpose,
        mail.day,
        mail.recipient,
        mail.subject,
        mail.body,
        mail.unsubscribeUrl,
        this.clock.now(),
      ],
    );
    if (!row) return false;
    await tx.announce({ name: 'mail.written', payload: { mailId: row.id } });
    return true;
  }

  /** Sends a mail that has not been sent. Throws what the server says, after noting it at the mail. */
  async send(id: string): Promise<void> {
    const { mail: server } = this.config;
    if (!server) return;
    const [row] = await this.database.query<MailRow>('SELECT * FROM mails WHERE id = $1', [id]);
    const mail = found(row);
    if (mail.sent_at) return;
    const transport = createTransport(
      {
        url: server.url,
        connectionTimeout: SEND_WITHIN_MS,
        greetingTimeout: SEND_WITHIN_MS,
        socketTimeout: SEND_WITHIN_MS,
      },
      { from: server.from },
    );
    try {
      await transport.sendMail({
        to: mail.recipient,
        subject: mail.subject,
        text: mail.body,
        messageId: `<${mail.id}@chanyanhui>`,
        headers: mail.unsubscribe_url
          ? {
              'List-Unsubscribe': `<${mail.unsubscribe_url}>`,
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }
          : {},
      });
    } catch (error) {
      await this.note(id, null, (error as Error).message);
      throw error;
    } finally {
      transport.close();
    }
    await this.note(id, this.clock.now(), null);
  }

  /** The latest first. */
  async list(page: number, pageSize: number): Promise<{ items: WrittenMail[]; total: number }> {
    const rows = await this.database.query<MailRow>(
      'SELECT * FROM mails ORDER BY created_at DESC, id LIMIT $1 OFFSET $2',
      [pageSize, (page - 1) * pageSize],
    );
    const [count] = await this.database.query<{ total: number }>('SELECT count(*)::int AS total FROM mails');
    return {
      items: rows.map(({ id, recipient, subject, body, created_at, sent_at, failure }) => ({
        id,
        recipient,
        subject,
        body,
        createdAt: created_at.toISOString(),
        sentAt: sent_at?.toISOString() ?? null,
        failure,
      })),
      total: count!.total,
    };
  }

  /** Stays noted even when the job fails. */
  private note(id: string, sentAt: Date | null, failure: string | null): Promise<unknown> {
    return this.database.apart(() =>
      this.database.query('UPDATE mails SET sent_at = $2, failure = $3 WHERE id = $1', [id, sentAt, failure]),
    );
  }
}
