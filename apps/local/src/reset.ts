import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { dataPlaces } from './data-places.js';
import { actualDataDir, databaseHolder, lockHolder, stopAbandoned } from './postgres/index.js';

const places = dataPlaces(process.env);
const database = actualDataDir(places.postgres);

/** What a start makes; nothing else in DATA_DIR is touched. */
const ours = [
  ...['', '.password', '.owner', '.log', '.log.1', '.new'].flatMap((end) => [
    `${places.postgres}${end}`,
    `${database}${end}`,
  ]),
  ...(database === places.postgres ? [] : [dirname(database)]),
  places.logs,
  join(places.dataDir, 'files'),
  places.secretsFile,
  places.modesFile,
  places.runFile,
];

function end(code: number, sentence: string): never {
  (code === 0 ? process.stdout : process.stderr).write(`${sentence}\n`);
  process.exit(code);
}

async function reset(): Promise<never> {
  const unknown = process.argv.slice(2).filter((argument) => argument !== '--yes');
  if (unknown.length > 0)
    end(
      2,
      `不认识的参数：${unknown.join(' ')}；可用 --yes / unknown argument: ${unknown.join(' ')}; there is --yes`,
    );
  if (process.env['DATABASE_URL']) {
    end(
      2,
      '设置了 DATABASE_URL：npm run reset 只清除内置数据库 / DATABASE_URL is set: npm run reset only deletes the embedded database',
    );
  }
  const holder = (await lockHolder(places.runFile))?.pid ?? (await databaseHolder(places.postgres));
  if (holder)
    end(
      1,
      `产研汇正在运行（进程 ${holder}），请先停止 / chanyanhui is running (process ${holder}): stop it first`,
    );
  const present = ours.filter((path) => existsSync(path));
  if (present.length === 0) end(0, `没有可删除的数据 / there is no data to delete: ${places.dataDir}`);

  process.stdout.write(`将删除 / this deletes:\n${present.map((path) => `  ${path}`).join('\n')}\n`);
  if (!process.argv.includes('--yes')) {
    if (!process.stdin.isTTY)
      end(2, '没有终端可询问，请加 --yes / there is no terminal to ask: add --yes (npm run reset -- --yes)');
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await terminal.question('输入 yes 确认 / type yes to confirm: ');
    terminal.close();
    if (answer.trim() !== 'yes') end(1, '未删除任何数据 / nothing was deleted');
  }
  await stopAbandoned(database);
  for (const path of present) rmSync(path, { recursive: true, force: true });
  end(0, '已清空；npm start 重新开始 / deleted; npm start begins anew');
}

await reset();
