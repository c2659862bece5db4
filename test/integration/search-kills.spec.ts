import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Logger } from '@nestjs/common';
import { SharedIndex } from '#catalogue';
import { readSearchIndex, reconcileSearchIndex } from '#contracts';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { eventually } from '../support/eventually.js';
import { changeSomething, forged, isInStep, publishedIds, seeded } from '../support/listing-changes.js';
import { MeilisearchStandIn } from '../support/meilisearch-stand-in.js';
import { officer, participant, type Participant, type Person } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';

const SEED = 20_261_128;
const STEPS = 60;
const workerFile = fileURLToPath(new URL('../../dist/apps/worker/src/main.js', import.meta.url));

const server = new MeilisearchStandIn();
let product: Product;
let institute: Participant;
let bureau: Person;
let worker: ChildProcess | null = null;

beforeAll(async () => {
  // What breaks is said on every break.
  jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  await server.start();
  product = await startProduct({ config: { meili: { url: server.url, key: null, index: 'kills' } } });
  institute = await participant(product, 'institute');
  bureau = await officer(product);
}, 60_000);
afterEach(kill);
afterAll(async () => {
  await product.stop();
  await server.kill();
  jest.restoreAllMocks();
});

const inStep = () => isInStep(product, product.api.get(SharedIndex).index!);

/** The worker as it runs in production, in a process of its own. */
async function start(): Promise<void> {
  const { databaseUrl, secretKey } = product.config;
  const child = fork(workerFile, {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: databaseUrl,
      SECRET_KEY: secretKey,
      MEILI_URL: server.url,
      MEILI_INDEX: 'kills',
    },
    stdio: 'ignore',
  });
  worker = child;
  // It may be killed before it is ready.
  await new Promise((resolve) => child.once('message', resolve).once('exit', resolve));
}

/** In the middle of whatever it does; it has no chance to end that. */
async function kill(): Promise<void> {
  const child = worker;
  worker = null;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** Whether the worker has told the index of every change: then nothing but a comparison brings back what was lost. */
async function handedOver(): Promise<boolean> {
  const { rows } = await product.database.query(
    `SELECT 1 FROM outbox_events e WHERE e.name = 'listing.changed' AND NOT EXISTS (
       SELECT 1 FROM handled_events h WHERE h.event_id = e.id AND h.consumer = 'listing.changed search-index') LIMIT 1`,
  );
  return rows.length === 0;
}

/** Changes listings while the index, and the worker if it is told how, break at random points. */
async function ordeal(seed: number, steps: number, restart?: () => Promise<void>): Promise<number> {
  const random = seeded(seed);
  let copy = server.copy();
  let kills = 0;
  for (let step = 0; step < steps; step++) {
    await changeSomething(product, institute, random);
    const fault = random(12);
    if (fault === 0 && restart) {
      await restart();
      kills++;
    }
    if (fault <= 2) {
      await server.kill();
      await wait(random(80));
      if (fault === 1) server.restore(copy);
      await server.start();
    }
    if (fault === 3) server.wipe();
    if (fault === 4) copy = server.copy();
    if (fault > 4) await wait(random(120));
  }
  return kills;
}

describe('an index that all processes share', () => {
  it('is not what is published after faults where nothing compares it with the database', async () => {
    const reconcile = jest.spyOn(SharedIndex.prototype, 'reconcile').mockResolvedValue();
    const inProcess = await createWorker(product.config);
    try {
      await ordeal(SEED, 30);
      await eventually('every change handed over', handedOver, 60);
      server.wipe();
      expect((await publishedIds(product)).length).toBeGreaterThan(2);
      await changeSomething(product, institute, seeded(1));
      await wait(4_000);
      // A start that a fault broke off is tried again after 15 s.
      await eventually(
        'a comparison, which does nothing here',
        async () => reconcile.mock.calls.length > 0,
        60,
      );
      expect(await inStep()).toBe(false);
    } finally {
      await inProcess.close();
      reconcile.mockRestore();
    }
  }, 120_000);

  it('equals what is published after the worker and the index were killed at random points', async () => {
    await start();
    let starting: Promise<void> = Promise.resolve();
    const kills = await ordeal(SEED, STEPS, async () => {
      await kill();
      starting = start();
      await Promise.race([starting, wait(1_000)]);
    });
    expect(kills).toBeGreaterThan(2);
    await kill();
    await starting;
    await start();
    await eventually('the index in step', inStep, 60);
  }, 240_000);

  it('stays as it was restored until an operator has it compared, and then equals what is published', async () => {
    await start();
    await eventually('the index in step', inStep, 60);
    const copy = server.copy();
    const random = seeded(SEED + 1);
    for (let i = 0; i < 8; i++) await changeSomething(product, institute, random);
    await eventually('the changes in the index', inStep, 20);
    server.restore(copy);
    await product.api.get(SharedIndex).index!.put([forged()]);
    await wait(2_000);
    expect(await inStep()).toBe(false);
    await bureau.agent.get(reconcileSearchIndex, {});
    await eventually('the index in step', inStep, 30);
    await eventually('what was mended', async () => {
      const { reconciliation } = await bureau.agent.get(readSearchIndex, {});
      return reconciliation!.surplus > 0;
    });
  }, 120_000);
});
