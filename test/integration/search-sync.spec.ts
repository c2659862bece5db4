import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { OwnIndex, SharedIndex } from '#catalogue';
import { Clock, type SearchIndex } from '#platform';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { JobHandlers } from '../../apps/worker/src/handlers.js';
import { eventually } from '../support/eventually.js';
import { changeSomething, forged, isInStep, publishedIds, seeded } from '../support/listing-changes.js';
import { participant, type Participant } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';

const SEED = 20_261_130;
const STEPS = 60;
/** `MEILI_URL` and `MEILI_KEY` name a server for the shared index; without it only the built-in one is tried. */
const meili = process.env['MEILI_URL'] && {
  url: process.env['MEILI_URL'],
  key: process.env['MEILI_KEY'] ?? null,
  index: `sync-${randomBytes(4).toString('hex')}`,
};
process.stdout.write(
  meili
    ? `Search in step: runs on the built-in index and on Meilisearch at ${meili.url}.\n`
    : 'Search in step: runs on the built-in index; Meilisearch is left out, since MEILI_URL is not set.\n',
);

let product: Product;
let institute: Participant;
beforeAll(async () => {
  product = await startProduct({ config: { meili: meili || null } });
  institute = await participant(product, 'institute');
  await product.api.get(OwnIndex).start();
}, 60_000);
afterAll(() => product.stop());

const sql = async <T>(text: string, values: unknown[] = []) =>
  (await product.database.query(text, values)).rows as T[];
const published = () => publishedIds(product);
const change = (random: (below: number) => number) => changeSomething(product, institute, random);
const inStep = (index: SearchIndex) => isInStep(product, index);

/** Ends the connection on which the product hears notifications. */
const dropListener = () =>
  sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE 'LISTEN %'`);

describe('the index of a process', () => {
  it('equals what is published after faults at random points', async () => {
    const random = seeded(SEED);
    const own = product.api.get(OwnIndex);
    for (let step = 0; step < STEPS; step++) {
      await change(random);
      const all = await published();
      const id = all[random(all.length)];
      const fault = random(12);
      if (fault === 0) await dropListener();
      if (fault === 1) await own.index.remove([...(await own.index.stamps()).keys()]);
      if (fault === 2 && id) await own.index.put([forged(id), forged()]);
      if (fault === 3) void own.rebuild();
    }
    // A lost connection makes the process compare by itself: once that is over, nothing but a reconciliation finds
    // what was forged and wiped.
    await wait(2_500);
    await own.index.remove((await published()).slice(0, 3));
    await own.index.put([forged()]);
    await wait(1_000);
    expect(await inStep(own.index)).toBe(false);
    await own.reconcile();
    expect(await inStep(own.index)).toBe(true);
    expect(await own.reconcile()).toEqual({ missing: 0, stale: 0, surplus: 0 });
  });

  it('catches up by itself after a lost connection', async () => {
    const own = product.api.get(OwnIndex);
    await dropListener();
    await change(seeded(1));
    await change(seeded(2));
    await eventually('the index in step', () => inStep(own.index), 10);
  });

  it('keeps answering while it is built anew, and loses no change meanwhile', async () => {
    const own = product.api.get(OwnIndex);
    const random = seeded(SEED + 1);
    const rebuilt = own.rebuild();
    for (let i = 0; i < 10; i++) {
      await change(random);
      const { total } = await own.index.search({
        q: '',
        where: [],
        choices: {},
        facets: [],
        limit: 1,
        offset: 0,
      });
      expect(total).toBeGreaterThan(0);
    }
    await rebuilt;
    await eventually('the index in step', () => inStep(own.index), 10);
  });
});

describe('the nightly timer', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });
  /** For every process of this test; the hour of the city is 8 hours ahead. */
  const setClock = (instant: string) =>
    jest.spyOn(Clock.prototype, 'now').mockImplementation(() => new Date(instant));
  const tickAt = async (worker: INestApplicationContext, instant: string) => {
    setClock(instant);
    await worker.get(JobHandlers).tick('search-index.reconcile');
  };

  it('has every process compare its index with the database at three in the city, and at no other hour', async () => {
    const own = product.api.get(OwnIndex);
    // A worker ticks as it starts, which between three and four would be a reconciliation of its own.
    setClock('2026-11-28T18:00:00Z');
    const worker = await createWorker(product.config);
    try {
      await eventually('the index in step', () => inStep(own.index), 10);
      await own.index.remove((await published()).slice(0, 2));
      await own.index.put([forged()]);
      const timers = await sql<{ every_ms: string }>(
        `SELECT every_ms FROM bullmq.scheduler WHERE scheduler_id = 'search-index.reconcile'`,
      );
      expect(timers).toEqual([{ every_ms: '3600000' }]);
      for (const hour of ['2026-11-28T18:59:00Z', '2026-11-28T03:00:00Z', '2026-11-28T20:00:00Z']) {
        await tickAt(worker, hour);
      }
      await wait(1_000);
      expect(await inStep(own.index)).toBe(false);
      await tickAt(worker, '2026-11-28T19:00:00Z');
      await eventually('the index in step', () => inStep(own.index), 10);
      expect(own.reconciled).toMatchObject({ missing: 2, surplus: 1 });
    } finally {
      await worker.close();
    }
  }, 60_000);
});

const where = meili ? 'runs' : 'is left out, since MEILI_URL is not set';
process.stdout.write(`A real Meilisearch in this test ${where}.\n`);
if (meili)
  describe('the index of all processes', () => {
    let worker: INestApplicationContext | null = null;
    const start = async () => {
      worker ??= await createWorker(product.config);
      return worker.get(SharedIndex);
    };
    const stop = async () => {
      await worker?.close();
      worker = null;
    };
    afterAll(async () => {
      const { index } = await start();
      await index!.remove([...(await index!.stamps()).keys()]);
      await stop();
    }, 60_000);

    it('equals what is published after faults at random points', async () => {
      const random = seeded(SEED + 2);
      let { index } = await start();
      for (let step = 0; step < 20; step++) {
        await change(random);
        const fault = random(6);
        if (fault === 0) await stop();
        if (fault === 1) ({ index } = await start());
        if (fault === 2) await index!.remove([...(await index!.stamps()).keys()].slice(0, 3));
        if (fault === 3) await index!.put([forged()]);
      }
      const shared = await start();
      await index!.put([forged()]);
      expect(await inStep(index!)).toBe(false);
      await shared.reconcile();
      await eventually('the shared index in step', () => inStep(index!), 30);
    }, 240_000);
  });
