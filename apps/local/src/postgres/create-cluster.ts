import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { programPath } from './binaries.js';
import { PostgresError, explainFailure } from './postgres-error.js';
import type { Cluster } from './place-cluster.js';
import { runCommand } from './run-command.js';

/** The one account of the embedded server. */
export const databaseUser = 'chanyanhui';

const passwordFile = (dataDir: string) => `${dataDir}.password`;

/** The password kept beside the data. */
export function readPassword(dataDir: string): string {
  try {
    return readFileSync(passwordFile(dataDir), 'utf8').trim();
  } catch {
    throw new PostgresError(
      `找不到数据库密码文件 ${passwordFile(dataDir)}；没有它无法打开数据，请恢复该文件或用 npm run reset 重新开始 / ` +
        `the database's password file ${passwordFile(dataDir)} is missing; restore it or start over with npm run reset`,
    );
  }
}

/** Creates the cluster beside its place and moves it there when whole, so that an interrupted start leaves no half one. */
export async function createCluster(cluster: Cluster, { sync = true } = {}): Promise<void> {
  const { dataDir, binaries, user } = cluster;
  const building = `${dataDir}.new`;
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) {
    throw explainFailure(`FATAL: ${join(dataDir, 'PG_VERSION')} is missing`, dataDir);
  }
  for (const leftover of [building, dataDir, passwordFile(dataDir)])
    rmSync(leftover, { recursive: true, force: true });
  mkdirSync(building, { mode: 0o700 });
  writeFileSync(passwordFile(dataDir), `${randomBytes(24).toString('base64url')}\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  if (user) for (const path of [building, passwordFile(dataDir)]) chownSync(path, user.uid, user.gid);

  const common = [
    `--pgdata=${building}`,
    `--username=${databaseUser}`,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile(dataDir)}`,
    '--encoding=UTF8',
    '--no-instructions',
    ...(sync ? [] : ['--no-sync']),
  ];
  // Without a UTF-8 ctype pg_trgm finds no trigrams in Chinese; systems without C.UTF-8 take PostgreSQL's own.
  const locales = [
    ['--locale=C.UTF-8'],
    ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  ];
  let output = '';
  for (const locale of locales) {
    const outcome = await runCommand(programPath(binaries, 'initdb'), [...common, ...locale], user);
    if (outcome.code === 0) {
      renameSync(building, dataDir);
      return;
    }
    output = outcome.output;
    if (!/invalid locale|locale name/i.test(output)) break;
  }
  rmSync(building, { recursive: true, force: true });
  rmSync(passwordFile(dataDir), { force: true });
  throw explainFailure(output, dataDir);
}

/** Refuses data of another major version, which the server could not open. */
export function checkVersion({ dataDir, binaries }: Cluster): void {
  const found = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  const ours = binaries.version.split('.')[0];
  if (found === ours) return;
  throw new PostgresError(
    `数据目录 ${dataDir} 由 PostgreSQL ${found || '?'} 创建，内置的是 ${ours}；请用 DATABASE_URL 打开或 npm run reset 重新开始 / ` +
      `the data in ${dataDir} was made by PostgreSQL ${found || '?'}, the embedded one is ${ours}: open it by DATABASE_URL or start over with npm run reset`,
  );
}
