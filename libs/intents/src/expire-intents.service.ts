import { Injectable } from '@nestjs/common';
import { Database, machine } from '#platform';
import { pendingCutoff } from './intent.js';
import { append } from './ledger.js';

/** Intents that one transaction expires at most. */
const BATCH = 200;

/** A timer's work: what the other side has not confirmed in 14 days expires. */
@Injectable()
export class ExpireIntents {
  constructor(private readonly database: Database) {}

  /** Returns how many expired. Several may run at once; an intent that is just being confirmed is left for next time. */
  async run(now: Date): Promise<number> {
    let expired = 0;
    for (;;) {
      const batch = await this.expireBatch(now);
      expired += batch;
      if (batch < BATCH) return expired;
    }
  }

  private expireBatch(now: Date): Promise<number> {
    return this.database.transaction(async (tx) => {
      const overdue = await tx.query<{ id: string; version: number }>(
        `WITH overdue AS (
           SELECT id FROM intents WHERE stage = 'pending' AND created_at < $1
            ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
         ), expired AS (
           UPDATE intents i SET stage = 'expired', version = version + 1, updated_at = $2
             FROM overdue WHERE i.id = overdue.id RETURNING i.id, i.version
         ) SELECT id, version FROM expired`,
        [pendingCutoff(now), now],
      );
      for (const { id, version } of overdue) {
        await append(tx, {
          intentId: id,
          seq: version,
          at: now,
          from: 'pending',
          to: 'expired',
          actor: machine('timer'),
          organisationId: null,
          note: null,
          evidence: null,
        });
      }
      return overdue.length;
    });
  }
}
