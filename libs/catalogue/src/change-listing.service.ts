import { Injectable } from '@nestjs/common';
import type { ListingContent } from '#contracts';
import { auditActor, type Caller, demand } from '#identity';
import { AppError, Clock, Database, type FieldFault, found, sameVersion, type Transaction } from '#platform';
import { contentSchema, missingOf, stateAfter } from './listing.js';
import { ListingEntity } from './listing.entity.js';

/** The owner's steps of a listing: save the working copy, hand it in, take it out of the catalogue. */
@Injectable()
export class ChangeListing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Autosave. Errors: `invalid_input` with fields below `content`, `stale_version`, `wrong_state` while in review. */
  async save(
    caller: Caller,
    id: string,
    body: { version: number; content: Record<string, unknown>; disclosure?: ListingEntity['disclosure'] },
  ): Promise<void> {
    await this.step(caller, id, body.version, 'save', async (listing) => {
      listing.content = parseContent(listing, body.content);
      const disclosure = body.disclosure ?? listing.disclosure;
      const shifted = listing.published !== null && disclosure !== listing.disclosure;
      Object.assign(listing, { disclosure, returnReason: null });
      // Who may know of it holds at once for what is published, too.
      return shifted;
    });
  }

  /** Errors: `listing_incomplete` with the fields that are empty. */
  async submit(caller: Caller, id: string, version: number): Promise<void> {
    await this.step(caller, id, version, 'submit', async (listing) => {
      const missing = missingOf(listing.kind, listing.content);
      if (missing.length > 0) {
        throw new AppError('listing_incomplete', {
          fields: missing.map((field) => ({ field: `content.${field}`, reason: 'required' })),
        });
      }
      listing.submittedAt = this.clock.now();
      return false;
    });
  }

  async archive(caller: Caller, id: string, version: number): Promise<void> {
    await this.step(caller, id, version, 'archive', async (listing) => {
      listing.published = null;
      return true;
    });
  }

  private async step(
    caller: Caller,
    id: string,
    version: number,
    step: 'save' | 'submit' | 'archive',
    /** Answers whether the catalogue shows something else from now on. */
    change: (listing: ListingEntity) => Promise<boolean>,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const listing = await lockListing(tx, id);
      // A foreign draft is not admitted to exist.
      if (!caller.rows.all && listing.organisationId !== caller.rows.organisationId) {
        throw new AppError(listing.published ? 'not_allowed' : 'not_found');
      }
      demand(caller.actor, 'listing.write', { organisationIds: [listing.organisationId] });
      sameVersion(version, listing.version);
      const state = stateAfter(listing.state, step);
      if (!state) throw new AppError('wrong_state');
      const shows = await change(listing);
      Object.assign(listing, { state, version: listing.version + 1, updatedAt: this.clock.now() });
      await tx.manager.save(listing);
      if (shows) await tx.notify('listing', listing.id);
      await tx.record({
        actor: auditActor(caller),
        action: `listing.${step}`,
        subject: 'listing',
        subjectId: id,
        event: shows ? { name: 'listing.changed', payload: { listingId: id } } : undefined,
      });
    });
  }
}

/** The listing under a row lock, or `not_found`. */
export async function lockListing(tx: Transaction, id: string): Promise<ListingEntity> {
  return found(
    await tx.manager.findOne(ListingEntity, { where: { id }, lock: { mode: 'pessimistic_write' } }),
  );
}

function parseContent(listing: ListingEntity, content: Record<string, unknown>): ListingContent {
  const parsed = contentSchema(listing.kind).safeParse(content);
  if (parsed.success) return parsed.data;
  const fields: FieldFault[] = parsed.error.issues.map((issue) => ({
    field: ['content', ...issue.path].join('.'),
    reason:
      issue.code === 'custom'
        ? issue.message
        : issue.code === 'too_big'
          ? 'too_long'
          : issue.code === 'invalid_value'
            ? 'unknown_value'
            : issue.code === 'invalid_type'
              ? 'wrong_type'
              : issue.code === 'too_small'
                ? 'required'
                : 'bad_format',
    values: issue.code === 'too_big' ? { max: issue.maximum } : undefined,
  }));
  throw new AppError('invalid_input', { fields });
}
