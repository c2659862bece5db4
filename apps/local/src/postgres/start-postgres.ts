import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { checkVersion, createCluster, databaseUser, readPassword } from './create-cluster.js';
import { actualDataDir, clusterExists, placeCluster, type Cluster } from './place-cluster.js';
import { PostgresBusyError, PostgresError, explainFailure, explainFileError } from './postgres-error.js';
import {
  isPostmasterOf,
  logSince,
  logSize,
  readPostmasterFile,
  spawnPostmaster,
  stopLeftover,
  retirePostmaster,
  stopPostmaster,
  waitUntilReady,
  type Postmaster,
  type Settings,
} from './postmaster.js';
import { isHeld, lockHolder, takeLock } from './process-lock.js';

export interface PostgresOptions {
  /** Where the data should lie; the folder above it is made when missing. */
  dataDir: string;
  onProgress?: (line: string) => void;
  /** Where the server logs; beside the data by default. */
  logFile?: string;
  settings?: Settings;
  /** False gives up durability for speed: only for databases that are thrown away. */
  sync?: boolean;
}

export interface RunningPostgres {
  url: string;
  port: number;
  pid: number;
  /** Where the data really lies; see `placeCluster`. */
  dataDir: string;
  /** Resolves when the server has ended, asked to or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

/** The database inside the embedded server. */
export const databaseName = 'chanyanhui';

const smallFootprint: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 60,
  shared_buffers: '48MB',
  work_mem: '4MB',
  maintenance_work_mem: '48MB',
  jit: 'off',
  // Without I/O workers and WAL senders a third of the processes at rest is saved.
  io_method: 'sync',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '256MB',
  min_wal_size: '32MB',
  autovacuum_max_workers: 2,
  max_parallel_workers_per_gather: 1,
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
};

const owner = (dataDir: string) => `${dataDir}.owner`;

const duplicateDatabase = '42P04';

/** The address of the embedded database behind a port. */
const addressOf = (dataDir: string, port: number): string =>
  `postgres://${databaseUser}:${readPassword(dataDir)}@127.0.0.1:${port}/${databaseName}`;

/** Starts the embedded PostgreSQL, created at the first time; throws `PostgresError` with one sentence. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  return start(options, stopPostmaster);
}

async function start(options: PostgresOptions, end: typeof stopPostmaster): Promise<RunningPostgres> {
  const onProgress = options.onProgress ?? (() => {});
  let release = () => {};
  try {
    const cluster = await placeCluster(options.dataDir, onProgress);
    const { dataDir } = cluster;
    const lock = await takeLock(owner(dataDir));
    if (!isHeld(lock)) throw new PostgresBusyError(lock.pid, dataDir);
    release = () => lock.release();
    await stopLeftover(dataDir, onProgress);
    if (!clusterExists(dataDir)) {
      onProgress('首次启动，正在创建数据库 / creating the database for the first time');
      await createCluster(cluster, { sync: options.sync });
    }
    checkVersion(cluster);
    const { postmaster, port } = await launch(cluster, options, onProgress);
    const stop = async () => {
      await end(postmaster.pid, () => postmaster.hasEnded());
      release();
    };
    const url = addressOf(dataDir, port);
    try {
      await ensureDatabase(url);
    } catch (error) {
      await stop();
      throw new PostgresError(
        `数据库已启动但无法登录，请恢复密码文件 ${dataDir}.password 或用 npm run reset 重新开始 / ` +
          `the database runs but refuses the login: restore ${dataDir}.password or start over with npm run reset: ${(error as Error).message}`,
      );
    }
    return { url, port, pid: postmaster.pid, dataDir, ended: postmaster.ended, stop };
  } catch (error) {
    release();
    throw explainFileError(error, options.dataDir);
  }
}

async function launch(
  cluster: Cluster,
  options: PostgresOptions,
  onProgress: (line: string) => void,
): Promise<{ postmaster: Postmaster; port: number }> {
  const { dataDir } = cluster;
  const logFile = options.logFile ?? `${dataDir}.log`;
  mkdirSync(dirname(logFile), { recursive: true });
  const durability: Settings =
    options.sync === false ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {};
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const before = logSize(logFile);
    const settings = { ...smallFootprint, ...durability, ...options.settings, port };
    const postmaster = spawnPostmaster(cluster, settings, logFile);
    const ready = await waitUntilReady(postmaster, dataDir, (seconds) =>
      onProgress(`数据库正在恢复，已 ${seconds} 秒 / the database is recovering, ${seconds} s so far`),
    );
    if (ready) return { postmaster, port };
    const log = logSince(logFile, before);
    const passing =
      /could not (bind|create any TCP)|Address already in use|pre-existing shared memory block/i;
    if (attempt >= 8 || !passing.test(log)) {
      throw explainFailure(log || 'FATAL: the server ended without a word', dataDir, logFile);
    }
    // Either the port was taken meanwhile, or the last run's backends have not noticed yet that their server is gone.
    await sleep(250 * attempt);
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function ensureDatabase(url: string): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const client = new Client({ connectionString: maintenance.href, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
    if (!rowCount) await client.query(`CREATE DATABASE ${databaseName}`);
  } catch (error) {
    // The launcher and a command that attached to its server may both have found it missing.
    if ((error as { code?: string }).code !== duplicateDatabase) throw error;
  } finally {
    await client.end();
  }
}

/**
 * The database for a command beside `npm start`: the server that runs already (stop() leaves it alone), or else one
 * for the command's duration, which ends when its last client has left.
 */
export async function attachPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dataDir = actualDataDir(options.dataDir);
  for (let waited = 0; (await lockHolder(owner(dataDir))) !== null; waited += 100) {
    const file = readPostmasterFile(dataDir);
    if (file?.status === 'ready' && isPostmasterOf(file.pid, dataDir)) {
      const url = addressOf(dataDir, file.port);
      await ensureDatabase(url);
      const ended = new Promise<void>(() => {});
      return { url, port: file.port, pid: file.pid, dataDir, ended, stop: async () => {} };
    }
    if (waited > 60_000) break;
    await sleep(100);
  }
  return start(options, retirePostmaster);
}

/** Who uses the database of this directory at the moment: the process number of its launcher, or null. */
export async function databaseHolder(dataDir: string): Promise<number | null> {
  return (await lockHolder(owner(actualDataDir(dataDir))))?.pid ?? null;
}

/** Stops a server of this directory that outlived its launcher, if there is one. */
export async function stopAbandoned(dataDir: string): Promise<void> {
  await stopLeftover(actualDataDir(dataDir), () => {});
}
