import { Inject, Injectable, Logger } from '@nestjs/common';
import type { SearchIndexState } from '#contracts';
import { Clock, CONFIG, type Config, Database, Embeddings, EmbeddingsError } from '#platform';

/** So long a search waits for the vector of its query; ms. */
const WAIT_MS = 300;
/** So long after a failure no search waits at all; ms. */
const REST_MS = 10_000;
/** Vectors of the last queries that are kept. */
const KEPT = 2_000;
const LONGEST_QUERY = 500;

/**
 * What queries mean, as vectors of the service that `EMBEDDINGS_URL` names. A service that is slow, away or senseless
 * costs searches next to nothing: they go on with words alone, and the operator sees why.
 */
@Injectable()
export class QueryVectors {
  private readonly logger = new Logger(QueryVectors.name);
  private readonly service: Embeddings | null;
  /** By query, the last asked last; null where the service refuses the text. */
  private readonly kept = new Map<string, Float32Array | null>();
  private readonly asking = new Map<string, Promise<Float32Array | undefined>>();
  private problem: { reason: string; since: Date } | null = null;
  /** Milliseconds since 1970. */
  private restsUntil = 0;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.service =
      config.embeddings && new Embeddings(config.embeddings, { timeoutMs: WAIT_MS, attempts: 1 });
  }

  /** The vector of a query, in time; undefined where there is none. Never rejects. */
  async of(query: string): Promise<Float32Array | undefined> {
    const text = query.trim().slice(0, LONGEST_QUERY);
    if (!this.service || !isPlain(text)) return undefined;
    const known = this.kept.get(text);
    if (known !== undefined) {
      this.keep(text, known);
      return known ?? undefined;
    }
    const now = this.clock.now().getTime();
    if (now < this.restsUntil) return undefined;
    // Whether the service is back, one query tries for all, and none waits for that.
    if (this.problem) this.restsUntil = now + REST_MS;
    const answer = this.asking.get(text) ?? this.ask(this.service, text);
    return this.problem ? undefined : answer;
  }

  /** What the operator sees; null where no service is named. */
  async state(): Promise<SearchIndexState['vectors']> {
    if (!this.service) return null;
    const { model } = this.service;
    const [row] = await this.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM listings l JOIN listing_vectors v ON v.listing_id = l.id
        WHERE l.published IS NOT NULL AND l.state <> 'expired'
          AND v.model = $1 AND v.version = l.published_version AND v.vector IS NOT NULL`,
      [model],
    );
    const { problem } = this;
    return {
      model,
      documents: row!.count,
      problem: problem && { reason: problem.reason, since: problem.since.toISOString() },
    };
  }

  private ask(service: Embeddings, text: string): Promise<Float32Array | undefined> {
    const answer = service
      .embed([text])
      .then(([vector]) => {
        if (this.problem) this.logger.warn('The vectors of queries are there again.');
        this.problem = null;
        this.restsUntil = 0;
        this.keep(text, vector!);
        return vector;
      })
      .catch((error: Error) => this.fail(text, error))
      .finally(() => this.asking.delete(text));
    this.asking.set(text, answer);
    return answer;
  }

  private fail(text: string, error: Error): undefined {
    if (error instanceof EmbeddingsError && error.fault === 'refused') {
      this.keep(text, null);
      return;
    }
    const now = this.clock.now();
    if (!this.problem) this.logger.error(`Searches go by words alone: ${error.message}`);
    this.problem = { reason: error.message, since: this.problem?.since ?? now };
    this.restsUntil = now.getTime() + REST_MS;
  }

  private keep(text: string, vector: Float32Array | null): void {
    this.kept.delete(text);
    this.kept.set(text, vector);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!);
  }
}

/** A query with operators is taken at its word, and one without a letter or digit has no meaning. */
const isPlain = (text: string): boolean => /[\p{L}\p{N}]/u.test(text) && !/["“”]|(^|\s)-\S/u.test(text);
