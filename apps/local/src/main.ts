import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  createPlaces,
  dataPlaces,
  rememberedMode,
  rememberMode,
  repositoryRoot,
  secretKey,
} from './data-places.js';
import { browserAddresses, checkPort } from './listening-port.js';
import { LocalProblem } from './local-problem.js';
import { checkRedis, obtainDatabase } from './obtain-database.js';
import { explainFileError, isHeld, PostgresError, takeLock } from './postgres/index.js';
import { runSetUp } from './run-set-up.js';
import { demoAccounts, help, readyBlock } from './start-texts.js';
import { supervise, type Supervised } from './supervise.js';

const slowestStart = 90_000;
const begun = performance.now();
const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1).padStart(5)} s  `;
const print = (line: string) => process.stdout.write(`${line}\n`);
const progress = (line: string) => print(`${seconds()}${line}`);
const places = dataPlaces(process.env);

/** What has been started, to be stopped in reverse order. */
const toStop: (() => Promise<void> | void)[] = [];
const abort = new AbortController();
let startUp: Promise<void> = Promise.resolve();
let stopping: Promise<never> | undefined;

function stop(code: number): Promise<never> {
  stopping ??= (async () => {
    abort.abort();
    await startUp.catch(() => {});
    for (const end of toStop.toReversed()) await end();
    if (code === 0) progress('已停止 / stopped');
    process.exit(code);
  })();
  return stopping;
}

/** Starts everything, one thing after the other; throws one sentence when something is wrong. */
async function start(empty: boolean): Promise<void> {
  createPlaces(places);
  const host = process.env['HOST'] || '127.0.0.1';
  const port = await claimAddress(host);
  const addresses = browserAddresses(host, port);
  await checkRedis(process.env['REDIS_URL']);
  const database = await obtainDatabase(process.env, places, 'server', progress);
  toStop.push(() => database.stop());
  abort.signal.throwIfAborted();
  progress(`数据库就绪 / the database is ready (${database.name})`);

  const wish = wishedMode(empty, database.name, database.embedded !== null);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: process.env['NODE_ENV'] || 'production',
    DATABASE_URL: database.url,
    HOST: host,
    PORT: String(port),
    DEMO: wish.demo,
    SECRET_KEY: secretKey(places, process.env),
    WEB_DIR: process.env['WEB_DIR'] || join(repositoryRoot, 'dist/web'),
    DATA_DIR: places.dataDir,
  };
  const setUpEnv = {
    ...env,
    DEMO_IS_CERTAIN: String(wish.certain),
    BASE_URL: process.env['PUBLIC_URL'] || addresses[0],
  };
  const { demo, administratorLink } = await runSetUp(
    setUpEnv,
    join(places.logs, 'set-up.log'),
    progress,
    abort.signal,
  );
  abort.signal.throwIfAborted();
  rememberMode(places, database.name, demo);

  progress('正在启动服务 / starting the services');
  await startServices({ ...env, DEMO: String(demo) });
  void database.embedded?.ended.then(() =>
    fail(
      new LocalProblem(
        `数据库意外停止，见 ${places.logs}/postgres.log / the database ended unexpectedly, see ${places.logs}/postgres.log`,
      ),
    ),
  );
  const accounts = demo ? await demoAccounts(addresses[0]!) : [];
  const dataDir = database.embedded?.dataDir;
  print(
    readyBlock({
      addresses,
      demo,
      accounts,
      administratorLink,
      places,
      database: dataDir ?? database.name,
      seconds: seconds().trim(),
    }),
  );
}

/** Makes sure that we are the only one on this data and that the port is free. */
async function claimAddress(host: string): Promise<number> {
  const wanted = `http://${host}:${process.env['PORT'] || 3000}`;
  const wasCutShort = existsSync(places.runFile);
  const lock = await takeLock(places.runFile, wanted);
  if (!isHeld(lock)) {
    throw new LocalProblem(
      `产研汇已在运行：${lock.url}（进程 ${lock.pid}）/ chanyanhui is running already at ${lock.url} (process ${lock.pid})`,
    );
  }
  toStop.push(() => lock.release());
  // Services whose launcher was killed need a moment to notice and to leave the port.
  return checkPort(process.env, host, wasCutShort ? 8_000 : 0);
}

/** Demo data or not: the flag, else DEMO, else as this data was begun, else with. */
function wishedMode(empty: boolean, database: string, embedded: boolean): { demo: string; certain: boolean } {
  const remembered = rememberedMode(places, database);
  const explicit = empty ? 'false' : process.env['DEMO'];
  if (explicit === 'false' && remembered === true) {
    throw new LocalProblem(
      '这份数据含演示账号，不能用于正式使用：先 npm run reset，或用 DATA_DIR 另选目录 / ' +
        'this data holds demo accounts and cannot be used in earnest: npm run reset first, or choose another DATA_DIR',
    );
  }
  const demo = explicit ?? String(remembered ?? true);
  // Kept before the demo data is loaded: cut short, the next start must not take it for somebody's own.
  if (embedded && demo === 'true') rememberMode(places, database, true);
  return { demo, certain: embedded || explicit !== undefined || remembered !== undefined };
}

async function startServices(env: NodeJS.ProcessEnv): Promise<void> {
  const services: Supervised[] = ['api', 'worker'].map((name) =>
    supervise({
      name,
      nodeFlags: ['--enable-source-maps', `--import=${new URL('supervise-guard.js', import.meta.url).href}`],
      script: join(repositoryRoot, 'dist/apps', name, 'src/main.js'),
      env,
      logFile: join(places.logs, `${name}.log`),
      onLine: print,
      onGiveUp: (problem) => void fail(problem),
    }),
  );
  toStop.push(async () => void (await Promise.all(services.map((service) => service.stop()))));
  const aborted = new Promise<never>((_, reject) =>
    abort.signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true }),
  );
  const tooLong = sleep(slowestStart, undefined, { signal: abort.signal, ref: false }).then(() => {
    throw new LocalProblem(
      `服务 ${slowestStart / 1000} 秒内未就绪，见 ${places.logs} / the services are not ready after ${slowestStart / 1000} s, see ${places.logs}`,
    );
  });
  await Promise.race([Promise.all(services.map((service) => service.ready)), aborted, tooLong]);
  tooLong.catch(() => {});
}

let failed = false;
async function fail(error: unknown): Promise<void> {
  if (stopping || failed) return;
  failed = true;
  const known = explainFileError(error, places.dataDir);
  const isSentence = known instanceof LocalProblem || known instanceof PostgresError;
  process.stderr.write(`\n${isSentence ? known.message : ((known as Error).stack ?? String(known))}\n`);
  await stop(1);
}

function readFlags(): { empty: boolean; help: boolean } | null {
  try {
    return parseArgs({
      options: {
        empty: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch {
    const given = process.argv.slice(2).join(' ');
    process.stderr.write(
      `不认识的参数：${given}；可用 --empty、--help / unknown argument: ${given}; there are --empty and --help\n`,
    );
    return null;
  }
}

const flags = readFlags();
if (!flags) {
  process.exitCode = 2;
} else if (flags.help) {
  print(help);
} else {
  // A closed terminal must not keep us from stopping in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!stopping) progress('正在停止 / stopping');
      void stop(0);
    });
  }
  startUp = start(flags.empty);
  startUp.catch((error: unknown) => void fail(error));
}
