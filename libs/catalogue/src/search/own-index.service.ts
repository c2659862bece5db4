import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { SearchIndexState } from '#contracts';
import { Clock, NotificationListener, ThreadedIndex } from '#platform';
import { CatalogueDocuments } from './catalogue-documents.reader.js';
import { KeptIndex, type Mended, turns } from './kept-index.js';
import { catalogueSchema } from './listing-document.js';
import { SynonymTable } from '../synonym-table.service.js';

/** After a failed read of the database. */
const RETRY_MS = 1_000;

/**
 * The catalogue's index of this process. It loads once, follows the database's notifications, and compares stamps after
 * a lost connection; a failed read is repeated until it succeeds.
 */
@Injectable()
export class OwnIndex implements OnApplicationShutdown {
  readonly index = new ThreadedIndex(catalogueSchema);
  private readonly logger = new Logger(OwnIndex.name);
  private readonly kept: KeptIndex;
  private started: Promise<void> | undefined;
  /** Listings of which a change was heard. */
  private readonly changed = new Set<string>();
  /** Changes may have been missed. */
  private behind = false;
  private following: Promise<void> | null = null;
  private rebuildUnderWay: Promise<void> | undefined;
  private readonly stopping = new AbortController();
  rebuilding: SearchIndexState['rebuild'] = null;
  reconciled: SearchIndexState['reconciliation'] = null;

  constructor(
    private readonly documents: CatalogueDocuments,
    private readonly synonyms: SynonymTable,
    private readonly clock: Clock,
    private readonly listener: NotificationListener,
  ) {
    this.kept = new KeptIndex(this.index, documents, turns());
  }

  /** Loads the catalogue; later calls wait for the same load. */
  start(): Promise<void> {
    this.started ??= this.load().catch((error: Error) => {
      this.started = undefined;
      throw error;
    });
    return this.started;
  }

  private async load(): Promise<void> {
    await this.readSynonyms();
    await this.listener.listen('listing', (id) => this.hear(id));
    await this.listener.listen('synonyms', () => {
      this.readSynonyms().catch((error: Error) => this.say(`Synonyms: ${error.message}`));
    });
    await this.listener.listen('search', (task) => {
      const work = task === 'rebuild' ? this.rebuild() : this.reconcile();
      work.catch((error: Error) => this.say(`${task}: ${error.message}`));
    });
    this.listener.onReconnect(() => this.hear('*'));
    await this.rebuild();
  }

  /** What breaks off because the process stops is no error. */
  private say(error: string): void {
    if (!this.stopping.signal.aborted) this.logger.error(error);
  }

  private async readSynonyms(): Promise<void> {
    const { sets } = await this.synonyms.read();
    await this.index.setSynonyms(sets);
  }

  private hear(id: string): void {
    if (id === '*') this.behind = true;
    else this.changed.add(id);
    this.following ??= this.follow().finally(() => {
      this.following = null;
    });
  }

  private async follow(): Promise<void> {
    while ((this.behind || this.changed.size > 0) && !this.stopping.signal.aborted) {
      const ids = [...this.changed];
      const all = this.behind;
      this.changed.clear();
      this.behind = false;
      try {
        if (ids.length > 0) await this.kept.refresh(ids);
        if (all) await this.reconcile();
      } catch (error) {
        for (const id of ids) this.changed.add(id);
        this.behind ||= all;
        this.say(`Behind the database: ${(error as Error).message}`);
        await wait(RETRY_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  /** Reads these listings again at once. */
  refresh(ids: readonly string[]): Promise<void> {
    return this.kept.refresh(ids);
  }

  async reconcile(): Promise<Mended> {
    const mended = await this.kept.reconcile();
    this.reconciled = { at: this.clock.now().toISOString(), ...mended };
    if (mended.missing + mended.stale + mended.surplus > 0) {
      const { missing, stale, surplus } = mended;
      this.logger.warn(`Mended the index: ${missing} missing, ${stale} stale, ${surplus} surplus.`);
    }
    return mended;
  }

  /** A rebuild that is asked for while one is under way is that one; it breaks off when the process stops. */
  rebuild(): Promise<void> {
    this.rebuildUnderWay ??= this.rebuildNow().finally(() => (this.rebuildUnderWay = undefined));
    return this.rebuildUnderWay;
  }

  private async rebuildNow(): Promise<void> {
    const rebuilding = { done: 0, total: 0, startedAt: this.clock.now().toISOString() };
    this.rebuilding = rebuilding;
    try {
      rebuilding.total = await this.documents.count();
      await this.kept.rebuild((done) => {
        this.stopping.signal.throwIfAborted();
        rebuilding.done = done;
      });
    } finally {
      this.rebuilding = null;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.following;
    // The database is there until then.
    await this.rebuildUnderWay?.catch(() => undefined);
    await this.index.close();
  }
}
