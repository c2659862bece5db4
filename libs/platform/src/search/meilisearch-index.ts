import { once } from 'node:events';
import { TextIndex } from '#matching';
import { normalise } from '#text';
import { correctedBy } from './corrected.js';
import {
  asTyped,
  everything,
  filterOf,
  isAsked,
  latinWords,
  otherReadings,
  withFairShare,
} from './meilisearch-query.js';
import { type Look, MeilisearchAnswers } from './meilisearch-answers.js';
import { MeilisearchSample } from './meilisearch-sample.js';
import { type Found, MeilisearchServer } from './meilisearch-server.js';
import { embeddersOf, meilisearchDocument, settingsOf } from './meilisearch-settings.js';
import {
  ANSWER_WITHIN,
  type RebuildProgress,
  type SearchAnswer,
  type SearchDocument,
  type SearchIndex,
  type SearchRequest,
  type SearchSchema,
  SearchUnavailable,
  type SuggestRequest,
  type Suggestion,
  type SynonymSets,
} from './search-index.js';

export interface MeilisearchOptions {
  /** Address of the server, e.g. `http://search:7700`. */
  url: string;
  key?: string;
  /** Name of the index; a rebuild uses `<name>-next` beside it. */
  name: string;
  schema: SearchSchema;
  /** Whether documents and requests may carry vectors. */
  vectors?: boolean;
}

/** A rebuild writes at least so many documents at once: every write costs the server the more, the more it holds. */
const WRITTEN_AT_ONCE = 10_000;
/** So many documents are read for what a query may become. */
const SUGGESTED_FROM = 40;
/** A question that has taken so long is not read in other ways too, ms. */
const LONG_MS = 800;

/**
 * The port on a Meilisearch server. A write resolves when the server has indexed it. Every refusal or silence of the
 * server is a `SearchUnavailable`, so that the caller can ask elsewhere.
 */
export class MeilisearchIndex implements SearchIndex {
  readonly engine = 'meilisearch';
  private readonly server: MeilisearchServer;
  private readonly sample: MeilisearchSample;
  /** By index: the length of vectors that it was told of by this process. */
  private readonly dimensions = new Map<string, number>();

  constructor(private readonly options: MeilisearchOptions) {
    this.server = new MeilisearchServer(options.url, options.key);
    this.sample = new MeilisearchSample(this.server, options.name);
  }

  /** Makes the index if it is missing and brings its settings up to date; what it holds stays. */
  async prepare(): Promise<void> {
    await this.server.make(this.options.name, settingsOf(this.options));
  }

  /** What is found in time is the answer; where nothing is, the server counts as unavailable. */
  async search(request: SearchRequest): Promise<SearchAnswer> {
    const { q, until } = request;
    const signal = inTime(until);
    const answers = new MeilisearchAnswers(this.server, this.options.name, signal);
    if (q.trim() === '') return answers.answer(request, [everything]);
    if (!isAsked(q)) return { hits: [], total: 0, facets: {} };
    const [sample, sense] = await Promise.all([before(signal, this.sample.texts()), answers.sense(request)]);
    const late = performance.now() + LONG_MS;
    const look: Look = (texts) => sample.look(q, texts);
    const typed = asTyped(q);
    const readings = otherReadings(q);
    if (!readings) return answers.answer(request, [typed], look, sense);
    const ways = [typed, ...withFairShare(q, (term) => sample.idf(term))];
    const held = Promise.all([
      answers.bestReading(request, [typed]),
      answers.bestReading(request, latinWords(q)),
    ]);
    held.catch(() => undefined);
    const answer = await answers.answer(request, ways, look, sense);
    try {
      const [whole, known] = await held;
      if (whole || performance.now() > late) return answer;
      const heard = known ? undefined : await answers.bestReading(request, readings.bySound);
      const best = heard ?? (await answers.bestReading(request, readings.withSlip));
      if (!best) return answer;
      const meant = correctedBy(q, best.title);
      const found = heard
        ? await answers.answer(request, [heard.asked])
        : await answers.answer(request, [best.asked, ...ways], look, sense);
      return { ...found, ...(meant ? { didYouMean: meant } : {}) };
    } catch (error) {
      if (signal.aborted && answer.total > 0) return answer;
      throw error;
    }
  }

  async suggest({ q, where, limit }: SuggestRequest): Promise<Suggestion[]> {
    if (!isAsked(q)) return [];
    const signal = inTime();
    const typed = { ...asTyped(q), attributesToSearchOn: ['title', 'keywords', 'names'] };
    for (const { weight: _, ...asked } of [typed, ...(otherReadings(q)?.bySound ?? [])]) {
      const question = {
        ...asked,
        filter: filterOf(where),
        hitsPerPage: SUGGESTED_FROM,
        page: 1,
        attributesToRetrieve: ['id', 'title', 'keywords', 'names'],
      };
      const [found] = await this.server.ask(this.options.name, [question], signal);
      const suggestions = completed(q, found!, limit);
      if (suggestions.length > 0) return suggestions;
    }
    return [];
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    await this.write(this.options.name, documents);
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.server.remove(this.options.name, ids);
  }

  async stamps(): Promise<Map<string, string>> {
    const stamps = new Map<string, string>();
    for await (const documents of this.server.documents(this.options.name, ['id', 'stamp'])) {
      for (const { id, stamp } of documents) stamps.set(id, String(stamp));
    }
    return stamps;
  }

  async rebuild(
    documents: AsyncIterable<readonly SearchDocument[]>,
    progress?: RebuildProgress,
  ): Promise<void> {
    const { name } = this.options;
    const next = `${name}-next`;
    await this.server.forget(next);
    this.dimensions.delete(next);
    await this.server.make(next, settingsOf(this.options));
    await this.server.setSynonyms(next, await this.server.synonyms(name));
    let written = 0;
    let waiting: SearchDocument[] = [];
    const write = async (): Promise<void> => {
      await this.write(next, waiting);
      written += waiting.length;
      waiting = [];
      progress?.(written);
    };
    for await (const batch of documents) {
      waiting.push(...batch);
      if (waiting.length >= WRITTEN_AT_ONCE) await write();
    }
    if (waiting.length > 0) await write();
    await this.server.replace(name, next);
    this.sample.forget();
    this.dimensions.delete(name);
  }

  async setSynonyms(sets: SynonymSets): Promise<void> {
    const others = new Map<string, Set<string>>();
    for (const words of sets.map((set) => set.map((word) => normalise(word).trim()))) {
      for (const word of words) {
        const known = others.get(word) ?? new Set();
        for (const other of words) if (other !== word) known.add(other);
        others.set(word, known);
      }
    }
    const synonyms = Object.fromEntries([...others].map(([word, known]) => [word, [...known]]));
    await this.server.setSynonyms(this.options.name, synonyms);
  }

  /** The first vector tells the server how long they are: nobody else knows. */
  private async write(index: string, documents: readonly SearchDocument[]): Promise<void> {
    const { vectors } = this.options;
    const length = vectors && documents.find(({ vector }) => vector)?.vector?.length;
    if (length && this.dimensions.get(index) !== length) {
      await this.server.set(index, { embedders: embeddersOf(length) });
      this.dimensions.set(index, length);
    }
    await this.server.put(
      index,
      documents.map((document) => meilisearchDocument(document, vectors)),
    );
  }
}

/** Speaks when an answer is too late. */
const inTime = (until = performance.now() + ANSWER_WITHIN): AbortSignal =>
  AbortSignal.timeout(Math.max(0, Math.round(until - performance.now())));

/** What a promise gives before a signal speaks; what is under way goes on. */
function before<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const late = once(signal, 'abort').then(() => {
    throw new SearchUnavailable('Meilisearch gave no answer in time');
  });
  return Promise.race([promise, late]);
}

/** What the labels of these documents make of the beginning of a query, as the built-in index reads labels. */
function completed(q: string, { hits }: Found, limit: number): Suggestion[] {
  const labels = new TextIndex();
  for (const { id, title, keywords, names } of hits) {
    labels.set(id, { title: said(title), keywords: said(keywords), names: said(names) });
  }
  return labels.suggest(q, { limit });
}

const said = (value: unknown): string => (typeof value === 'string' ? value : '');
