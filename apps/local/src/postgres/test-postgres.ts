import { chmodSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isPostmasterOf, readPostmasterFile, stopPostmaster } from './postmaster.js';
import { lockHolder } from './process-lock.js';
import { startPostgres } from './start-postgres.js';

const prefix = 'chanyanhui-test-';

/** Starts a throw-away server in a temporary directory for tests; nothing in it survives. */
export async function startTestPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  await removeAbandoned();
  const directory = mkdtempSync(join(realpathSync(tmpdir()), prefix));
  chmodSync(directory, 0o711);
  const server = await startPostgres({
    dataDir: join(directory, 'postgres'),
    sync: false,
    settings: { max_connections: 200, autovacuum: 'off' },
  });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A test run that was killed could not stop its server: the next one does. */
async function removeAbandoned(): Promise<void> {
  const place = realpathSync(tmpdir());
  for (const name of readdirSync(place)) {
    if (!name.startsWith(prefix)) continue;
    const dataDir = join(place, name, 'postgres');
    const owner = `${dataDir}.owner`;
    if (!existsSync(owner) || (await lockHolder(owner)) !== null) continue;
    const pid = readPostmasterFile(dataDir)?.pid;
    if (pid && isPostmasterOf(pid, dataDir)) await stopPostmaster(pid, () => !isPostmasterOf(pid, dataDir));
    rmSync(join(place, name), { recursive: true, force: true });
  }
}
