import { Injectable } from '@nestjs/common';
import type { ListingContent } from '#contracts';
import { auditActor, type Caller, organisationOf, personOf } from '#identity';
import { AppError, cityDay, Clock, Database, type Transaction } from '#platform';
import type { ListingKind } from './listing.js';
import { ListingEntity } from './listing.entity.js';

interface NewListing {
  kind: ListingKind;
  content: ListingContent;
  disclosure: ListingEntity['disclosure'];
}

/** Starts a draft of the caller's organisation. */
@Injectable()
export class CreateListing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Errors: `not_allowed` when an enterprise or investor offers a technology, or an institute posts a need. */
  async run(caller: Caller, draft: NewListing): Promise<string> {
    const organisation = organisationOf(caller);
    const owner = draft.kind === 'technology' ? 'institute' : 'enterprise';
    if (organisation.kind !== owner) throw new AppError('not_allowed');
    return this.database.transaction(async (tx) => {
      const listing = await tx.manager.save(
        tx.manager.create(ListingEntity, {
          ...draft,
          code: await nextCode(tx, draft.kind, this.clock.now()),
          organisationId: organisation.id,
          createdBy: personOf(caller).personId,
        }),
      );
      await tx.record({
        actor: auditActor(caller),
        action: 'listing.create',
        subject: 'listing',
        subjectId: listing.id,
      });
      return listing.id;
    });
  }
}

/** 成果 JS-2026-0001, 需求 XQ-2026-0001; the number is the city's, not the organisation's. */
export async function nextCode(tx: Transaction, kind: ListingKind, now: Date): Promise<string> {
  const [row] = await tx.query<{ number: string }>(`SELECT nextval('listing_codes') AS number`);
  return `${kind === 'technology' ? 'JS' : 'XQ'}-${cityDay(now).slice(0, 4)}-${row!.number.padStart(4, '0')}`;
}
