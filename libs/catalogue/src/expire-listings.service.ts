import { Injectable } from '@nestjs/common';
import { cityDay, Clock, Database, machine } from '#platform';

/** The timer that takes listings out of the catalogue on the day after their last valid one. */
@Injectable()
export class ExpireListings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Returns how many expired. */
  async run(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const expired = await tx.query<{ id: string }>(
        `WITH gone AS (
           UPDATE listings SET state = 'expired', version = version + 1, updated_at = $2
            WHERE state = 'published' AND valid_until < $1::date RETURNING id
         ) SELECT id FROM gone`,
        [cityDay(this.clock.now()), this.clock.now()],
      );
      for (const { id } of expired) {
        await tx.notify('listing', id);
        await tx.record({
          actor: machine('timer'),
          action: 'listing.expire',
          subject: 'listing',
          subjectId: id,
          event: { name: 'listing.changed', payload: { listingId: id } },
        });
      }
      return expired.length;
    });
  }
}
