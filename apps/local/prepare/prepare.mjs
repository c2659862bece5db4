import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildServer, buildWeb } from './build.mjs';
import { installDependencies } from './dependencies.mjs';
import { endRunningPrograms, Failure, say } from './progress.mjs';
import { takeTurn } from './turn.mjs';
import { installTestTools } from './test-tools.mjs';

const root = join(fileURLToPath(import.meta.url), '../../../..');

/**
 * Brings node_modules, dist and (for tests) the browser up to date.
 * @param {string[]} flags --server-only leaves the web app out, --no-install takes node_modules as they are, --test adds what only the tests need
 */
export async function prepare(flags) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      endRunningPrograms();
      process.exit(130);
    });
  }
  try {
    const endTurn = await takeTurn(root);
    try {
      if (!flags.includes('--no-install')) await installDependencies(root);
      // A failed build must not hide the other one's message.
      const builds = [buildServer(root), ...(flags.includes('--server-only') ? [] : [buildWeb(root)])];
      for (const build of await Promise.allSettled(builds))
        if (build.status === 'rejected') throw build.reason;
      if (flags.includes('--test')) await installTestTools(root);
    } finally {
      endTurn();
    }
  } catch (error) {
    say(error instanceof Failure ? error.message : (error.stack ?? String(error)));
    process.exitCode = 1;
  }
}
