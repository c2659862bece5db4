import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  copyBinaries,
  installedBinaries,
  restoreLinks,
  sharedPlace,
  whyNotRunnable,
  type Binaries,
} from './binaries.js';
import { PostgresError, explainFailure } from './postgres-error.js';
import { isRoot, runCommand, systemUser, type SystemUser } from './run-command.js';

/** What runs where as whom. Files beside the data share its name: `.password`, `.owner`, `.log`. */
export interface Cluster {
  dataDir: string;
  binaries: Binaries;
  user?: SystemUser;
}

/** The data directory that is really used for the wished one; differs only as root below a closed directory. */
export function actualDataDir(wished: string): string {
  const moved = movedDataDir(wished);
  return isRoot() && existsSync(join(moved, 'PG_VERSION')) ? moved : resolve(wished);
}

function movedDataDir(wished: string): string {
  const key = createHash('sha256').update(resolve(wished)).digest('hex').slice(0, 12);
  return join(sharedPlace, key, 'postgres');
}

/** Whether the cluster has been created already. */
export const clusterExists = (dataDir: string): boolean => existsSync(join(dataDir, 'PG_VERSION'));

/** Decides which programs run as which account on which directory, and makes them reachable for that account. */
export async function placeCluster(wished: string, onProgress: (line: string) => void): Promise<Cluster> {
  const installed = installedBinaries();
  restoreLinks(installed);
  if (!isRoot()) return placeForSelf(resolve(wished), installed);

  const dataDir = actualDataDir(wished);
  const user = userFor(dataDir);
  const blocked = await whyNotRunnable(installed, user);
  const binaries = blocked === null ? installed : await copyFor(user, installed, blocked, onProgress);
  const parent = dirname(dataDir);
  makeEnterable(parent);
  if (await mayEnter(parent, user)) {
    handOver(dataDir, user);
    return { dataDir, binaries, user };
  }
  const moved = movedDataDir(wished);
  makeEnterable(dirname(moved));
  writeFileSync(join(dirname(moved), 'belongs-to.txt'), `${resolve(wished)}\n`);
  if (clusterExists(dataDir)) moveDirectory(dataDir, moved);
  onProgress(
    `用户 ${user.name} 不能进入 ${parent}，数据库放在 ${moved} / ` +
      `user ${user.name} may not enter ${parent}, so the database lies in ${moved}`,
  );
  handOver(moved, user);
  return { dataDir: moved, binaries, user };
}

async function placeForSelf(dataDir: string, binaries: Binaries): Promise<Cluster> {
  const blocked = await whyNotRunnable(binaries);
  if (blocked !== null) throw notRunnable(blocked);
  mkdirSync(dirname(dataDir), { recursive: true });
  const own = process.getuid?.();
  if (own !== undefined && existsSync(dataDir) && statSync(dataDir).uid !== own) {
    const owner = statSync(dataDir).uid;
    throw new PostgresError(
      `数据目录 ${dataDir} 属于 ${systemUser(owner)?.name ?? `用户 ${owner}`}（可能曾以 root 启动），请用同一用户启动 / ` +
        `the data directory ${dataDir} belongs to ${systemUser(owner)?.name ?? `user ${owner}`} ` +
        '(started as root before?): start as the same user',
    );
  }
  return { dataDir, binaries };
}

async function copyFor(
  user: SystemUser,
  installed: Binaries,
  blocked: string,
  onProgress: (line: string) => void,
): Promise<Binaries> {
  const copy = copyBinaries(installed);
  const stillBlocked = await whyNotRunnable(copy, user);
  if (stillBlocked !== null) throw notRunnable(stillBlocked || blocked);
  onProgress(
    `用户 ${user.name} 不能执行 node_modules 中的 PostgreSQL，使用副本 ${copy.home} / ` +
      `user ${user.name} may not run the PostgreSQL in node_modules, so the copy ${copy.home} is used`,
  );
  return copy;
}

function notRunnable(reason: string): PostgresError {
  return explainFailure(`cannot open shared object: ${reason}`, '');
}

/** PostgreSQL refuses to run as root: the owner of existing data runs it, else `postgres`, else `nobody`. */
function userFor(dataDir: string): SystemUser {
  const owner = existsSync(dataDir) ? statSync(dataDir) : undefined;
  if (owner && owner.uid !== 0)
    return systemUser(owner.uid) ?? { name: `${owner.uid}`, uid: owner.uid, gid: owner.gid };
  const user = systemUser('postgres') ?? systemUser('nobody');
  if (!user) {
    throw new PostgresError(
      '以 root 启动时需要系统用户 postgres 或 nobody / started as root, a system user postgres or nobody is needed',
    );
  }
  return user;
}

async function mayEnter(directory: string, user: SystemUser): Promise<boolean> {
  return (await runCommand('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], user)).code === 0;
}

/** A directory of our making lets the server's account through even when root's umask is 077; others stay as they are. */
function makeEnterable(directory: string): void {
  if (existsSync(directory)) return;
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o711);
}

function handOver(dataDir: string, user: SystemUser): void {
  if (!existsSync(dataDir) || statSync(dataDir).uid === user.uid) return;
  const giveTree = (path: string) => {
    lchownSync(path, user.uid, user.gid);
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) giveTree(inner);
      else lchownSync(inner, user.uid, user.gid);
    }
  };
  giveTree(dataDir);
  if (existsSync(`${dataDir}.password`)) chownSync(`${dataDir}.password`, user.uid, user.gid);
}

function moveDirectory(from: string, to: string): void {
  for (const [source, target] of [
    [`${from}.password`, `${to}.password`],
    [from, to],
  ] as const) {
    try {
      renameSync(source, target);
    } catch {
      cpSync(source, target, { recursive: true, preserveTimestamps: true });
      rmSync(source, { recursive: true, force: true });
    }
  }
}
