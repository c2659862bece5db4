import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigError, Embeddings, EmbeddingsError, loadConfig } from '#platform';
import { type EmbeddingsServer, startEmbeddingsServer } from '../support/embeddings-server.js';

let server: EmbeddingsServer;
const limits = { timeoutMs: 400, attempts: 3, backoffMs: 1, batch: 2 };
const client = (changes: Partial<typeof limits> = {}, path = '') =>
  new Embeddings({ url: server.url + path, key: 'sk-1', model: 'bge' }, { ...limits, ...changes });
const failure = async (work: Promise<unknown>): Promise<EmbeddingsError> => {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(EmbeddingsError);
  return error as EmbeddingsError;
};

beforeAll(async () => {
  server = await startEmbeddingsServer({ dimensions: 8 });
});
beforeEach(() => {
  server.heal();
  server.requests.length = 0;
});
afterAll(() => server.stop());

describe('the client of /v1/embeddings', () => {
  it.each(['', '/', '/v1', '/v1/', '/v1/embeddings'])('finds the route from the base “%s”', async (path) => {
    expect(await client({}, path).embed(['膜'])).toHaveLength(1);
  });

  it('asks in batches with model and key, and gives unit vectors in the order of the texts', async () => {
    const texts = ['反渗透膜', '焊接', '反渗透膜'];
    const [membrane, welding, again] = await client().embed(texts);
    expect(server.requests.map(({ input }) => input)).toEqual([texts.slice(0, 2), texts.slice(2)]);
    expect(server.requests[0]).toMatchObject({ model: 'bge', authorization: 'Bearer sk-1' });
    expect(again).toEqual(membrane);
    expect(welding).not.toEqual(membrane);
    expect(Math.hypot(...membrane!)).toBeCloseTo(1, 6);
    expect(await client().embed([])).toEqual([]);
  });

  it.each(['429', '500', 'timeout'] as const)('tries again after %s', async (fault) => {
    server.fail(fault, 2);
    expect(await client().embed(['膜'])).toHaveLength(1);
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    ['429', /answered 429: .*test fault 429.* \(tried 3 times\)$/, 3],
    ['500', /answered 500: .*\(tried 3 times\)$/, 3],
    ['timeout', /did not answer within 400 ms \(tried 3 times\)$/, 3],
    ['401', /answered 401: .*test fault 401/, 1],
  ] as const)('gives up on %s as unavailable', async (fault, message, requests) => {
    server.fail(fault);
    const error = await failure(client().embed(['膜']));
    expect([error.fault, error.message]).toEqual(['unavailable', expect.stringMatching(message)]);
    expect(error.message).toContain(server.url);
    expect(error.message).not.toContain('sk-1');
    expect(server.requests).toHaveLength(requests);
  });

  it.each([
    ['not JSON', /no JSON: <html>502 Bad Gateway<\/html>$/],
    ['no vectors', /without vectors: data: /],
    ['too few', /answered 1 vectors for 2 texts$/],
  ] as const)('says at once what is wrong with an answer: %s', async (fault, message) => {
    server.fail(fault);
    const error = await failure(client().embed(['膜', '焊接']));
    expect([error.fault, error.message]).toEqual(['senseless', expect.stringMatching(message)]);
    expect(server.requests).toHaveLength(1);
  });

  it('refuses another number of dimensions than was kept, or than came before', async () => {
    const kept = await failure(client().embed(['膜'], { dimensions: 1024 }));
    expect(kept.message).toMatch(/answered 8 dimensions where 1024 are expected; .*EMBEDDINGS_MODEL/);
    expect(await client().embed(['膜'], { dimensions: 8 })).toHaveLength(1);
    server.requests.length = 0;
    const texts = client({ batch: 1 });
    const first = texts.embed(['膜', '焊接', '膜']);
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    server.fail('wrong dimension');
    expect((await failure(first)).message).toMatch(/answered 7 dimensions where 8/);
  });

  it('tells texts that are refused from a service that is down, and nobody at the address', async () => {
    server.fail('400');
    expect((await failure(client().embed(['膜']))).fault).toBe('refused');
    const nobody = new Embeddings({ url: 'http://127.0.0.1:1/v1', key: null, model: 'bge' }, limits);
    const error = await failure(nobody.embed(['膜']));
    expect([error.fault, error.message]).toEqual(['unavailable', expect.stringMatching(/cannot be reached/)]);
  });

  it('ends at once when it is told to stop', async () => {
    server.fail('timeout');
    const stop = new AbortController();
    const waiting = failure(client({ timeoutMs: 60_000 }).embed(['膜'], { signal: stop.signal }));
    stop.abort();
    expect((await waiting).fault).toBe('unavailable');
    expect(server.requests.length).toBeLessThan(2);
  });
});

describe('its configuration', () => {
  const config = (changes: Record<string, string>) =>
    loadConfig({ DATABASE_URL: 'postgres://u@h/d', SECRET_KEY: 'f'.repeat(32), ...changes });
  it('is off by default and on with an address and a model', () => {
    expect(config({}).embeddings).toBeNull();
    expect(config({ EMBEDDINGS_URL: '', EMBEDDINGS_MODEL: '' }).embeddings).toBeNull();
    expect(config({ EMBEDDINGS_URL: 'http://host:8080/v1', EMBEDDINGS_MODEL: 'bge-m3' }).embeddings).toEqual({
      url: 'http://host:8080/v1',
      key: null,
      model: 'bge-m3',
    });
  });

  it.each([
    [
      { EMBEDDINGS_URL: 'host:8080' },
      /^EMBEDDINGS_URL should be the address of an OpenAI-compatible service/,
    ],
    [{ EMBEDDINGS_URL: 'http://host/v1' }, /^EMBEDDINGS_MODEL is needed with EMBEDDINGS_URL/],
    [{ EMBEDDINGS_KEY: 'k' }, /^EMBEDDINGS_KEY is of no use without EMBEDDINGS_URL$/],
    [
      { EMBEDDINGS_URL: 'http://host/v1', EMBEDDINGS_MODEL: 'two words' },
      /^EMBEDDINGS_MODEL should be a model name/,
    ],
  ])('stops the start for %j', (values, message) => {
    expect(() => config(values)).toThrow(ConfigError);
    expect(() => config(values)).toThrow(message);
  });
});
