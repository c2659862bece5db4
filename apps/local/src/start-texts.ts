import type { DataPlaces } from './data-places.js';

/** What `npm start -- --help` prints. */
export const help = `产研汇 · chanyanhui

  npm start               启动（首次启动载入演示数据）/ start, with demo data at the first time
  npm start -- --empty    不要演示数据 / start without demo data
  npm run reset           删除全部数据重新开始 / delete all data and start over

  PORT=3000  HOST=127.0.0.1（手机、大屏需 HOST=0.0.0.0 / phones and the wall screen need HOST=0.0.0.0）
  DATA_DIR=.data  DATABASE_URL=postgres://…  REDIS_URL=redis://…  DEMO=true|false`;

export interface DemoAccount {
  role: string;
  name: string;
  organisation: string;
}

/** The demo accounts as the api lists them; none when it does not answer, since the address alone is use enough. */
export async function demoAccounts(baseUrl: string): Promise<DemoAccount[]> {
  try {
    const response = await fetch(`${baseUrl}/api/demo/accounts`, { signal: AbortSignal.timeout(5_000) });
    return response.ok ? ((await response.json()) as { accounts: DemoAccount[] }).accounts : [];
  } catch {
    return [];
  }
}

export interface ReadyFacts {
  addresses: string[];
  demo: boolean;
  /** The accounts of the demonstration, as far as the api names them. */
  accounts: DemoAccount[];
  administratorLink: string | null;
  places: DataPlaces;
  /** Where the database lies. */
  database: string;
  seconds: string;
}

/** The block that closes the start: where to go, who to be, where things lie and how to stop. */
export function readyBlock(facts: ReadyFacts): string {
  const rows: [string, string][] = facts.addresses.map((address, index) => [
    index === 0 ? '打开 Open' : '',
    address,
  ]);
  if (facts.demo) rows.push(['演示 Demo', `${facts.addresses[0]}/demo  一键登录 / one click to sign in as`]);
  for (const { role, name, organisation } of facts.accounts)
    rows.push(['', `  ${role} ${name}${organisation && `（${organisation}）`}`]);
  if (facts.administratorLink)
    rows.push(['管理员 Admin', `${facts.administratorLink}  仅可用一次 / works once`]);
  rows.push(
    ['数据 Data', facts.places.dataDir],
    ...(facts.database.startsWith(facts.places.dataDir)
      ? []
      : [['数据库 Database', facts.database] as [string, string]]),
    ['日志 Logs', facts.places.logs],
    ['停止 Stop', 'Ctrl-C'],
  );
  const line = '─'.repeat(72);
  return [
    '',
    line,
    `  产研汇已就绪 · chanyanhui is ready (${facts.seconds})`,
    '',
    ...rows.map(([label, value]) => `  ${padded(label)}${value}`),
    line,
    '',
  ].join('\n');
}

/** Chinese characters take two columns on a terminal. */
function padded(label: string): string {
  const width = Array.from(label).reduce((sum, character) => sum + (character > '\u2e80' ? 2 : 1), 0);
  return label + ' '.repeat(Math.max(1, 18 - width));
}
