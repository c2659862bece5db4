import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import {
  ANSWER_WITHIN,
  Clock,
  type SearchAnswer,
  type SearchIndex,
  type SearchRequest,
  SearchUnavailable,
  type Suggestion,
  type SuggestRequest,
} from '#platform';
import { OwnIndex } from './own-index.service.js';
import { QueryVectors } from './query-vectors.service.js';
import { SharedIndex } from './shared-index.service.js';

/** While the shared engine is away it is asked this often whether it is back. */
const PROBE_MS = 2_000;

/** Asks only how many there are. */
const nothing: SearchRequest = { q: '', where: [], choices: {}, facets: [], limit: 0, offset: 0 };

/**
 * Which engine answers: the shared one where there is one, and the index of this process where there is none or while
 * the shared one is away.
 */
@Injectable()
export class SearchEngines implements OnApplicationShutdown {
  private readonly logger = new Logger(SearchEngines.name);
  private away: { reason: string; since: Date } | null = null;
  private probe: NodeJS.Timeout | undefined;

  constructor(
    readonly own: OwnIndex,
    private readonly shared: SharedIndex,
    readonly vectors: QueryVectors,
    private readonly clock: Clock,
  ) {}

  /** Why the shared engine does not answer, and since when. */
  get problem(): { reason: string; since: Date } | null {
    return this.away;
  }

  /** Asks with the meaning of the query too, where there is a service for that and it answers in time. */
  async search(request: SearchRequest): Promise<SearchAnswer> {
    const { until = performance.now() + ANSWER_WITHIN } = request;
    const vector = await this.vectors.of(request.q);
    return this.ask((index) => index.search({ ...request, until, vector }));
  }

  suggest(request: SuggestRequest): Promise<Suggestion[]> {
    return this.ask((index) => index.suggest(request));
  }

  /** How many documents the engine that answers holds. */
  async documents(): Promise<number> {
    return (await this.search(nothing)).total;
  }

  /**
   * Makes the engine that answers know what became of these listings; false where that is not this process' to do, and
   * the worker will.
   */
  async mend(ids: readonly string[]): Promise<boolean> {
    await this.own.refresh(ids);
    return this.shared.index === null || this.away !== null;
  }

  private async ask<T>(question: (index: SearchIndex) => Promise<T>): Promise<T> {
    const { index } = this.shared;
    if (index && !this.away) {
      try {
        return await question(index);
      } catch (error) {
        if (!(error instanceof SearchUnavailable)) throw error;
        this.fallBack(error.message, index);
      }
    }
    await this.own.start();
    return question(this.own.index);
  }

  private fallBack(reason: string, index: SearchIndex): void {
    if (this.away) return;
    this.away = { reason, since: this.clock.now() };
    this.logger.error(`${index.engine} is away, the built-in index answers meanwhile: ${reason}`);
    this.probe = setInterval(() => void this.lookWhetherBack(index), PROBE_MS);
  }

  private async lookWhetherBack(index: SearchIndex): Promise<void> {
    try {
      await index.search(nothing);
    } catch {
      return;
    }
    clearInterval(this.probe);
    if (!this.away) return;
    this.logger.warn(`${index.engine} answers again, after ${this.away.since.toISOString()}.`);
    this.away = null;
  }

  onApplicationShutdown(): void {
    clearInterval(this.probe);
  }
}
