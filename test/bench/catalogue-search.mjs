// The catalogue's search through HTTP with facets and four users, at 10,000 and at all documents, beside MiniSearch and
// FlexSearch with the same tokens in this run.
// npm run bench:catalogue   EVALUATION_DIR=path names the folder with data/; ../shared beside the repo if not given
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import FlexSearch from 'flexsearch';
import MiniSearch from 'minisearch';
import { fieldCodes } from '#contracts';
import { tokens } from '#text';
import { startTestPostgres } from '../../dist/apps/local/src/postgres/index.js';
import { contentsOf, createFilled, startApi } from './catalogue-search/scratch-product.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shared = resolve(root, process.env.EVALUATION_DIR ?? '../shared');
const data = (name) => join(shared, 'data', name);
const limits = { median: 15, p95: 50, growth: 4 };
const USERS = 4;
const ASKED = 2_000;
const SMALL = 10_000;

const lines = (file) => readFileSync(file, 'utf8').split('\n').filter(Boolean);
const documents = () =>
  ['catalog', 'csl'].flatMap((name) => lines(data(`${name}/docs.jsonl`)).map((line) => JSON.parse(line)));
/** The two sets take turns, so that any part of the list holds both. */
function queries() {
  const of = (name) => lines(data(name)).map((line) => line.slice(line.indexOf('\t') + 1));
  const [keyword, known] = [of('csl/queries_keyword.tsv'), of('catalog/queries.tsv')];
  return keyword.flatMap((one, i) => (known[i] ? [one, known[i]] : [one]));
}
const quantile = (numbers, share) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(share * (numbers.length - 1))];
const row = (...cells) =>
  console.log(cells.map((cell, i) => (i ? String(cell).padStart(12) : String(cell).padEnd(30))).join(''));

/** Every third question narrows by a facet, every fifth sorts otherwise, every seventh turns to the second page. */
function pathOf(query, i) {
  const search = new URLSearchParams({ kind: 'technology', q: query });
  if (i % 3 === 0) search.set('field', fieldCodes[i % fieldCodes.length]);
  if (i % 5 === 0) search.set('sort', 'newest');
  if (i % 7 === 0) search.set('page', '2');
  return `/api/listings?${search}`;
}

function get(agent, url) {
  return new Promise((done, failed) => {
    http
      .get(url, { agent }, (answer) => {
        answer.resume();
        answer.on('end', () =>
          answer.statusCode === 200 ? done() : failed(new Error(`${url} → ${answer.statusCode}`)),
        );
      })
      .on('error', failed);
  });
}

/** Four users ask one after another, each without a pause; the time of each answer in ms. */
async function ask(api, paths) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: USERS });
  const times = [];
  let next = 0;
  const user = async () => {
    while (next < paths.length) {
      const url = api.url + paths[next++];
      const started = performance.now();
      await get(agent, url);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: USERS }, user));
  agent.destroy();
  return times;
}

async function measureProduct(server, all, size) {
  const empty = await startApi(await createFilled(server, []), 0);
  const bare = empty.megabytes();
  await empty.stop();
  const database = await createFilled(server, contentsOf(all, size));
  const api = await startApi(database, size);
  const asked = queries();
  const paths = Array.from({ length: ASKED }, (_, i) => pathOf(asked[i % asked.length], i));
  await ask(api, paths.slice(0, 200));
  const cpu = api.cpuSeconds();
  const times = await ask(api, paths);
  const perAnswer = (1000 * (api.cpuSeconds() - cpu)) / times.length;
  const megabytes = api.megabytes() - bare;
  await api.rebuild();
  const meanwhile = await ask(api, paths.slice(0, 300));
  await api.stop();
  return {
    size,
    seconds: api.seconds,
    megabytes,
    perAnswer,
    meanwhile: { median: quantile(meanwhile, 0.5), p95: quantile(meanwhile, 0.95) },
    median: quantile(times, 0.5),
    p95: quantile(times, 0.95),
  };
}

/** A peer in a process of its own: one question at a time, without HTTP, database and facets. */
function measurePeer(name) {
  const terms = (text) => tokens(text).map(({ term }) => term);
  const all = documents();
  global.gc();
  const before = process.memoryUsage().rss;
  const started = performance.now();
  let search;
  if (name === 'minisearch') {
    const index = new MiniSearch({ fields: ['title', 'text'], tokenize: terms, processTerm: (term) => term });
    for (const document of all) index.add(document);
    search = (text) => index.search(text).slice(0, 20);
  } else {
    const index = new FlexSearch.Index({ tokenize: 'strict', encode: terms });
    for (const { id, title = '', text = '' } of all) index.add(id, `${title}\n${text}`);
    search = (text) => index.search(text, { limit: 20, suggest: true });
  }
  const seconds = (performance.now() - started) / 1000;
  const asked = queries().filter((_, i) => i % 5 === 0);
  for (const text of asked.slice(0, 50)) search(text);
  const times = asked.map((text) => {
    const from = performance.now();
    search(text);
    return performance.now() - from;
  });
  global.gc();
  const megabytes = (process.memoryUsage().rss - before) / 2 ** 20;
  return { size: all.length, seconds, megabytes, median: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

const peer = (name) =>
  JSON.parse(
    execFileSync(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url), name], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1e8,
    }),
  );

async function report() {
  const load = loadavg()[0].toFixed(1);
  console.log(`${cpus().length} × ${cpus()[0]?.model ?? '?'}, Node ${process.version}, load ${load} before`);
  const all = documents();
  const server = await startTestPostgres();
  const results = [];
  try {
    for (const size of [SMALL, all.length]) results.push(await measureProduct(server.url, all, size));
  } finally {
    await server.stop();
  }
  console.log(`\n${ASKED} questions by ${USERS} users, with facets; peers without HTTP, database and facets`);
  row('', 'documents', 'median ms', 'p95 ms', 'CPU ms', 'load s', 'per s', 'MB');
  const figures = (name, { size, median, p95, perAnswer, seconds, megabytes }) =>
    row(
      name,
      size,
      median.toFixed(1),
      p95.toFixed(1),
      perAnswer === undefined ? '' : perAnswer.toFixed(1),
      seconds.toFixed(1),
      (size / seconds).toFixed(0),
      megabytes.toFixed(0),
    );
  for (const result of results) figures('product, HTTP', result);
  row('to reach', '', limits.median, limits.p95);
  for (const name of ['minisearch', 'flexsearch']) figures(name, peer(name));
  const growth = results[1].median / results[0].median;
  for (const { size, meanwhile } of results) {
    const [median, p95] = [meanwhile.median, meanwhile.p95].map((ms) => ms.toFixed(1));
    console.log(`While ${size} documents are indexed anew: median ${median} ms, p95 ${p95} ms`);
  }
  console.log(`\nGrowth of the median: ${growth.toFixed(2)}, to reach ${limits.growth}`);
  const { median, p95 } = results[1];
  if (median >= limits.median || p95 >= limits.p95 || growth > limits.growth) process.exitCode = 1;
}

const part = process.argv[2];
if (!existsSync(data('catalog/docs.jsonl'))) {
  console.log(
    `bench:catalogue needs the evaluation data, which is not in ${shared}; name its folder by EVALUATION_DIR`,
  );
  process.exitCode = 1;
} else if (part === undefined) await report();
else console.log(JSON.stringify(measurePeer(part)));
