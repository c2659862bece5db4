import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from './run-files.js';
import { searchRun } from './search-run.js';

const DOCS = [
  '{"id":"D1","title":"锂电池回收","year":"2024"}',
  '{"id":"D2","text":"叶片检测，锂电池供电"}',
  '{"id":"D3","title":"水处理","keywords":["反渗透膜","超滤"]}',
];

describe('searchRun', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'search-run-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function run(docs: string[], queries: string[], top = 100): Promise<string[]> {
    const files = {
      docs: join(folder, 'd.jsonl'),
      queries: join(folder, 'q.tsv'),
      out: join(folder, 'run.tsv'),
    };
    await writeFile(files.docs, docs.join('\n'));
    await writeFile(files.queries, queries.join('\r\n'));
    await searchRun({ ...files, top });
    const rows = (await readFile(files.out, 'utf8')).trim().split('\n');
    for (const row of rows) if (row) expect(Number(row.split('\t')[2])).toBeGreaterThan(0);
    return rows.map((row) => row.split('\t').slice(0, 2).join(' '));
  }

  it('writes the best documents of each query in order', async () => {
    const queries = ['\uFEFFQ1\t锂电池', '', 'Q2\t反渗透 膜', 'Q3\t', 'Q4\t\u0000\u0001'];
    expect(await run(DOCS, queries)).toEqual(['Q1 D1', 'Q1 D2', 'Q2 D3']);
    expect(await run(DOCS, queries, 1)).toEqual(['Q1 D1', 'Q2 D3']);
  });

  it('reads texts with any line and paragraph separators inside', async () => {
    const docs = ['{"id":"D1","title":"锂电池\u2028回收\u2029\u0085"}', DOCS[2]!];
    expect(await run(docs, ['Q1\t回收', 'Q2\t超滤\u2028膜'])).toEqual(['Q1 D1', 'Q2 D3']);
  });

  it('answers with an empty run when there is nothing to search or to ask', async () => {
    expect(await run([], ['Q1\t锂电池'])).toEqual(['']);
    expect(await run(DOCS, [])).toEqual(['']);
  });

  it.each([
    ['a document without id', ['{"title":"x"}'], ['Q1\tx'], /d\.jsonl line 1: id: /],
    ['a document that is no JSON', [DOCS[0]!, '{'], ['Q1\tx'], /d\.jsonl line 2: not JSON/],
    ['a title that is no text', ['{"id":"D1","title":5}'], ['Q1\tx'], /d\.jsonl line 1: title: /],
    [
      'a document twice',
      [DOCS[0]!, DOCS[0]!],
      ['Q1\tx'],
      /d\.jsonl line 2: the id D1 stands in an earlier line/,
    ],
    ['a query without id', DOCS, ['Q1\tx', '锂电池'], /q\.tsv line 2: a query id, a tab and the query/],
    ['a query twice', DOCS, ['Q1\tx', 'Q1\ty'], /q\.tsv line 2: the id Q1 stands in an earlier line/],
  ])('names file and line of %s and writes nothing', async (_, docs, queries, message) => {
    const failed = run(docs, queries);
    await expect(failed).rejects.toThrow(InputError);
    await expect(failed).rejects.toThrow(message);
    expect((await readdir(folder)).sort()).toEqual(['d.jsonl', 'q.tsv']);
  });

  it('says that Meilisearch is not named, or away', async () => {
    const docs = join(folder, 'd.jsonl');
    const queries = join(folder, 'q.tsv');
    await writeFile(docs, DOCS.join('\n'));
    await writeFile(queries, 'Q1\tx');
    const on = (meili: { url?: string }) =>
      searchRun({ docs, queries, out: join(folder, 'run.tsv'), top: 1, engine: 'meilisearch', meili });
    await expect(on({})).rejects.toThrow(/MEILI_URL/);
    await expect(on({ url: 'http://127.0.0.1:9' })).rejects.toThrow(InputError);
  });
});
