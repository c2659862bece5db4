import { ConfigError, loadConfig } from '#platform';
import { createApi } from './create-api.js';

try {
  const config = loadConfig(process.env);
  const app = await createApi(config);
  await app.listen(config.port, config.host);
  process.send?.({ type: 'ready', url: await app.getUrl() });
  // The starter was killed: nobody else would stop this process.
  process.on('disconnect', () => void app.close().finally(() => process.exit(0)));
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack)}\n`);
  process.exit(1);
}
