import { ConfigError, loadConfig } from '#platform';
import { createWorker } from './create-worker.js';

try {
  const app = await createWorker(loadConfig(process.env));
  process.send?.({ type: 'ready' });
  // The starter was killed: nobody else would stop this process.
  process.on('disconnect', () => void app.close().finally(() => process.exit(0)));
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack)}\n`);
  process.exit(1);
}
