import { Injectable } from '@nestjs/common';
import type { DomainEventName } from '#contracts';
import { Database, type Transaction } from './database.js';

export interface OutboxEvent {
  id: string;
  name: DomainEventName;
  payload: Record<string, string>;
}

/** Carries committed events out of the database: at least once delivered, and `once` makes them once applied. */
@Injectable()
export class OutboxRelay {
  constructor(private readonly database: Database) {}

  /**
   * Claims up to `limit` events that wait, hands them to `deliver` and marks them; a failed delivery leaves them
   * waiting. Several relays may run: each skips what another holds. Returns how many were delivered.
   */
  async relay(deliver: (events: OutboxEvent[]) => Promise<void>, limit = 100): Promise<number> {
    return this.database.transaction(async (tx) => {
      const events = await tx.query<OutboxEvent>(
        `SELECT id, name, payload FROM outbox_events WHERE relayed_at IS NULL
         ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
        [limit],
      );
      if (events.length === 0) return 0;
      await deliver(events);
      await tx.query('UPDATE outbox_events SET relayed_at = now() WHERE id = ANY($1)', [
        events.map((event) => event.id),
      ]);
      return events.length;
    });
  }

  /** Applies an event's effect once for a consumer: the handled event's id commits with the effect. */
  async once(
    consumer: string,
    eventId: string,
    effect: (tx: Transaction) => Promise<void>,
  ): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const fresh = await tx.query(
        `INSERT INTO handled_events (consumer, event_id) VALUES ($1, $2)
         ON CONFLICT DO NOTHING RETURNING event_id`,
        [consumer, eventId],
      );
      if (fresh.length === 0) return false;
      await effect(tx);
      return true;
    });
  }
}
