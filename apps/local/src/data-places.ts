import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LocalProblem } from './local-problem.js';

/** The root of the clone; this file runs from dist/apps/local/src. */
export const repositoryRoot = fileURLToPath(new URL('../../../..', import.meta.url));

/** Where everything that outlives a run is kept on this machine. */
export interface DataPlaces {
  dataDir: string;
  postgres: string;
  logs: string;
  secretsFile: string;
  modesFile: string;
  runFile: string;
}

/** The places below DATA_DIR, by default `.data` in the clone. Nothing is created. */
export function dataPlaces(env: Record<string, string | undefined>): DataPlaces {
  const dataDir = env['DATA_DIR'] ? resolve(env['DATA_DIR']) : join(repositoryRoot, '.data');
  return {
    dataDir,
    postgres: join(dataDir, 'postgres'),
    logs: join(dataDir, 'logs'),
    secretsFile: join(dataDir, 'secrets.json'),
    modesFile: join(dataDir, 'modes.json'),
    runFile: join(dataDir, 'run.json'),
  };
}

/** Makes the data and log folders. */
export function createPlaces(places: DataPlaces): void {
  if (!existsSync(places.dataDir)) {
    mkdirSync(places.dataDir, { recursive: true });
    // The database's account has to pass through, whatever the umask; what is private is private file by file.
    chmodSync(places.dataDir, 0o711);
  }
  mkdirSync(places.logs, { recursive: true, mode: 0o700 });
}

/** The secret of sessions and tickets: SECRET_KEY, or one made at the first start and kept for this user only. */
export function secretKey(places: DataPlaces, env: Record<string, string | undefined>): string {
  if (env['SECRET_KEY']) return env['SECRET_KEY'];
  if (!existsSync(places.secretsFile)) {
    // Hexadecimal, since other alphabets form words by chance that look like placeholders.
    writeJson(places.secretsFile, { secretKey: randomBytes(32).toString('hex') });
  }
  const kept = (readJson(places.secretsFile) as { secretKey?: string } | undefined)?.secretKey;
  if (kept) return kept;
  throw new LocalProblem(
    `${places.secretsFile} 已损坏：请恢复备份，或删除它（所有人需重新登录，已发的签到码失效）/ ` +
      `${places.secretsFile} is damaged: restore it, or delete it (everyone logs in again and issued tickets become void)`,
  );
}

/** Whether the database was begun with demo data, by database; undefined when this clone has not seen it yet. */
export function rememberedMode(places: DataPlaces, database: string): boolean | undefined {
  return (readJson(places.modesFile) as Modes | undefined)?.[database]?.demo;
}

/** Keeps the mode, so that data begun without demo accounts never gets them by a forgotten flag. */
export function rememberMode(places: DataPlaces, database: string, demo: boolean): void {
  writeJson(places.modesFile, { ...(readJson(places.modesFile) as Modes | undefined), [database]: { demo } });
}

type Modes = Record<string, { demo: boolean }>;

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function writeJson(file: string, content: object): void {
  const half = `${file}.${process.pid}`;
  writeFileSync(half, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(half, file);
}
