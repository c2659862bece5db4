import { Injectable } from '@nestjs/common';
import type { InputOf, reviewListing } from '#contracts';
import { auditActor, type Caller } from '#identity';
import {
  AppError,
  type AuditActor,
  cityDay,
  Clock,
  Database,
  invalidField,
  sameVersion,
  type Transaction,
} from '#platform';
import { lockListing } from './change-listing.service.js';
import { stateAfter } from './listing.js';
import type { ListingEntity } from './listing.entity.js';

/** Without another date a publication is valid for two years. */
const VALID_DAYS = 730;

/** The bureau publishes a submitted listing or returns it with a reason. */
@Injectable()
export class ReviewListing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Errors: `stale_version`, `wrong_state`, `invalid_input` for a return without reason or a date that has passed. */
  async run(caller: Caller, id: string, body: InputOf<typeof reviewListing>['body']): Promise<void> {
    if (body.decision === 'return' && !body.reason) throw invalidField('reason', 'required');
    const now = this.clock.now();
    if (body.validUntil && body.validUntil < cityDay(now)) throw invalidField('validUntil', 'in_the_past');
    await this.database.transaction(async (tx) => {
      const listing = await lockListing(tx, id);
      sameVersion(body.version, listing.version);
      if (body.decision === 'publish') {
        await publish(tx, listing, { now, actor: auditActor(caller), validUntil: body.validUntil });
        return;
      }
      const state = stateAfter(listing.state, 'return');
      if (!state) throw new AppError('wrong_state');
      Object.assign(listing, {
        state,
        returnReason: body.reason,
        version: listing.version + 1,
        updatedAt: now,
      });
      await tx.manager.save(listing);
      await tx.record({
        actor: auditActor(caller),
        action: 'listing.return',
        subject: 'listing',
        subjectId: id,
        details: { reason: body.reason },
      });
    });
  }
}

/** Puts the working copy into the catalogue and keeps it as a version. Errors: `wrong_state`. */
export async function publish(
  tx: Transaction,
  listing: ListingEntity,
  { now, actor, validUntil }: { now: Date; actor: AuditActor; validUntil?: string },
): Promise<void> {
  const state = stateAfter(listing.state, 'publish');
  if (!state) throw new AppError('wrong_state');
  Object.assign(listing, {
    state,
    published: listing.content,
    publishedAt: now,
    publishedVersion: listing.publishedVersion + 1,
    validUntil: validUntil ?? cityDay(new Date(now.getTime() + VALID_DAYS * 86_400_000)),
    returnReason: null,
    version: listing.version + 1,
    updatedAt: now,
  });
  await tx.manager.save(listing);
  await tx.query(
    `INSERT INTO listing_versions (listing_id, version, content, published_at, published_by) VALUES ($1, $2, $3, $4, $5)`,
    [listing.id, listing.publishedVersion, listing.published, now, actor.personId],
  );
  await tx.notify('listing', listing.id);
  await tx.record({
    actor,
    action: 'listing.publish',
    subject: 'listing',
    subjectId: listing.id,
    event: { name: 'listing.changed', payload: { listingId: listing.id } },
  });
}
