import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { SearchIndexState } from '#contracts';
import { Clock, Database, SHARED_SEARCH, type SharedSearch } from '#platform';
import { CatalogueDocuments } from './catalogue-documents.reader.js';
import { type InTurn, KeptIndex, type Mended } from './kept-index.js';
import { SearchRuns } from './search-runs.js';
import { SynonymTable } from '../synonym-table.service.js';

/** After a failed write the whole index is compared again, until that succeeds. */
const RETRY_MS = 15_000;

/**
 * The catalogue's index on the engine that all processes share, if there is one. Only the worker writes to it: on domain
 * events, on a timer, and when an operator asks.
 */
@Injectable()
export class SharedIndex implements OnApplicationShutdown {
  private readonly logger = new Logger(SharedIndex.name);
  private readonly kept: KeptIndex | null;
  private readonly runs: SearchRuns;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    @Inject(SHARED_SEARCH) readonly index: SharedSearch | null,
    private readonly documents: CatalogueDocuments,
    private readonly synonyms: SynonymTable,
    private readonly database: Database,
    clock: Clock,
  ) {
    this.kept = index && new KeptIndex(index, documents, this.inTurn);
    this.runs = new SearchRuns(database, clock);
  }

  /** One writer of all processes at a time. */
  private readonly inTurn: InTurn = (work) =>
    this.database.apart(() =>
      this.database.transaction(async (tx) => {
        await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('search index', 0))`);
        return work();
      }),
    );

  /** Prepares the engine and mends what it missed; never rejects: what is away is tried again later. */
  async start(): Promise<void> {
    if (!this.index) return;
    try {
      await this.index.prepare();
      await this.readSynonyms();
    } catch (error) {
      return this.later(error as Error);
    }
    await this.reconcile();
  }

  /** Takes over the table of synonyms; what fails is mended later. */
  async takeSynonyms(): Promise<void> {
    await this.readSynonyms().catch((error: Error) => this.later(error));
  }

  private async readSynonyms(): Promise<void> {
    const { sets } = await this.synonyms.read();
    await this.index?.setSynonyms(sets);
  }

  /** Makes these listings in the index what they are in the database now; what fails is mended later. */
  async refresh(ids: readonly string[]): Promise<void> {
    await this.kept?.refresh(ids).catch((error: Error) => this.later(error));
  }

  async reconcile(): Promise<void> {
    const { kept } = this;
    if (!kept) return;
    await this.recorded('reconciliation', async () => {
      const mended = await kept.reconcile();
      const { missing, stale, surplus } = mended;
      if (missing + stale + surplus > 0) {
        this.logger.warn(`Mended the index: ${missing} missing, ${stale} stale, ${surplus} surplus.`);
      }
      return mended;
    });
  }

  async rebuild(): Promise<void> {
    const { kept } = this;
    if (!kept) return;
    await this.recorded('rebuild', async (told) => {
      const total = await this.documents.count();
      await kept.rebuild((done) => void told(done, total));
      return null;
    });
  }

  /** The last run of each kind. */
  state(): Promise<Pick<SearchIndexState, 'rebuild' | 'reconciliation'>> {
    return this.runs.latest();
  }

  /** Outside of any transaction, since it may take minutes. Never rejects: what fails stands in its row and is mended later. */
  private recorded(
    task: 'rebuild' | 'reconciliation',
    work: (told: (done: number, total: number) => Promise<void>) => Promise<Mended | null>,
  ): Promise<void> {
    return this.database.apart(() => this.run(task, work));
  }

  private async run(
    task: 'rebuild' | 'reconciliation',
    work: (told: (done: number, total: number) => Promise<void>) => Promise<Mended | null>,
  ): Promise<void> {
    try {
      const run = await this.runs.start(task);
      try {
        const mended = await work((done, total) => this.runs.tell(run, done, total));
        await this.runs.finish(run, mended, null);
      } catch (error) {
        await this.runs.finish(run, null, (error as Error).message);
        throw error;
      }
    } catch (error) {
      this.later(error as Error);
    }
  }

  private later(error: Error): void {
    if (this.stopped) return;
    this.logger.error(`The shared index is behind: ${error.message}`);
    clearTimeout(this.retry);
    // What failed may have stood in a transaction, which is over by then.
    this.retry = setTimeout(() => void this.database.apart(() => this.start()), RETRY_MS);
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.retry);
  }
}
