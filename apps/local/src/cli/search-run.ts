import { z } from 'zod';
import {
  BuiltinIndex,
  MeilisearchIndex,
  type SearchDocument,
  type SearchIndex,
  SearchUnavailable,
} from '#platform';
import { identifier, InputError, linesOf, readRecords, writeWhole } from './run-files.js';

export interface SearchRunOptions {
  /** JSONL of documents: `{"id","title"?,"keywords"?,"summary"?,"text"?}`; other fields are left aside. */
  docs: string;
  /** TSV: `query_id<TAB>text`. */
  queries: string;
  /** Where the run is written: `query_id<TAB>doc_id<TAB>score`, best first within each query. */
  out: string;
  /** How many documents per query. */
  top: number;
  /** Which of the product's engines; the built-in one if not given. */
  engine?: SearchIndex['engine'];
  /** The Meilisearch server. */
  meili?: { url?: string; key?: string };
}

/** Documents that are handed to the engine at once. */
const BATCH = 500;
const schema = { facets: [], numbers: [] };

const part = z.string().optional();
const documentSchema = z.object({
  id: identifier,
  title: part,
  keywords: z.union([z.string(), z.array(z.string()).transform((words) => words.join('\n'))]).optional(),
  summary: part,
  text: part,
});

/**
 * Searches one file with the queries of another, as the product indexes and searches, without a database. The run is
 * written whole or not at all.
 * @throws {InputError} on a missing or malformed file, a repeated id, or a Meilisearch that is not named or away
 */
export async function searchRun(options: SearchRunOptions): Promise<void> {
  const { docs, queries, out, top } = options;
  const documents = [...(await readRecords(docs, documentSchema)).values()];
  const asked = await readQueries(queries);
  try {
    const index = await openIndex(options);
    await index.rebuild(batches(documents));
    const ids = documents.map(({ id }) => id);
    await writeWhole(out, answers(index, asked, ids, top));
  } catch (error) {
    if (error instanceof SearchUnavailable) throw new InputError(error.message, { cause: error });
    throw error;
  }
}

async function openIndex({ engine = 'builtin', meili }: SearchRunOptions): Promise<SearchIndex> {
  if (engine === 'builtin') return new BuiltinIndex(schema);
  if (!meili?.url) throw new InputError('--engine meilisearch needs the address of a server in MEILI_URL');
  const index = new MeilisearchIndex({ url: meili.url, key: meili.key, name: 'search-run', schema });
  await index.prepare();
  return index;
}

/** Ids of files may be any text; an engine gets their numbers. */
async function* batches(documents: z.infer<typeof documentSchema>[]): AsyncGenerator<SearchDocument[]> {
  for (let from = 0; from < documents.length; from += BATCH) {
    yield documents.slice(from, from + BATCH).map(({ id: _, title = '', ...rest }, i) => ({
      id: `${from + i}`,
      stamp: '',
      fields: { title, ...rest },
      facets: {},
      numbers: {},
    }));
  }
}

async function* answers(
  index: SearchIndex,
  queries: Map<string, string>,
  ids: readonly string[],
  top: number,
): AsyncGenerator<string> {
  for (const [query, q] of queries) {
    // An empty question would find everything.
    if (q.trim() === '') continue;
    const { hits } = await index.search({ q, where: [], choices: {}, facets: [], limit: top, offset: 0 });
    yield hits.map(({ id, score }) => `${query}\t${ids[Number(id)]}\t${score}\n`).join('');
  }
}

async function readQueries(file: string): Promise<Map<string, string>> {
  const queries = new Map<string, string>();
  for await (const { number, text } of linesOf(file)) {
    const tab = text.indexOf('\t');
    const id = text.slice(0, tab);
    if (tab < 1) throw new InputError(`${file} line ${number}: a query id, a tab and the query are expected`);
    if (queries.has(id)) {
      throw new InputError(`${file} line ${number}: the id ${id} stands in an earlier line already`);
    }
    queries.set(id, text.slice(tab + 1));
  }
  return queries;
}
