/** What an index holds of one document. Names of facets and numbers are those of the {@link SearchSchema}. */
export interface SearchDocument {
  id: string;
  /** Says which state of the document this is; reconciliation compares it with the database's. */
  stamp: string;
  fields: SearchFields;
  /** Facet name → its values, e.g. `{ field: ['新材料'] }`; a facet that is absent has none. */
  facets: Readonly<Record<string, readonly string[]>>;
  /** Number name → its value, e.g. `{ trl: 6 }`; absent means unknown and passes no range. */
  numbers: Readonly<Record<string, number>>;
  /** Its meaning as a vector of length 1, where an endpoint for embeddings is set. */
  vector?: Float32Array;
}

/** The texts of a document, from the heaviest to the lightest. */
export interface SearchFields {
  title: string;
  keywords?: string;
  /** Names of organisations; like the title, they are also found by pinyin and initials. */
  names?: string;
  summary?: string;
  text?: string;
}

/** Which facets and numbers documents may carry; an adapter declares them to its engine. */
export interface SearchSchema {
  facets: readonly string[];
  numbers: readonly string[];
}

/** One test that a document passes or not. A number's bounds are both inclusive. */
export type Condition =
  | { facet: string; in: readonly string[] }
  | { number: string; min?: number; max?: number }
  | { either: readonly Condition[] };

export interface SearchRequest {
  /** What a person typed: words in any order, "phrases", -exclusions, pinyin. Empty finds all. */
  q: string;
  /** Every hit passes all of these: who may see it, what is still valid. */
  where: readonly Condition[];
  /** The reader's own choices by facet or number name; each is lifted where that name's values are counted. */
  choices: Readonly<Record<string, Condition>>;
  /** The facets to count, of each at most {@link MOST_FACET_VALUES} values. */
  facets: readonly string[];
  /** Order by a number instead of relevance; documents without it come last, ties go by id. */
  sort?: { number: string; order: 'ascending' | 'descending' };
  limit: number;
  offset: number;
  /**
   * The meaning of the query as a vector of length 1, where an endpoint for embeddings is set: documents that are near by
   * it are hits too. Vectors of another length say nothing.
   */
  vector?: Float32Array;
  /** Says of each hit how its score came about. */
  explain?: boolean;
  /** When an answer is too late, by `performance.now()`; {@link ANSWER_WITHIN} from now if not given. */
  until?: number;
}

/** So long an engine may take, in whatever ways it reads the query, that another can still answer within 2 s; ms. */
export const ANSWER_WITHIN = 1_800;

export interface SearchHit {
  id: string;
  /** Compares within one answer only. */
  score: number;
  /** With `explain`: one line per contribution, heaviest first. */
  explanation?: string[];
}

export interface SearchAnswer {
  hits: SearchHit[];
  /** How many documents are hits in all, not only those of this page. */
  total: number;
  /** Facet name → value → how many hits there would be under all other choices; the most frequent values. */
  facets: Record<string, ReadonlyMap<string, number>>;
  /** Another spelling that finds something, where the query found nothing. */
  didYouMean?: string;
}

/** So many values of a facet are counted, the most frequent ones. */
export const MOST_FACET_VALUES = 100;

export interface SuggestRequest {
  /** The beginning of what is being typed, in characters, pinyin or initials. */
  q: string;
  where: readonly Condition[];
  limit: number;
}

export interface Suggestion {
  text: string;
  /** The document whose title it is; absent for a keyword, an organisation's name or words inside titles. */
  id?: string;
  /** What of it documents say: all, or the last of several words. */
  says: string;
  /** Some of the admitted documents that say so in their title, a keyword or a name. */
  holders: readonly string[];
}

/** Words that mean the same: a query with one of a set also finds the others. */
export type SynonymSets = readonly (readonly string[])[];

/** A rebuild under way: documents written so far, of how many. */
export type RebuildProgress = (done: number) => void;

/**
 * A full-text index of documents. Two engines answer alike and pass one contract suite: the retrieval core, in this
 * thread or in one of its own, and Meilisearch. An index may be behind the database; whoever shows a hit checks it
 * against the policy.
 */
export interface SearchIndex {
  readonly engine: 'builtin' | 'meilisearch';
  search(request: SearchRequest): Promise<SearchAnswer>;
  suggest(request: SuggestRequest): Promise<Suggestion[]>;
  /** Adds or replaces documents; when it resolves, searches see them. */
  put(documents: readonly SearchDocument[]): Promise<void>;
  /** Takes documents out; unknown ids are passed over. When it resolves, searches no longer see them. */
  remove(ids: readonly string[]): Promise<void>;
  /** Document id → stamp of all that the index holds. */
  stamps(): Promise<Map<string, string>>;
  /** Builds a new index beside the live one, which goes on answering, and then takes its place. */
  rebuild(documents: AsyncIterable<readonly SearchDocument[]>, progress?: RebuildProgress): Promise<void>;
  setSynonyms(sets: SynonymSets): Promise<void>;
}

/** The engine cannot be reached or refuses to work; the message says why. Searches may go elsewhere meanwhile. */
export class SearchUnavailable extends Error {
  override name = 'SearchUnavailable';
  /** @param code what the engine calls the error, where it said so */
  constructor(
    message: string,
    readonly code?: string,
  ) {
    super(message);
  }
}
