import { Injectable } from '@nestjs/common';
import { OneTimeLinks, type OpenedSession, Sessions } from '#identity';
import { AppError, Database, found } from '#platform';
import { EventEntity } from './event.entity.js';

/** Tablets at the check-in desk: a one-time link opens a session that knows one event and nothing else. */
@Injectable()
export class Devices {
  constructor(
    private readonly database: Database,
    private readonly links: OneTimeLinks,
    private readonly sessions: Sessions,
  ) {}

  async makeLink(eventId: string, name: string): Promise<{ token: string; expiresAt: Date }> {
    return this.database.transaction(async (tx) => {
      found(await tx.manager.findOneBy(EventEntity, { id: eventId }));
      return this.links.make(tx, { purpose: 'device', days: 2, eventId, label: name });
    });
  }

  /** Errors: `link_spent`. */
  async open(token: string): Promise<{ session: OpenedSession; eventId: string }> {
    return this.database.transaction(async (tx) => {
      const link = await this.links.spend(tx, token);
      if (link.purpose !== 'device' || !link.event_id) throw new AppError('link_spent');
      const session = await this.sessions.openForDevice(link.event_id, link.label ?? '');
      return { session, eventId: link.event_id };
    });
  }
}
