import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { listListings, readSearchIndex } from '#contracts';
import { Clock } from '#platform';
import { type EmbeddingsServer, startEmbeddingsServer } from '../support/embeddings-server.js';
import { eventually } from '../support/eventually.js';
import { officer, participant, type Person } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';
import { publish, technology } from '../support/samples.js';

let server: EmbeddingsServer;
let product: Product;
let bureau: Person;
let near: string;

/** Membranes by any name point one way, each other matter its own. */
const vectorOf = (text: string, dimensions: number) => {
  const matter = /膜|滤芯/.test(text) ? 0 : 1 + (text.codePointAt(0)! % (dimensions - 1));
  return Array.from({ length: dimensions }, (_, i) => (i === matter ? 1 : 0.1));
};
const found = async (q: string) =>
  (await product.visitor().get(listListings, { query: { kind: 'technology', q } })).items.map(({ id }) => id);
const state = async () => (await bureau.agent.get(readSearchIndex, {})).vectors!;
/** Queries are remembered: each that must ask the service is another one. */
let number = 0;
const another = () => `净水滤芯${'甲乙丙丁戊己庚辛'[number++]}型`;

beforeAll(async () => {
  server = await startEmbeddingsServer({ dimensions: 8, vectorOf });
  const embeddings = { url: server.url, key: null, model: 'test-1' };
  product = await startProduct({ worker: true, config: { embeddings } });
  bureau = await officer(product);
  const institute = await participant(product, 'institute');
  const make = async (title: string) =>
    (
      await publish(institute, bureau, {
        kind: 'technology',
        content: technology({ title, summary: title, problem: title, keywords: [] }),
      })
    ).id;
  for (const title of ['焊接机器人', '疫苗佐剂', '卫星遥感', '小麦育种', '语音识别']) await make(title);
  near = await make('低压分离膜');
  await eventually('all vectors', async () => (await state()).documents === 6);
}, 60_000);
afterAll(async () => {
  await product.stop();
  await server.stop();
  jest.restoreAllMocks();
});

describe('searching by what is meant', () => {
  it('finds what says it in other words, and asks the service once for each query', async () => {
    const q = another();
    await eventually('the membrane', async () => (await found(q)).includes(near), 5);
    const before = server.requests.length;
    await found(q);
    expect(server.requests.length).toBe(before);
    for (const exact of ['"净水滤芯"', '净水滤芯 -焊接', ' ', '。，']) await found(exact);
    expect(server.requests.length).toBe(before);
  });

  it('goes by words alone while the service is silent, without delay, and says so until it is back', async () => {
    const clock = product.api.get(Clock);
    const now = clock.now.bind(clock);
    server.fail('timeout');
    const from = performance.now();
    expect(await found(another())).not.toContain(near);
    expect(performance.now() - from).toBeLessThan(1_000);
    const { problem } = await state();
    expect(problem!.reason).toMatch(/did not answer within 300 ms/);

    const asked = server.requests.length;
    for (let i = 0; i < 3; i++) expect(await found(another())).not.toContain(near);
    expect(server.requests.length).toBe(asked);

    server.heal();
    jest.spyOn(clock, 'now').mockImplementation(() => new Date(now().getTime() + 11_000));
    const q = another();
    await found(q);
    await eventually('the way back', async () => (await state()).problem === null, 5);
    expect(await found(q)).toContain(near);
  });

  it('takes an answer that makes no sense for none', async () => {
    server.fail('not JSON');
    expect(await found(another())).not.toContain(near);
    expect((await state()).problem!.reason).toMatch(/no JSON/);
    server.heal();
  });
});
