import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { ThesisContent } from '#contracts';
import { Clock, Database } from '#platform';
import type { KeptMatch } from './kept-match.js';
import { MatchEngine, type Model } from './match-engine.service.js';
import { countChange, type ListChanges, modelVersion } from './match-models.js';

/** Length of a kept list: more than is shown, so that an event's weights can bring others to the top. */
const KEPT = 60;
/** So many of them with what they quote; some more than are shown, for those that move up. */
const QUOTED = 30;
/** Length of an investor's list. */
const THESIS_KEPT = 20;
/** So many of the other side are looked at for a listing that changed: some in whose list it stands lower in its own. */
const NEIGHBOURS = 60;
/** From more listings on, all lists are computed at one go. */
const ONE_BY_ONE = 20;
/** Lists that one run of the timer renews. */
const RENEWED_AT_ONCE = 500;

/** Keeps the match lists: of a listing that changed, of those on the other side that it touches, or of all. */
@Injectable()
export class ComputeMatchLists implements BeforeApplicationShutdown {
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly engine: MatchEngine,
    private readonly clock: Clock,
  ) {}

  /** The list of a listing that changed; those on the other side follow in a job of their own, so that it is soon there. */
  async forListing(listingId: string): Promise<void> {
    await this.engine.start();
    await this.engine.refresh(listingId);
    const model = await this.engine.activeModel();
    await this.database.transaction(async (tx) => {
      await this.keep(listingId, model);
      await tx.announce({ name: 'match-lists.touched', payload: { listingId } });
    });
  }

  /**
   * Puts a changed listing into the lists of the other side, or takes it out. A pair scores the same from either side, so
   * nothing else of those lists is computed. Returns how many were written.
   */
  async forNeighbours(listingId: string): Promise<number> {
    await this.engine.start();
    await this.engine.refresh(listingId);
    const model = await this.engine.activeModel();
    const matches = this.engine.listOf(listingId, NEIGHBOURS, model);
    const entries = new Map(matches.map((match) => [match.otherId, { ...match, otherId: listingId }]));
    const written = await this.database.transaction(async (tx) => {
      const lists = await tx.query<{ listing_id: string; model_version: string; matches: KeptMatch[] }>(
        `SELECT listing_id, model_version, matches FROM match_lists
          WHERE matches @> $1::jsonb OR listing_id = ANY($2::uuid[]) ORDER BY listing_id FOR UPDATE`,
        [JSON.stringify([{ otherId: listingId }]), [...entries.keys()]],
      );
      for (const list of lists) {
        const entry = entries.get(list.listing_id);
        // A full list that loses a row has another to take its place.
        const short = !entry && list.matches.length >= KEPT;
        if (short || list.model_version !== modelVersion(model)) await this.keep(list.listing_id, model);
        else await this.write(list.listing_id, model, withEntry(list.matches, listingId, entry));
      }
      return lists.length;
    });
    if (this.engine.kindOf(listingId) !== 'need') await this.forTheses(model);
    return written;
  }

  /** All lists of both kinds and of all theses. Returns how many there are and how many differ from before. */
  async forAll(): Promise<ListChanges> {
    await this.engine.start();
    await this.engine.refresh();
    const model = await this.engine.activeModel();
    const changes: ListChanges = { lists: 0, changed: 0, topThree: 0 };
    for (const id of [...this.engine.idsOf('need'), ...this.engine.idsOf('technology')]) {
      // All lists take minutes for thousands of listings: the job begins anew after the next start.
      if (this.stopping) throw new Error('The match lists were left unfinished: the process is stopping.');
      const { before, after } = await this.keep(id, model);
      countChange(changes, before, after);
      // Lets the lock of the job be renewed between two lists.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await this.forTheses(model);
    return changes;
  }

  /** Listings whose vectors came after their lists were made. */
  async afterVectors(listingIds: string[]): Promise<void> {
    if (listingIds.length > ONE_BY_ONE) await this.forAll();
    else for (const id of listingIds) await this.forListing(id);
  }

  /** The timer's work: lists that another engine or version made. Returns how many were renewed. */
  async renew(): Promise<number> {
    const model = await this.engine.activeModel();
    const outdated = await this.database.query<{ listing_id: string }>(
      'SELECT listing_id FROM match_lists WHERE model_version <> $1 ORDER BY computed_at LIMIT $2',
      [modelVersion(model), RENEWED_AT_ONCE],
    );
    if (outdated.length === 0) return 0;
    await this.engine.start();
    await this.engine.refresh();
    let renewed = 0;
    for (const { listing_id } of outdated) {
      if (this.stopping) break;
      await this.keep(listing_id, model);
      renewed++;
    }
    return renewed;
  }

  /** The list of one investor, or nothing where the thesis was never said. */
  async forThesis(organisationId: string): Promise<void> {
    await this.engine.start();
    await this.forTheses(await this.engine.activeModel(), organisationId);
  }

  private async forTheses(model: Model, organisationId: string | null = null): Promise<void> {
    const theses = await this.database.query<{ organisation_id: string; content: ThesisContent }>(
      'SELECT organisation_id, content FROM investor_theses WHERE $1::uuid IS NULL OR organisation_id = $1',
      [organisationId],
    );
    for (const { organisation_id, content } of theses) {
      await this.database.query(
        `INSERT INTO thesis_lists (organisation_id, model_version, computed_at, matches) VALUES ($1, $2, $3, $4::jsonb)
         ON CONFLICT (organisation_id) DO UPDATE SET model_version = $2, computed_at = $3, matches = $4::jsonb`,
        [
          organisation_id,
          modelVersion(model),
          this.clock.now(),
          JSON.stringify(this.engine.thesisListOf(organisation_id, content, THESIS_KEPT, model)),
        ],
      );
    }
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  private async keep(listingId: string, model: Model): Promise<{ before: string[]; after: string[] }> {
    const kept = quotedFirst(this.engine.listOf(listingId, KEPT, model));
    const [old] = await this.database.query<{ ids: string[] }>(
      `SELECT ARRAY(SELECT one->>'otherId' FROM jsonb_array_elements(matches) one) AS ids
         FROM match_lists WHERE listing_id = $1`,
      [listingId],
    );
    await this.write(listingId, model, kept);
    return { before: old?.ids ?? [], after: kept.map((match) => match.otherId) };
  }

  private async write(listingId: string, model: Model, kept: KeptMatch[]): Promise<void> {
    await this.database.query(
      `INSERT INTO match_lists (listing_id, model_version, computed_at, matches) VALUES ($1, $2, $3, $4::jsonb)
       ON CONFLICT (listing_id) DO UPDATE SET model_version = $2, computed_at = $3, matches = $4::jsonb`,
      [listingId, modelVersion(model), this.clock.now(), JSON.stringify(kept)],
    );
  }
}

/** A kept list with this row of another listing, or without any, the best first. */
function withEntry(matches: KeptMatch[], otherId: string, entry: KeptMatch | undefined): KeptMatch[] {
  const rest = matches.filter((match) => match.otherId !== otherId);
  const sorted = (entry ? [...rest, entry] : rest).sort(
    (a, b) => b.score - a.score || (a.otherId < b.otherId ? -1 : 1),
  );
  return quotedFirst(sorted.slice(0, KEPT));
}

function quotedFirst(matches: KeptMatch[]): KeptMatch[] {
  return matches.map((match, place) => (place < QUOTED ? match : { ...match, phrases: [] }));
}
