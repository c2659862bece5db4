import { ConfigError, loadConfig, runMigrations } from '#platform';
import { loadDemo } from './demo/load-demo.js';
import { firstAdministratorLink } from './first-administrator.js';
import type { SetUpMessage } from './run-set-up.js';

// A process of its own: the launcher stays small, since nothing of this is needed once the services run.
const send = (message: SetUpMessage) =>
  new Promise<void>((resolve) => (process.send ? process.send(message, () => resolve()) : resolve()));
const progress = (line: string) => void send({ type: 'progress', line });

process.on('disconnect', () => process.exit(1));

async function setUp(): Promise<SetUpMessage> {
  const config = loadConfig(process.env);
  progress('正在更新数据库结构 / migrating the database');
  const ran = await runMigrations(config.databaseUrl);
  progress(
    ran.length > 0
      ? `完成 ${ran.length} 项迁移 / ${ran.length} migrations done`
      : '数据库结构已是最新 / the schema is up to date',
  );
  const demoIsAsked = config.demo;
  const loaded = demoIsAsked && (await loadDemo(config.databaseUrl, config.secretKey, progress));
  // A database met for the first time that already holds data is somebody's own: demo accounts have no place there.
  const demo = demoIsAsked && (loaded || process.env['DEMO_IS_CERTAIN'] === 'true');
  const administratorLink = demo
    ? null
    : await firstAdministratorLink(
        config.databaseUrl,
        process.env['BASE_URL'] ?? `http://${config.host}:${config.port}`,
      );
  return { type: 'done', demo, administratorLink };
}

try {
  await send(await setUp());
  process.exit(0);
} catch (error) {
  const known = error instanceof ConfigError;
  if (!known) console.error(error);
  const { code, message } = error as { code?: string; message: string };
  const sentence =
    code === '53100'
      ? `磁盘已满，数据库无法写入 / the disk is full, the database cannot write: ${message}`
      : known
        ? message
        : `数据库准备失败 / setting up the database failed: ${message}`;
  await send({ type: 'problem', sentence });
  process.exit(1);
}
