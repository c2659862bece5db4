import { TextIndex } from '#matching';
import type { MeilisearchServer } from './meilisearch-server.js';
import { fieldsOf, wordAttributes } from './meilisearch-settings.js';

/** So many documents tell how rare terms are. */
const SAMPLED = 2_000;
const READ_AT_ONCE = 100;
/** A sample serves so long; one of few documents is sooner out of date and serves as many seconds as it has documents. */
const SERVES_S = 600;

/** What a Meilisearch server does not say: how rare terms are, by a sample of the documents of an index. */
export class MeilisearchSample {
  private sample: { texts: TextIndex; until: number } | undefined;
  private reading: Promise<TextIndex> | undefined;

  constructor(
    private readonly server: MeilisearchServer,
    private readonly index: string,
  ) {}

  /** An index of the sample, with the synonyms of the whole; it is read anew now and then while the last one serves on. */
  async texts(): Promise<TextIndex> {
    const { sample } = this;
    if (!sample) return this.read();
    if (performance.now() > sample.until) this.read().catch(() => undefined);
    return sample.texts;
  }

  /** The next question reads another sample, since the index was replaced. */
  forget(): void {
    this.sample = undefined;
  }

  private read(): Promise<TextIndex> {
    this.reading ??= this.readNow().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async readNow(): Promise<TextIndex> {
    const texts = new TextIndex();
    const fields = ['id', ...wordAttributes];
    for await (const documents of this.server.spread(this.index, fields, SAMPLED, READ_AT_ONCE)) {
      for (const document of documents) texts.set(document.id, fieldsOf(document));
    }
    const synonyms = Object.entries(await this.server.synonyms(this.index));
    const sets = synonyms.map(([word, others]) => [word, ...others].sort());
    texts.useSynonyms([...new Map(sets.map((set) => [set.join('\n'), set])).values()]);
    this.sample = { texts, until: performance.now() + 1_000 * Math.min(SERVES_S, texts.size) };
    return texts;
  }
}
