import { connect } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import type { DataPlaces } from './data-places.js';
import { LocalProblem } from './local-problem.js';
import { attachPostgres, startPostgres, type RunningPostgres } from './postgres/index.js';

export interface ObtainedDatabase {
  url: string;
  /** A name without password, to show and to remember by. */
  name: string;
  embedded: RunningPostgres | null;
  stop(): Promise<void>;
}

const oldestVersion = 15;

/**
 * The database to work on: the one DATABASE_URL names, once it answers, or else the embedded one.
 * `server` starts the embedded one and keeps it; `command` shares the one of a running `npm start`.
 */
export async function obtainDatabase(
  env: Record<string, string | undefined>,
  places: DataPlaces,
  purpose: 'server' | 'command',
  onProgress: (line: string) => void,
): Promise<ObtainedDatabase> {
  const given = env['DATABASE_URL'];
  if (given) {
    const name = await checkDatabase(given);
    return { url: given, name, embedded: null, stop: async () => {} };
  }
  const open = purpose === 'server' ? startPostgres : attachPostgres;
  const embedded = await open({
    dataDir: places.postgres,
    logFile: join(places.logs, 'postgres.log'),
    onProgress,
  });
  return { url: embedded.url, name: 'embedded', embedded, stop: () => embedded.stop() };
}

/** Connects once to the PostgreSQL of DATABASE_URL; returns its name without password, or throws one sentence. */
export async function checkDatabase(databaseUrl: string): Promise<string> {
  let address: URL;
  try {
    address = new URL(databaseUrl);
  } catch {
    throw wrong('格式应为 / should look like', 'postgres://user:password@host:5432/chanyanhui');
  }
  if (!/^postgres(ql)?:$/.test(address.protocol)) {
    throw wrong('格式应为 / should look like', 'postgres://user:password@host:5432/chanyanhui');
  }
  const name = `${address.hostname}:${address.port || '5432'}${address.pathname}`;
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 8_000 });
  // A server that goes away while we look reports it here as well.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number; encoding: string }>(
      `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding`,
    );
    const { version = 0, encoding = '' } = rows[0] ?? {};
    const problem = databaseProblem(version, encoding);
    if (problem) throw wrong(problem, `(${name})`);
    return name;
  } catch (error) {
    throw error instanceof LocalProblem ? error : wrong(...reasonOf(error, name));
  } finally {
    await client.end().catch(() => {});
  }
}

/** What makes a server that answers unfit; null when it will do. */
export function databaseProblem(version: number, encoding: string): string | null {
  const major = Math.floor(version / 10_000);
  if (major < oldestVersion) {
    return `是 PostgreSQL ${major}，至少需要 ${oldestVersion} / is PostgreSQL ${major}, at least ${oldestVersion} is needed`;
  }
  if (encoding !== 'UTF8') {
    return `的数据库编码应为 UTF8 而不是 ${encoding} / should name a database in UTF8, not in ${encoding}`;
  }
  return null;
}

/** Makes sure that something answers at REDIS_URL; throws one sentence otherwise. */
export async function checkRedis(redisUrl: string | undefined): Promise<void> {
  if (!redisUrl) return;
  let address: URL;
  try {
    address = new URL(redisUrl);
  } catch {
    throw new LocalProblem('REDIS_URL 格式应为 / should look like redis://host:6379');
  }
  const [host, port] = [address.hostname, Number(address.port || '6379')];
  const answers = await new Promise<boolean>((resolve) => {
    const socket = connect({ host, port, timeout: 5_000 });
    const finish = (success: boolean) => {
      socket.destroy();
      resolve(success);
    };
    socket.once('connect', () => finish(true));
    socket.once('timeout', () => finish(false));
    socket.once('error', () => finish(false));
  });
  if (!answers) {
    throw new LocalProblem(
      `REDIS_URL 无法连接，${host}:${port} 没有应答 / REDIS_URL cannot be reached, nothing answers at ${host}:${port}`,
    );
  }
}

const wrong = (what: string, detail: string) => new LocalProblem(`DATABASE_URL ${what} ${detail}`);

function reasonOf(error: unknown, name: string): [string, string] {
  const { code, message } = error as { code?: string; message: string };
  switch (code) {
    case 'ECONNREFUSED':
      return ['无法连接，那里没有 PostgreSQL 在监听 / cannot be reached, nothing listens at', name];
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return ['的主机名无法解析 / names an unknown host', name];
    case '28P01':
    case '28000':
      return ['的用户名或密码不对 / has a wrong user or password for', name];
    case '3D000':
      return ['指定的数据库不存在，请先创建 / names a database that does not exist, create it first:', name];
    default:
      return ['无法使用 / cannot be used:', `${name}: ${message}`];
  }
}
