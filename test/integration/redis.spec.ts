import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandBoard } from '#contracts';
import { BoardClient } from '../support/board-client.js';
import { eventually } from '../support/eventually.js';
import { goLive, timetabledEvent } from '../support/live-event.js';
import { type Product, startProduct } from '../support/product.js';
import { startRedis } from '../support/redis-server.js';

let redis: Awaited<ReturnType<typeof startRedis>>;
let product: Product;
beforeAll(async () => {
  redis = await startRedis();
  product = await startProduct({ worker: true, config: { redisUrl: redis.url } });
});
afterAll(async () => {
  await product?.stop();
  if (!redis) return;
  // Whatever the product opened on Redis it closes; readers that wait for messages do so within five seconds.
  await eventually('the last connection to Redis but the own', async () => {
    const clients = String(await redis.client.client('LIST'))
      .trim()
      .split('\n');
    return clients.length === 1;
  });
  await redis.stop();
});

describe('with REDIS_URL', () => {
  it('runs the jobs through BullMQ on Redis, none on PostgreSQL', async () => {
    const { timetable } = await timetabledEvent(product);
    expect(timetable).toMatchObject({ state: 'draft', objectives: { meetings: 6 } });
    expect(await redis.client.zcard('bull:chanyanhui:completed')).toBeGreaterThan(0);
    const { rows } = await product.database.query(
      `SELECT 1 FROM information_schema.schemata WHERE schema_name = 'bullmq'`,
    );
    expect(rows).toEqual([]);
  });

  it('shows a change made through one api process on a screen of another, once', async () => {
    const event = await timetabledEvent(product, { institutes: 1, enterprises: 1 });
    await goLive(event);
    const second = await product.another();
    const screens = [new BoardClient(product.url), new BoardClient(second.url)];
    try {
      const [shown] = await Promise.all(screens.map((one) => one.snapshot(event.id)));
      const { version } = shown!;
      const { version: next } = await event.bureau.agent.get(commandBoard, {
        params: { id: event.id },
        body: { command: 'start_round', version },
      });
      await event.bureau.agent.get(commandBoard, {
        params: { id: event.id },
        body: { command: 'end_round', version: next },
      });
      for (const screen of screens) {
        await screen.change(version + 2);
        expect(screen.changes.map((one) => one.version)).toEqual([version + 1, version + 2]);
      }
    } finally {
      for (const screen of screens) screen.close();
    }
  });
});
