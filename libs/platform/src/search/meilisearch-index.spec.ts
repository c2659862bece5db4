import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MeilisearchIndex } from './meilisearch-index.js';
import { SearchUnavailable } from './search-index.js';

const everything = { q: '电池', where: [], choices: {}, facets: [], limit: 1, offset: 0 };
let server: Server | undefined;

async function indexBehind(answer: RequestListener): Promise<MeilisearchIndex> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return indexAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}
const indexAt = (url: string) =>
  new MeilisearchIndex({ url, key: 'k', name: 'catalogue', schema: { facets: [], numbers: [] } });
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
