import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MeilisearchIndex } from './meilisearch-index.js';
import { SearchUnavailable } from './search-index.js';

const everything = { q: '电池', where: [], choices: {}, facets: [], limit: 1, offset: 0 };
let server: Server | undefined;

async function indexBehind(answer: RequestListener, vectors = false): Promise<MeilisearchIndex> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return indexAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, vectors);
}
const indexAt = (url: string, vectors = false) =>
  new MeilisearchIndex({ url, key: 'k', name: 'catalogue', schema: { facets: [], numbers: [] }, vectors });
const says =
  (status: number, body: unknown): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

describe('a Meilisearch server in trouble', () => {
  it.each([
    [404, 'index_not_found', 'Index `catalogue` not found.'],
    [403, 'invalid_api_key', 'The provided API key is invalid.'],
    [500, 'internal', 'Internal error.'],
    [503, 'too_many_search_requests', 'Too many search requests.'],
  ])('is unavailable with its own words: %s %s', async (status, code, message) => {
    const index = await indexBehind(says(status, { message, code, type: 'x', link: 'x' }));
    const error = await index.search(everything).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SearchUnavailable);
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
  });
  it('is unavailable when a task of it fails', async () => {
    const index = await indexBehind((request, response) => {
      const task = { taskUid: 1, uid: 1, indexUid: 'catalogue', type: 'documentAdditionOrUpdate' };
      if (request.method === 'GET') {
        says(200, {
          ...task,
          status: 'failed',
          error: { message: 'no space left', code: 'no_space_left_on_device' },
        })(request, response);
      } else says(202, { ...task, status: 'enqueued' })(request, response);
    });
    await expect(index.remove(['a'])).rejects.toMatchObject({
      name: 'SearchUnavailable',
      code: 'no_space_left_on_device',
      message: 'Meilisearch: no space left',
    });
  });
  it('is unavailable when it answers with a page of a proxy', async () => {
    const index = await indexBehind((_, response) => {
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<h1>Bad gateway</h1>');
    });
    await expect(index.search(everything)).rejects.toBeInstanceOf(SearchUnavailable);
  });
  it('is unavailable when nobody listens, when the line breaks and when it is silent', async () => {
    await expect(indexAt('http://127.0.0.1:1').search(everything)).rejects.toBeInstanceOf(SearchUnavailable);
    const broken = await indexBehind((request) => request.socket.destroy());
    await expect(broken.search(everything)).rejects.toBeInstanceOf(SearchUnavailable);
    server!.close();
    const silent = await indexBehind(() => undefined);
    await expect(silent.search(everything)).rejects.toThrow('Meilisearch gave no answer in time');
  });
});

describe('a slow Meilisearch server', () => {
  /** By words it finds these at once, as a slip of something else after 5 s. */
  const slowInOtherWays = (byWords: string[]): RequestListener => {
    const answer = (ids: string[]) => ({
      hits: ids.map((id) => ({ id, title: id, _rankingScore: 0.9 })),
      totalHits: ids.length,
    });
    return (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (request.method === 'GET') {
          return says(200, request.url!.includes('synonyms') ? {} : { results: [], total: 0 })(
            request,
            response,
          );
        }
        const { queries, federation } = JSON.parse(Buffer.concat(chunks).toString()) as {
          queries: { attributesToSearchOn: string[] }[];
          federation?: object;
        };
        if (federation) return says(200, answer(byWords))(request, response);
        const otherwise = queries[0]!.attributesToSearchOn.includes('characters');
        const found = queries.map(() => answer(otherwise ? ['heard'] : []));
        setTimeout(() => says(200, { results: found })(request, response), otherwise ? 5_000 : 0);
      });
    };
  };
  const slipped = { ...everything, q: '电池材抖' };

  it('has its first answer given where other ways to read the query take too long', async () => {
    const index = await indexBehind(slowInOtherWays(['a']));
    const started = performance.now();
    expect(await index.search(slipped)).toMatchObject({ hits: [{ id: 'a' }], total: 1 });
    expect(performance.now() - started).toBeLessThan(3_000);
    const patient = performance.now();
    await index.search({ ...slipped, until: patient + 10_000 });
    expect(performance.now() - patient).toBeGreaterThan(4_900);
  }, 15_000);
  it('is unavailable where nothing was found in time', async () => {
    const index = await indexBehind(slowInOtherWays([]));
    const started = performance.now();
    await expect(index.search(slipped)).rejects.toThrow('Meilisearch gave no answer in time');
    expect(performance.now() - started).toBeLessThan(3_000);
  });
  it('is unavailable where it does not even say what words are rare', async () => {
    const index = await indexBehind((request, response) => {
      setTimeout(() => says(200, { results: [], total: 0 })(request, response), 1_700);
    });
    const started = performance.now();
    await expect(index.search(everything)).rejects.toThrow('Meilisearch gave no answer in time');
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe('vectors', () => {
  const vector = Float32Array.of(0.6, 0.8);
  const task = { taskUid: 1, uid: 1, indexUid: 'catalogue', type: 'documentAdditionOrUpdate' };
  interface Asked {
    queries: { q: string; vector?: number[]; hybrid?: object; rankingScoreThreshold?: number }[];
    federation?: object;
  }
  /** A server of which `byWords` are hits by words, and `near` by sense. */
  const searched = (bodies: Asked[], byWords: string[], refusal?: string): RequestListener =>
    recorded(bodies, (request, response) => {
      if (request.method === 'GET') {
        return says(200, request.url!.includes('synonyms') ? {} : { results: [], total: 0 })(
          request,
          response,
        );
      }
      const { queries, federation } = bodies.at(-1)!;
      const bySense = queries.some(({ vector: asked }) => asked);
      if (refusal && bySense) {
        return says(400, { message: 'no such embedder', code: refusal, type: 'x', link: 'x' })(
          request,
          response,
        );
      }
      const answer = (ids: string[]) => ({
        hits: ids.map((id) => ({ id, title: id, _rankingScore: 0.9 })),
        totalHits: ids.length,
      });
      if (federation) return says(200, answer(bySense ? [...byWords, 'near'] : byWords))(request, response);
      says(200, { results: queries.map(({ vector: asked }) => answer(asked ? ['near'] : byWords)) })(
        request,
        response,
      );
    });
  const recorded =
    <T>(bodies: T[], then: RequestListener): RequestListener =>
    (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (chunks.length > 0) bodies.push(JSON.parse(Buffer.concat(chunks).toString()) as T);
        then(request, response);
      });
    };

  it('are asked beside the words, and the nearest are hits', async () => {
    const bodies: Asked[] = [];
    const index = await indexBehind(searched(bodies, ['a']), true);
    const request = { ...everything, limit: 10 };
    expect((await index.search(request)).hits.map(({ id }) => id)).toEqual(['a']);
    expect(JSON.stringify(bodies)).not.toContain('hybrid');
    const { hits, total } = await index.search({ ...request, vector });
    expect(hits.map(({ id }) => id)).toEqual(['a', 'near']);
    expect(total).toBe(2);
    const asked = bodies.find(({ federation, queries }) => federation && queries.length > 2)!;
    expect(asked.queries.at(-1)).toMatchObject({
      q: '',
      hybrid: { embedder: 'listing', semanticRatio: 1 },
      rankingScoreThreshold: 0.9,
      vector: [...vector],
    });
  });
  it.each(['invalid_search_embedder', 'invalid_vector_dimensions'])(
    'are left out where the server says %s',
    async (code) => {
      const index = await indexBehind(searched([], ['a'], code), true);
      expect((await index.search({ ...everything, vector })).hits.map(({ id }) => id)).toEqual(['a']);
    },
  );
  it('tell the server once how long they are, and come with their documents', async () => {
    const bodies: unknown[] = [];
    const urls: string[] = [];
    const index = await indexBehind(
      recorded(bodies, (request, response) => {
        if (request.method !== 'GET') urls.push(request.url!.split('?')[0]!);
        const status = request.method === 'GET' ? 'succeeded' : 'enqueued';
        says(request.method === 'GET' ? 200 : 202, { ...task, status })(request, response);
      }),
      true,
    );
    const document = { stamp: '1', fields: { title: '膜' }, facets: {}, numbers: {} };
    await index.put([{ ...document, id: 'a' }]);
    await index.put([{ ...document, id: 'b', vector }]);
    await index.put([{ ...document, id: 'c', vector }]);
    expect(urls.map((url) => url.split('/').at(-1))).toEqual([
      'documents',
      'settings',
      'documents',
      'documents',
    ]);
    expect(bodies[1]).toEqual({ embedders: { listing: { source: 'userProvided', dimensions: 2 } } });
    expect(bodies).toMatchObject([
      [{ _vectors: { listing: null } }],
      {},
      [{ _vectors: { listing: [...vector] } }],
      [{ _vectors: { listing: [...vector] } }],
    ]);
  });
});
