import { createPostgresBackend, Queue, Worker, type Job, type Processor } from 'bullmq';
import type { Config } from './config.js';

/** The single queue of the product: domain events and timers, by job name. Payloads hold ids only. */
const QUEUE = 'chanyanhui';

function redisConnection(redisUrl: string) {
  const address = new URL(redisUrl);
  return {
    host: address.hostname,
    port: Number(address.port || 6379),
    username: decodeURIComponent(address.username) || undefined,
    password: decodeURIComponent(address.password) || undefined,
    db: Number(address.pathname.slice(1) || 0),
    tls: address.protocol === 'rediss:' ? {} : undefined,
    maxRetriesPerRequest: null,
  };
}
const postgresConnection = (config: Config) => ({
  connectionString: config.databaseUrl,
  schema: 'bullmq',
  migrate: true,
  max: 6,
});

/** The queue's writing side, on Redis with `REDIS_URL`, otherwise on PostgreSQL. */
export function openQueue(config: Config): Queue {
  if (config.redisUrl) return new Queue(QUEUE, { connection: redisConnection(config.redisUrl) });
  return new Queue(
    QUEUE,
    { connection: postgresConnection(config) },
    createPostgresBackend,
  ) as unknown as Queue;
}

/** The queue's reading side. A stalled job is taken again up to 1,000 times: the default of 1 loses it for good. */
export function openWorker(
  config: Config,
  process: Processor,
  onFault: (error: Error, job?: Job) => void,
): Worker {
  const options = { concurrency: 2, maxStalledCount: 1_000, lockDuration: 60_000 };
  const worker = config.redisUrl
    ? new Worker(QUEUE, process, { ...options, connection: redisConnection(config.redisUrl) })
    : (new Worker(
        QUEUE,
        process,
        { ...options, connection: postgresConnection(config) },
        createPostgresBackend,
      ) as unknown as Worker);
  worker.on('error', (error) => onFault(error));
  worker.on('failed', (job, error) => onFault(error, job));
  return worker;
}
