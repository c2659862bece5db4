import { z } from 'zod';
import { TextIndex } from '#matching';
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
}

const part = z.string().optional();
const documentSchema = z.object({
  id: identifier,
  title: part,
  keywords: z.union([z.string(), z.array(z.string()).transform((words) => words.join('\n'))]).optional(),
  summary: part,
  text: part,
});

/**
 * Searches one file with the queries of another, without a database. The run is written whole or not at all.
 * @throws {InputError} on a missing or malformed file or a repeated id
 */
export async function searchRun({ docs, queries, out, top }: SearchRunOptions): Promise<void> {
  const index = new TextIndex();
  for (const { id, title = '', ...fields } of (await readRecords(docs, documentSchema)).values()) {
    index.set(id, { title, ...fields });
  }
  await writeWhole(out, answers(index, await readQueries(queries), top));
}

function* answers(index: TextIndex, queries: Map<string, string>, top: number): Generator<string> {
  for (const [query, text] of queries) {
    yield index
      .search(text, { limit: top })
      .map(({ id, score }) => `${query}\t${id}\t${score}\n`)
      .join('');
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
