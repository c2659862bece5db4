import { Injectable } from '@nestjs/common';
import { type Caller, demand, personOf } from '#identity';
import { Database, found } from '#platform';

/** Must, maybe or no of one person for one match; null takes it back. */
@Injectable()
export class RateMatch {
  constructor(private readonly database: Database) {}

  /** Errors: `not_found`, `not_allowed` for a foreign listing. */
  async run(
    caller: Caller,
    listingId: string,
    otherId: string,
    level: 'must' | 'maybe' | 'no' | null,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const listings = await tx.query<{ id: string; organisation_id: string }>(
        'SELECT id, organisation_id FROM listings WHERE id = ANY($1::uuid[])',
        [[listingId, otherId]],
      );
      const own = found(listings.find((listing) => listing.id === listingId));
      found(listings.find((listing) => listing.id === otherId));
      demand(caller.actor, 'match.read', { organisationIds: [own.organisation_id] });
      const { personId } = personOf(caller);
      if (level === null) {
        await tx.query(
          'DELETE FROM match_ratings WHERE listing_id = $1 AND other_id = $2 AND person_id = $3',
          [listingId, otherId, personId],
        );
        return;
      }
      await tx.query(
        `INSERT INTO match_ratings (listing_id, other_id, person_id, level) VALUES ($1, $2, $3, $4)
         ON CONFLICT (listing_id, other_id, person_id) DO UPDATE SET level = $4, at = now()`,
        [listingId, otherId, personId, level],
      );
    });
  }
}
