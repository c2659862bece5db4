import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { SavedSearch } from '#contracts';
import { can, Sessions } from '#identity';
import { cityDay, Clock, CONFIG, type Config, Database, Mails, siteOf } from '#platform';
import { CatalogueSearch } from '../search/catalogue-search.service.js';
import { type NewHits, newHitsMail } from './new-hits-mail.js';
import { queryFor, SavedSearches } from './saved-searches.service.js';

const PURPOSE = 'saved searches';
/** What was published in the last seconds may not be in every index yet: it is told the next time. */
const SETTLED_MS = 10_000;
/** After a publication others often follow. */
const GATHER_MS = 30_000;
const TITLES = 10;

interface Waiting {
  id: string;
  kind: SavedSearch['kind'];
  name: string;
  query: SavedSearch['query'];
  told_until: Date;
}

/** Tells people by mail what their saved searches find anew: at most one mail a day, with everything since the last. */
@Injectable()
export class TellNewHits implements OnApplicationShutdown {
  private readonly logger = new Logger(TellNewHits.name);
  private gathering: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly catalogue: CatalogueSearch,
    private readonly searches: SavedSearches,
    private readonly mails: Mails,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Runs a little later, once for all that ask meanwhile. */
  soon(): void {
    this.gathering ??= setTimeout(() => {
      this.gathering = undefined;
      // The transaction of whoever asked is long over.
      const told = this.database.apart(() => this.run());
      told.catch((error: Error) => this.logger.error(error.message));
    }, GATHER_MS);
  }

  /** Returns how many mails were written. */
  async run(): Promise<number> {
    const now = this.clock.now();
    const people = await this.database.query<{ id: string; recipient: string }>(
      `SELECT p.id, coalesce(nullif(c.email, ''), p.login) AS recipient
         FROM people p LEFT JOIN contacts c ON c.person_id = p.id
        WHERE p.active AND position('@' IN coalesce(nullif(c.email, ''), p.login)) > 1
          AND EXISTS (SELECT 1 FROM saved_searches s WHERE s.person_id = p.id AND s.mail)
          AND NOT EXISTS (SELECT 1 FROM mails m WHERE m.person_id = p.id AND m.purpose = $1 AND m.day = $2)
        ORDER BY p.id`,
      [PURPOSE, cityDay(now)],
    );
    let written = 0;
    for (const { id, recipient } of people) if (await this.tell(id, recipient, now)) written++;
    return written;
  }

  private async tell(personId: string, recipient: string, now: Date): Promise<boolean> {
    const until = new Date(now.getTime() - SETTLED_MS);
    const waiting = await this.database.query<Waiting>(
      `SELECT id, kind, name, query, told_until FROM saved_searches
        WHERE person_id = $1 AND mail AND told_until < $2 ORDER BY created_at, id`,
      [personId, until],
    );
    const hits = await this.newHits(personId, waiting, until);
    if (hits.length === 0) return false;
    const token = this.searches.unsubscribeToken(personId);
    const site = siteOf(this.config);
    const text = newHitsMail(hits, { site, unsubscribe: `${site}/unsubscribe?token=${token}` });
    return this.database.transaction(async (tx) => {
      const written = await this.mails.write(tx, {
        personId,
        purpose: PURPOSE,
        day: cityDay(now),
        recipient,
        ...text,
        unsubscribeUrl: `${site}/api/saved-searches/unsubscription?token=${token}`,
      });
      if (written) {
        await tx.query('UPDATE saved_searches SET told_until = $2 WHERE id = ANY($1::uuid[])', [
          waiting.map(({ id }) => id),
          until,
        ]);
      }
      return written;
    });
  }

  private async newHits(personId: string, waiting: Waiting[], until: Date): Promise<NewHits[]> {
    const actor = await this.sessions.personById(personId);
    const reader = actor && can(actor, 'listing.read');
    if (!reader?.allowed) return [];
    const hits: NewHits[] = [];
    for (const { kind, name, query, told_until } of waiting) {
      const asked = queryFor(kind, query, reader);
      if (!asked) continue;
      const { cards, total } = await this.catalogue.publishedBetween(reader, asked, {
        after: told_until,
        until,
        limit: TITLES,
      });
      if (total > 0) hits.push({ name, total, listings: cards });
    }
    return hits;
  }

  onApplicationShutdown(): void {
    clearTimeout(this.gathering);
  }
}
