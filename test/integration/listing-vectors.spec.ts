import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type INestApplicationContext, Logger } from '@nestjs/common';
import { listMatches } from '#contracts';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { type EmbeddingsServer, startEmbeddingsServer } from '../support/embeddings-server.js';
import { eventually } from '../support/eventually.js';
import { officer, participant, type Participant, type Person } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';
import { need, publish, technology } from '../support/samples.js';

let server: EmbeddingsServer;
let product: Product;
let worker: INestApplicationContext;
let bureau: Person;
let institute: Participant;
let enterprise: Participant;
const warnings: string[] = [];

/** Membranes by any name point one way, each other matter its own. */
const vectorOf = (text: string, dimensions: number) => {
  const matter = /膜|滤芯/.test(text) ? 0 : 1 + (text.codePointAt(0)! % (dimensions - 1));
  return Array.from({ length: dimensions }, (_, i) => (i === matter ? 1 : 0.1));
};
const others = ['焊接机器人', '疫苗佐剂', '卫星遥感', '小麦育种', '语音识别'];

beforeAll(async () => {
  jest.spyOn(Logger.prototype, 'warn').mockImplementation((message: unknown) => {
    if (/vector/.test(String(message))) warnings.push(String(message));
  });
  server = await startEmbeddingsServer({ dimensions: 8, vectorOf });
  server.fail('401');
  product = await startProduct({ config: { embeddings: { url: server.url, key: null, model: 'test-1' } } });
  worker = await createWorker(product.config);
  bureau = await officer(product);
  institute = await participant(product, 'institute');
  enterprise = await participant(product, 'enterprise');
  for (const title of others) await offer(title);
}, 60_000);
afterAll(async () => {
  await worker.close();
  await product.stop();
  await server.stop();
  jest.restoreAllMocks();
});

const offer = (title: string) =>
  publish(institute, bureau, {
    kind: 'technology',
    content: technology({ title, summary: title, problem: title, field: 'urban' }),
  });
const listOf = (id: string) => enterprise.agent.get(listMatches, { params: { id } });
const vectors = async () =>
  (
    await product.database.query<{ title: string; version: number; bytes: number | null }>(
      `SELECT l.published->>'title' AS title, v.version, length(v.vector) AS bytes
         FROM listing_vectors v JOIN listings l ON l.id = v.listing_id WHERE v.model = 'test-1' ORDER BY 1`,
    )
  ).rows;
const restart = async () => {
  await worker.close();
  worker = await createWorker(product.config);
};

describe('vectors of listings', () => {
  let membrane: string;
  let wanted: string;

  it('are missing while the service is down: lists are computed all the same, and the log says why', async () => {
    membrane = (await offer('低压分离膜')).id;
    const content = need({ title: '净水滤芯', problem: '净水滤芯', field: 'urban' });
    wanted = (await publish(enterprise, bureau, { kind: 'need', content })).id;
    const list = await eventually('a list without vectors', async () => {
      const now = await listOf(wanted);
      return now.computedAt !== null && now;
    });
    expect(list.matches.map((one) => one.listing.id)).not.toContain(membrane);
    await eventually('the warning', async () => warnings.length > 0);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^Lists are computed without the vectors that are missing; next try in 60 s\. .* answered 401/,
      ),
    ]);
    expect(await vectors()).toEqual([]);
  });

  it('come when the service is there, are kept by version and model, and change the lists', async () => {
    server.heal();
    await restart();
    const match = await eventually('the membrane by its sense', async () => {
      const { matches } = await listOf(wanted);
      return matches.find((one) => one.listing.id === membrane);
    });
    expect(match.reasons.join()).toMatch(/整体意思相近/);
    expect((await vectors()).every(({ version, bytes }) => version === 1 && bytes === 32)).toBe(true);
    expect(await vectors()).toHaveLength(others.length + 2);
    expect((await listOf(wanted)).modelVersion).toMatch(/\/test-1$/);
  });

  it('follow a listing that is published later, and pass over a text that the service refuses', async () => {
    server.poison = '不受欢迎';
    const before = server.requests.length;
    await offer('不受欢迎的一项');
    await offer('新型过滤膜');
    const kept = await eventually('both rows', async () => {
      const rows = await vectors();
      return rows.length === others.length + 4 && rows;
    });
    expect(kept.find(({ title }) => title === '不受欢迎的一项')!.bytes).toBeNull();
    expect(kept.find(({ title }) => title === '新型过滤膜')!.bytes).toBe(32);
    expect(warnings.at(-1)).toMatch(/has no vector: .*input is too long/);
    await eventually('the new one in the list', async () =>
      (await listOf(wanted)).matches.some((one) => one.listing.title === '新型过滤膜'),
    );
    // Each text is asked for once, or once more within a refused batch.
    expect(server.requests.length - before).toBeLessThan(6);
    await expect(product.database.query(`UPDATE listing_vectors SET vector = '\\x00'`)).rejects.toThrow(
      'listing_vectors_whole_numbers',
    );
  });
});
