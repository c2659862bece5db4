import { Injectable, Logger } from '@nestjs/common';
import type { ListingContent } from '#contracts';
import { type Match, MatchingEngine } from '#matching';
import { Database, NotificationListener } from '#platform';
import { type ListingKind, needProfile, technologyProfile } from './listing.js';

interface Row {
  id: string;
  kind: ListingKind;
  published: ListingContent;
}

/** The matching engine over everything published, in this process; it follows the database's notifications. */
@Injectable()
export class MatchEngine {
  private readonly logger = new Logger(MatchEngine.name);
  private readonly engine = new MatchingEngine();
  private readonly listings = new Map<string, Row>();
  private started: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly listener: NotificationListener,
  ) {}

  /** Loads what is published; later calls wait for the same load. */
  start(): Promise<void> {
    this.started ??= this.follow();
    return this.started;
  }

  private async follow(): Promise<void> {
    await this.listener.listen('listing', (id) => {
      this.refresh(id).catch((error: Error) =>
        this.logger.error(`Engine is behind on ${id}: ${error.message}`),
      );
    });
    this.listener.onReconnect(() => void this.refresh());
    await this.refresh();
  }

  /** Reads one listing again, or all of them. A job calls it before it computes, so that no notification is awaited. */
  async refresh(id = '*'): Promise<void> {
    const one = id === '*' ? null : id;
    const rows = await this.database.query<Row>(
      `SELECT id, kind, published FROM listings
        WHERE published IS NOT NULL AND state <> 'expired' AND ($1::uuid IS NULL OR id = $1)`,
      [one],
    );
    const present = new Set(rows.map((row) => row.id));
    for (const gone of one ? [one] : [...this.listings.keys()]) if (!present.has(gone)) this.remove(gone);
    for (const row of rows) {
      this.listings.set(row.id, row);
      if (row.kind === 'technology') {
        this.engine.setTechnology(technologyProfile(row.id, row.published));
      } else {
        this.engine.setNeed(needProfile(row.id, row.published));
      }
    }
  }

  private remove(id: string): void {
    const row = this.listings.get(id);
    if (!row) return;
    this.listings.delete(id);
    if (row.kind === 'technology') this.engine.removeTechnology(id);
    else this.engine.removeNeed(id);
  }

  idsOf(kind: ListingKind): string[] {
    return [...this.listings.values()].filter((row) => row.kind === kind).map((row) => row.id);
  }

  /** The best listings of the other kind for a published one; empty for one that is not published. */
  matchesOf(id: string, top: number): Match[] {
    const row = this.listings.get(id);
    if (!row) return [];
    return row.kind === 'need'
      ? this.engine.technologiesFor(needProfile(id, row.published), { top })
      : this.engine.needsFor(technologyProfile(id, row.published), { top });
  }

  /** One pair, or null unless both are published. */
  pair(needId: string, technologyId: string): Match | null {
    const need = this.listings.get(needId);
    const technology = this.listings.get(technologyId);
    if (need?.kind !== 'need' || technology?.kind !== 'technology') return null;
    return this.engine.scorePair(
      needProfile(needId, need.published),
      technologyProfile(technologyId, technology.published),
    );
  }
}
