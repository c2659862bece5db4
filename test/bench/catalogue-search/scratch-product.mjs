// A database of its own with many published listings, and the api over it in a process of its own.
import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { cooperationModeCodes, districtCodes, fieldCodes, ipTypeCodes, maturityStageCodes } from '#contracts';
import { runMigrations } from '#platform';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const BATCH = 1_000;
const ORGANISATIONS = 300;

/** Every so many-th of all documents as contents of technologies, with facets dealt out by their numbers. */
export function contentsOf(documents, size) {
  return Array.from({ length: size }, (_, i) => {
    const { title = '', text = '' } = documents[Math.floor((i * documents.length) / size)];
    const pick = (codes, n) => codes[n % codes.length];
    return {
      title: (title || text.slice(0, 40)).slice(0, 200),
      problem: text || undefined,
      field: pick(fieldCodes, i * 7),
      strategicIndustry: String((i % 9) + 1),
      trl: (i % 9) + 1,
      stage: pick(maturityStageCodes, i * 3),
      modes: [pick(cooperationModeCodes, i), pick(cooperationModeCodes, i * 5 + 1)].filter(
        (one, at, all) => all.indexOf(one) === at,
      ),
      ip: [{ type: pick(ipTypeCodes, i), status: 'granted' }],
      price: { kind: 'range', min: (i % 100) * 1_000_000, max: (i % 100) * 2_000_000 },
    };
  });
}

/** Makes the database, fills it and returns its address. */
export async function createFilled(server, contents) {
  const name = `bench_${randomBytes(6).toString('hex')}`;
  await withClient(server, (client) => client.query(`CREATE DATABASE ${name}`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  await runMigrations(url.href);
  await withClient(url.href, async (client) => {
    const owners = Array.from({ length: ORGANISATIONS }, () => randomUUID());
    for (const [i, id] of owners.entries()) {
      await client.query(
        `INSERT INTO organisations (id, name, kind, district, state) VALUES ($1, $2, 'institute', $3, 'approved')`,
        [id, `第${i}产业技术研究院`, districtCodes[i % districtCodes.length]],
      );
    }
    for (let i = 0; i < contents.length; i += BATCH) {
      const rows = contents.slice(i, i + BATCH).map((content, at) => ({
        content,
        owner: owners[(i + at) % owners.length],
        code: `B${i + at}`,
        published: new Date(1.7e12 + (((i + at) * 7919) % 100_000) * 600_000),
        disclosure: (i + at) % 20 === 0 ? 'registered' : 'public',
      }));
      await client.query(
        `INSERT INTO listings (kind, code, organisation_id, state, disclosure, content, published, published_at,
                               published_version, valid_until)
         SELECT 'technology', r.code, r.owner, 'published', r.disclosure, r.content, r.content, r.published, 1, '2099-12-31'
           FROM jsonb_to_recordset($1::jsonb)
             AS r(content jsonb, owner uuid, code text, published timestamptz, disclosure text)`,
        [JSON.stringify(rows)],
      );
    }
    await client.query('VACUUM ANALYZE listings');
  });
  return url.href;
}

/** Starts the api as it runs in production; `stop` ends it. `loaded` resolves with the seconds that its index took. */
export async function startApi(databaseUrl, documents) {
  const started = performance.now();
  const child = fork(join(root, 'dist/apps/api/src/main.js'), {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      SECRET_KEY: randomBytes(32).toString('hex'),
      PORT: '0',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const url = await new Promise((resolve, reject) => {
    child.on('message', (message) => message.type === 'ready' && resolve(message.url));
    child.on('exit', () => reject(new Error('the api did not start')));
  });
  const listening = performance.now();
  const whole = `${url}/api/listings?kind=technology&pageSize=1`;
  // The first answer comes once the index is loaded.
  const { total } = await (await fetch(whole)).json();
  const listed = documents - Math.ceil(documents / 20);
  if (total !== listed) throw new Error(`the index holds ${total} public listings instead of ${listed}`);
  const seconds = (performance.now() - listening) / 1000;
  return {
    url,
    seconds,
    startSeconds: (listening - started) / 1000,
    /** Has the index built anew beside the live one; nobody is told when it is done. */
    rebuild: () => withClient(databaseUrl, (client) => client.query(`SELECT pg_notify('search', 'rebuild')`)),
    megabytes: () => memoryOf(child.pid),
    cpuSeconds: () => cpuOf(child.pid),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}

/** Resident memory, MB; NaN where the system does not say. */
function memoryOf(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
  } catch {
    return NaN;
  }
}

/** CPU time of a process in seconds, its own and the system's for it; NaN where the system does not say. */
function cpuOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return NaN;
  }
}

async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
