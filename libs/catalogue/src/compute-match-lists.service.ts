import { Injectable } from '@nestjs/common';
import { type Match, MODEL_VERSION } from '#matching';
import { Clock, Database } from '#platform';
import { MatchEngine } from './match-engine.service.js';

/** Length of a kept list. */
const TOP = 15;

/** Keeps the match lists: of a listing that changed, of those on the other side that it touches, or of all. */
@Injectable()
export class ComputeMatchLists {
  constructor(
    private readonly database: Database,
    private readonly engine: MatchEngine,
    private readonly clock: Clock,
  ) {}

  /** The lists that a changed listing touches. Returns how many were written. */
  async forListing(listingId: string): Promise<number> {
    await this.engine.start();
    await this.engine.refresh(listingId);
    const matches = this.engine.matchesOf(listingId, TOP);
    const listedIn = await this.database.query<{ listing_id: string }>(
      `SELECT listing_id FROM match_lists WHERE matches @> $1::jsonb`,
      [JSON.stringify([{ otherId: listingId }])],
    );
    const touched = new Set([
      ...listedIn.map((row) => row.listing_id),
      ...matches.map((match) => otherOf(match, listingId)),
    ]);
    await this.keep(listingId, matches);
    for (const id of touched) await this.keep(id, this.engine.matchesOf(id, TOP));
    return touched.size + 1;
  }

  /** All lists of both kinds, after a bulk import. */
  async forAll(): Promise<number> {
    await this.engine.start();
    await this.engine.refresh();
    const ids = [...this.engine.idsOf('need'), ...this.engine.idsOf('technology')];
    for (const id of ids) {
      await this.keep(id, this.engine.matchesOf(id, TOP));
      // Lets the lock of the job be renewed between two lists.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return ids.length;
  }

  private async keep(listingId: string, matches: Match[]): Promise<void> {
    const kept = matches
      .filter((match) => match.level !== 'none')
      .map((match) => ({
        otherId: otherOf(match, listingId),
        score: match.score,
        level: match.level,
        reasons: match.reasons,
        risk: match.risk ?? null,
        phrases: match.phrases.map((phrase) => phrase.text),
      }));
    await this.database.query(
      `INSERT INTO match_lists (listing_id, model_version, computed_at, matches) VALUES ($1, $2, $3, $4::jsonb)
       ON CONFLICT (listing_id) DO UPDATE SET model_version = $2, computed_at = $3, matches = $4::jsonb`,
      [listingId, MODEL_VERSION, this.clock.now(), JSON.stringify(kept)],
    );
  }
}

const otherOf = (match: Match, id: string) => (match.needId === id ? match.technologyId : match.needId);
