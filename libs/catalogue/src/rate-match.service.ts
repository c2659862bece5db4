import { Injectable } from '@nestjs/common';
import type { declineReasonCodes, MatchCard } from '#contracts';
import { auditActor, type Caller, demand, organisationOf, personOf } from '#identity';
import { Database, found, invalidField, type Transaction } from '#platform';
import type { ListingKind } from './listing.js';
import type { Statement } from './match-feedback.js';

interface Answer {
  level: MatchCard['wish'];
  reason?: (typeof declineReasonCodes)[number];
}
interface Author {
  id: string;
  label: string;
}
type Word = Pick<Statement, 'source' | 'technologyId'> & {
  needId: string | null;
  value: string | null;
  reason?: string | null;
};

/** Takes ratings down. Nothing is overwritten: each change or withdrawal is a row more, and the last row stands. */
@Injectable()
export class RateMatch {
  constructor(private readonly database: Database) {}

  /** Must, maybe or no of one person for a match of an own listing. Errors: `not_found`, `not_allowed`, `invalid_input`. */
  async wish(caller: Caller, listingId: string, otherId: string, { level, reason }: Answer): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { own, pair } = await pairOf(tx, listingId, otherId, caller);
      demand(caller.actor, 'listing.write', { organisationIds: [own.organisation_id] });
      organisationOf(caller);
      await this.write(tx, authorOf(caller), { source: 'wish', ...pair, value: level, reason });
    });
  }

  /** A broker's level for any pair. Errors: `not_found`, `invalid_input`. */
  async grade(caller: Caller, listingId: string, otherId: string, level: MatchCard['grade']): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { pair } = await pairOf(tx, listingId, otherId, caller);
      await this.write(tx, authorOf(caller), { source: 'grade', ...pair, value: level });
    });
  }

  /** An investor's answer to a technology of its list. Errors: `not_found`. */
  async thesisWish(caller: Caller, technologyId: string, { level, reason }: Answer): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [technology] = await readable(tx, [technologyId], caller);
      if (found(technology).kind !== 'technology') throw invalidField('id', 'unknown_value');
      await this.write(tx, authorOf(caller), {
        source: 'wish',
        needId: null,
        technologyId,
        value: level,
        reason,
      });
    });
  }

  /** What became of an intent on a pair; null says that it counts no more. */
  async outcome(
    tx: Transaction,
    intent: Author,
    pair: { needId: string; technologyId: string },
    value: 'confirmed' | 'contracted' | 'rejected' | null,
  ): Promise<void> {
    await this.write(tx, intent, { source: 'intent', ...pair, value });
  }

  private async write(
    tx: Transaction,
    author: Author,
    { needId, technologyId, source, value, reason = null }: Word,
  ): Promise<void> {
    // Two clicks of one author on one pair come one after the other.
    await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`${author.id} ${technologyId}`]);
    const [last] = await tx.query<{ value: string | null; reason: string | null }>(
      `SELECT value, reason FROM match_feedback
        WHERE technology_id = $1 AND need_id IS NOT DISTINCT FROM $2 AND author_id = $3 AND source = $4
        ORDER BY id DESC LIMIT 1`,
      [technologyId, needId, author.id, source],
    );
    if ((last?.value ?? null) === value && (last?.reason ?? null) === reason) return;
    const [written] = await tx.query<{ id: string }>(
      `INSERT INTO match_feedback (need_id, technology_id, source, author_id, author_label, value, reason)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [needId, technologyId, source, author.id, author.label, value, reason],
    );
    if (needId) await tx.announce({ name: 'match.rated', payload: { feedbackId: written!.id } });
  }
}

const authorOf = (caller: Caller): Author => ({
  id: personOf(caller).personId,
  label: auditActor(caller).label,
});

interface ListingRow {
  id: string;
  kind: ListingKind;
  organisation_id: string;
}

/** Those of the listings that the caller may know of: published and not confidential, own, or any for the bureau. */
function readable(tx: Transaction, ids: string[], caller: Caller): Promise<ListingRow[]> {
  return tx.query<ListingRow>(
    `SELECT id, kind, organisation_id FROM listings WHERE id = ANY($1::uuid[])
        AND ($2::boolean OR organisation_id = $3 OR (published IS NOT NULL AND disclosure <> 'confidential'))`,
    [ids, caller.rows.all, personOf(caller).organisation?.id ?? null],
  );
}

/** The two listings of a rating, told apart. Errors: `not_found`, `invalid_input` for two of a kind. */
async function pairOf(tx: Transaction, listingId: string, otherId: string, caller: Caller) {
  const listings = await readable(tx, [listingId, otherId], caller);
  const own = found(listings.find((listing) => listing.id === listingId));
  const other = found(listings.find((listing) => listing.id === otherId));
  if (own.kind === other.kind) throw invalidField('other', 'unknown_value');
  const [needId, technologyId] = own.kind === 'need' ? [own.id, other.id] : [other.id, own.id];
  return { own, pair: { needId, technologyId } };
}
