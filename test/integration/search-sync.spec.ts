import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { CatalogueDocuments, OwnIndex, SharedIndex } from '#catalogue';
import type { SearchDocument } from '#platform';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { eventually } from '../support/eventually.js';
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

function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

let product: Product;
let institute: Participant;
let number = 0;
beforeAll(async () => {
  product = await startProduct({ config: { meili: meili || null } });
  institute = await participant(product, 'institute');
  await product.api.get(OwnIndex).start();
}, 60_000);
afterAll(() => product.stop());

const sql = async <T>(text: string, values: unknown[] = []) =>
  (await product.database.query(text, values)).rows as T[];
const published = async () =>
  (await sql<{ id: string }>(`SELECT id FROM listings WHERE published IS NOT NULL AND state <> 'expired'`))
    .map(({ id }) => id)
    .sort();

/** A change as the product makes it: with its event and its notification in one transaction. */
async function change(random: (below: number) => number): Promise<void> {
  const all = await published();
  const id = all[random(all.length)];
  const what = id === undefined ? 0 : random(4);
  const client = await product.database.connect();
  try {
    await client.query('BEGIN');
    const {
      rows: [row],
    } =
      what === 0
        ? await client.query<{ id: string }>(
            `INSERT INTO listings (kind, code, organisation_id, state, content, published, published_at, published_version)
             VALUES ('technology', $1, $2, 'published', $3, $3, now(), 1) RETURNING id`,
            [
              `S${++number}`,
              institute.organisation.id,
              { title: `成果 ${number} ${'甲乙丙丁戊'[random(5)]}` },
            ],
          )
        : await client.query<{ id: string }>(
            {
              1: `UPDATE listings SET published = published || '{"summary": "新"}', published_version = published_version + 1`,
              2: `UPDATE listings SET disclosure = CASE disclosure WHEN 'public' THEN 'confidential' ELSE 'public' END`,
              3: `UPDATE listings SET published = NULL, state = 'archived'`,
            }[what]! + ' WHERE id = $1 RETURNING id',
            [id],
          );
    const listingId = row!.id;
    await client.query(`INSERT INTO outbox_events (name, payload) VALUES ('listing.changed', $1)`, [
      { listingId },
    ]);
    await client.query(`SELECT pg_notify('listing', $1), pg_notify('outbox', '')`, [listingId]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

/** A document that says something else than the database. */
const forged = (id: string): SearchDocument => ({
  id,
  stamp: 'forged',
  fields: { title: '伪造' },
  facets: { kind: ['technology'], audience: ['public'] },
  numbers: { validUntil: 100_000 },
});

const stampsNow = async () => {
  const rows: [string, string][] = [];
  for await (const page of product.api.get(CatalogueDocuments).stamps())
    for (const { id, stamp } of page) rows.push([id, stamp]);
  return new Map(rows);
};
const inStep = async (index: OwnIndex['index'] | NonNullable<SharedIndex['index']>) => {
  const [held, expected] = [await index.stamps(), await stampsNow()];
  return JSON.stringify([...held].sort()) === JSON.stringify([...expected].sort());
};

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
      if (fault === 2 && id)
        await own.index.put([forged(id), forged('00000000-0000-4000-8000-00000000000f')]);
      if (fault === 3) void own.rebuild();
    }
    // A lost connection makes the process compare by itself: once that is over, nothing but a reconciliation finds
    // what was forged and wiped.
    await wait(2_500);
    await own.index.remove((await published()).slice(0, 3));
    await own.index.put([forged('00000000-0000-4000-8000-00000000000f')]);
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
        if (fault === 3) await index!.put([forged('00000000-0000-4000-8000-00000000000f')]);
      }
      const shared = await start();
      await index!.put([forged('00000000-0000-4000-8000-00000000000f')]);
      expect(await inStep(index!)).toBe(false);
      await shared.reconcile();
      await eventually('the shared index in step', () => inStep(index!), 30);
    }, 240_000);
  });
