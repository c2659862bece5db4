import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { ListingContent } from '#contracts';
import { Clock, Database, EMBEDDINGS, type Embeddings, EmbeddingsError } from '#platform';
import { ComputeMatchLists } from './compute-match-lists.service.js';
import { bytesOf, vectorText } from './listing-vector.js';
import { SharedIndex } from './search/shared-index.service.js';

interface Wanting {
  id: string;
  version: number;
  published: ListingContent;
}

/** Listings that are asked for at one go. */
const AT_ONCE = 64;
/** Pauses after a failure, ms: from the first on they double up to the last. */
const PAUSE = { first: 60_000, last: 900_000 } as const;

/**
 * Fetches the dense vectors that published listings lack, beside the jobs and not within one: a slow or silent service
 * must not hold up a list. Meanwhile, and for as long as it is down, lists are computed without vectors. Two processes may
 * fetch the same vector; the result is the same.
 */
@Injectable()
export class ListingVectors implements OnApplicationShutdown {
  private readonly logger = new Logger(ListingVectors.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  private again = false;
  private pause: NodeJS.Timeout | null = null;
  private failures = 0;

  constructor(
    private readonly database: Database,
    private readonly lists: ComputeMatchLists,
    private readonly shared: SharedIndex,
    private readonly clock: Clock,
    @Inject(EMBEDDINGS) private readonly embeddings: Embeddings | null,
  ) {}

  /** Lets what is missing be fetched soon, unless no service was named or the service is being given a rest. */
  wake(): void {
    if (!this.embeddings || this.pause || this.stopping.signal.aborted) return;
    if (this.running) {
      this.again = true;
      return;
    }
    // Outside of the job's transaction, which has ended long before an answer comes.
    this.running = this.database
      .apart(() => this.fill(this.embeddings!))
      .catch((error: Error) => this.rest(error))
      .finally(() => {
        this.running = null;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  private async fill(embeddings: Embeddings): Promise<void> {
    const filled: string[] = [];
    try {
      for (;;) {
        const wanting = await this.wanting(embeddings.model);
        if (wanting.length === 0) return;
        await this.fetch(embeddings, wanting);
        filled.push(...wanting.map(({ id }) => id));
        if (this.failures > 0)
          this.logger.warn(`${embeddings.model} answers again: vectors count once more.`);
        this.failures = 0;
      }
    } finally {
      if (filled.length > 0 && !this.stopping.signal.aborted) {
        await this.shared.refresh(filled);
        await this.lists.afterVectors(filled);
      }
    }
  }

  private wanting(model: string): Promise<Wanting[]> {
    return this.database.query<Wanting>(
      `SELECT l.id, l.published_version AS version, l.published
         FROM listings l LEFT JOIN listing_vectors v ON v.listing_id = l.id AND v.model = $1
        WHERE l.published IS NOT NULL AND l.state <> 'expired' AND v.version IS DISTINCT FROM l.published_version
        ORDER BY l.published_at DESC, l.id LIMIT $2`,
      [model, AT_ONCE],
    );
  }

  /** Fetches and keeps the vectors of these listings; of a refused text it is kept that it was refused. */
  private async fetch(embeddings: Embeddings, wanting: Wanting[]): Promise<void> {
    const { signal } = this.stopping;
    const [known] = await this.database.query<{ bytes: number }>(
      'SELECT length(vector) AS bytes FROM listing_vectors WHERE model = $1 AND vector IS NOT NULL LIMIT 1',
      [embeddings.model],
    );
    const dimensions = known && known.bytes / 4;
    try {
      const vectors = await embeddings.embed(
        wanting.map(({ published }) => vectorText(published)),
        { signal, ...(dimensions && { dimensions }) },
      );
      await this.keep(embeddings.model, wanting, vectors);
    } catch (error) {
      if (!(error instanceof EmbeddingsError && error.fault === 'refused')) throw error;
      if (wanting.length > 1) for (const one of wanting) await this.fetch(embeddings, [one]);
      else {
        this.logger.warn(`Listing ${wanting[0]!.id} has no vector: ${error.message}`);
        await this.keep(embeddings.model, wanting, [null]);
      }
    }
  }

  private async keep(model: string, wanting: Wanting[], vectors: (Float32Array | null)[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      for (const [i, { id, version }] of wanting.entries()) {
        await tx.query(
          `INSERT INTO listing_vectors (listing_id, model, version, vector, computed_at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (listing_id, model) DO UPDATE SET version = $3, vector = $4, computed_at = $5`,
          [id, model, version, vectors[i] ? bytesOf(vectors[i]) : null, this.clock.now()],
        );
        await tx.notify('listing', id);
      }
    });
  }

  /** After a failure: says so once for each pause, and tries again when it is over. */
  private rest(error: Error): void {
    if (this.stopping.signal.aborted) return;
    const pause = Math.min(PAUSE.last, PAUSE.first * 2 ** this.failures);
    this.failures += 1;
    this.logger.warn(
      `Lists are computed without the vectors that are missing; next try in ${pause / 1_000} s. ${error.message}`,
    );
    this.pause = setTimeout(() => {
      this.pause = null;
      this.wake();
    }, pause);
    this.pause.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    if (this.pause) clearTimeout(this.pause);
    await this.running;
  }
}
