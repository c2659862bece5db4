// Quality, speed and memory of the retrieval core beside MiniSearch and FlexSearch with the same tokens.
// npm run bench:search   EVALUATION_DIR=path names the folder with data/ and eval/; ../shared beside the repo if not given
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import FlexSearch from 'flexsearch';
import MiniSearch from 'minisearch';
import { TextIndex } from '#matching';
import { tokens } from '#text';
import { misspeltQueries } from './misspelt-queries.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shared = resolve(root, process.env.EVALUATION_DIR ?? '../shared');
const data = (name) => join(shared, 'data', name);
const limits = { queries: 1000, seconds: 10, megabytes: 250, addition: 5 };
const goals = {
  keyword: 0.905,
  hard: 0.76,
  qa: 0.955,
  allKeyword: 0.85,
  catalogue: 0.88,
  typo: 0.85,
  misspelt: 0.85,
};
const misspelt = { count: 500, seed: 1 };
const top = 20;
/** The peers need minutes for all queries: they are asked every so many-th, which mixes the kinds alike. */
const peersEvery = 5;

const terms = (text) => tokens(text).map(({ term }) => term);
const lines = (file) => readFileSync(file, 'utf8').split('\n').filter(Boolean);
const documents = (...names) =>
  names.flatMap((name) => lines(data(`${name}/docs.jsonl`)).map((l) => JSON.parse(l)));
const queries = (name) =>
  lines(data(name)).map((line) => [line.slice(0, line.indexOf('\t')), line.slice(line.indexOf('\t') + 1)]);

/** Each engine: `add(document)` and `search(text)`, which gives [id, score] pairs, best first. */
const engines = {
  core() {
    const index = new TextIndex();
    return {
      add: ({ id, title = '', text }) => index.set(id, { title, text }),
      search: (text, limit) => index.find(text, { limit }).hits.map(({ id, score }) => [id, score]),
    };
  },
  minisearch() {
    const index = new MiniSearch({ fields: ['title', 'text'], tokenize: terms, processTerm: (term) => term });
    return {
      add: (document) => index.add(document),
      search: (text, limit) =>
        index
          .search(text)
          .slice(0, limit)
          .map(({ id, score }) => [id, score]),
    };
  },
  flexsearch() {
    const index = new FlexSearch.Index({ tokenize: 'strict', encode: terms });
    return {
      add: ({ id, title = '', text = '' }) => index.add(id, `${title}\n${text}`),
      search: (text, limit) => index.search(text, { limit, suggest: true }).map((id, i) => [id, limit - i]),
    };
  },
};

function held() {
  global.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

function build(name, docs) {
  const before = held();
  const started = performance.now();
  const cpuBefore = cpuSeconds();
  const engine = engines[name]();
  for (const document of docs) engine.add(document);
  const seconds = (performance.now() - started) / 1000;
  const cpu = cpuSeconds() - cpuBefore;
  return { engine, seconds, cpu, megabytes: held() - before };
}

/** Asks all queries once after a warm-up; gives what was found and the time of each in ms. */
function ask(engine, asked) {
  for (const [, text] of asked.slice(0, 50)) engine.search(text, top);
  const times = [];
  const cpuBefore = cpuSeconds();
  const found = asked.map(([id, text]) => {
    const started = performance.now();
    const hits = engine.search(text, top);
    times.push(performance.now() - started);
    return [id, hits];
  });
  return { found, times, cpu: cpuSeconds() - cpuBefore };
}

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const quantile = (numbers, share) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(share * (numbers.length - 1))];

/** The figures that a scorer of ../shared/eval prints for the queries that were asked, by name. */
function score(found, scorer, qrels) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-search-'));
  const run = join(folder, 'run.tsv');
  const judged = join(folder, 'qrels.tsv');
  const asked = new Set(found.map(([id]) => id));
  writeFileSync(
    judged,
    lines(data(qrels))
      .filter((l) => asked.has(l.slice(0, l.indexOf('\t'))))
      .join('\n'),
  );
  writeFileSync(run, found.flatMap(([id, hits]) => hits.map(([doc, n]) => `${id}\t${doc}\t${n}\n`)).join(''));
  const printed = execFileSync('node', [join(shared, 'eval', `${scorer}.mjs`), judged, run], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return Object.fromEntries(
    [...printed.matchAll(/^(.+?) +([\d.]+) +\[/gm)].map(([, name, n]) => [name, Number(n)]),
  );
}

/** MRR@10 by kind of slip, any title that holds what was meant being right. */
function askMisspelt(engine, all) {
  const titles = new Map(all.flatMap(({ id, title }) => (title ? [[id, title]] : [])));
  const asked = misspeltQueries([...titles.values()], misspelt.count, misspelt.seed);
  const ranks = {};
  for (const { kind, query, meant } of asked) {
    const at = engine.search(query, 10).findIndex(([id]) => titles.get(id)?.includes(meant));
    (ranks[kind] ??= []).push(at < 0 ? 0 : 1 / (at + 1));
  }
  const mean = (numbers) => sum(numbers) / numbers.length;
  const kinds = Object.fromEntries(Object.entries(ranks).map(([kind, list]) => [kind, mean(list)]));
  return { misspelt: mean(Object.values(ranks).flat()), misspeltKinds: kinds };
}

/** CPU ms of what only the core does: facet counts with a filter, everything by a number, suggestions, sounds. */
function askMore(docs, asked) {
  const index = new TextIndex();
  docs.forEach(({ id, title = '', text, field, kind, region, year }, i) => {
    const some = (value) => (value ? [value] : []);
    const facets = { field: some(field), kind: some(kind), region: some(region), year: some(Number(year)) };
    index.set(id, { title, text }, { ...facets, trl: [1 + (i % 9)], mode: [`m${i % 7}`] });
  });
  const facets = ['field', 'kind', 'region', 'year', 'trl', 'mode'];
  const where = { trl: { min: 4 }, mode: ['m1', 'm2', 'm3'] };
  const texts = asked.map(([, text]) => text);
  const each = {
    'find, 6 facets': [texts, (text) => index.find(text, { limit: top, where, facets })],
    'find 研究, 6 facets': [['研究'], (text) => index.find(text, { limit: top, where, facets })],
    'all by year, 6 facets': [
      [''],
      () => index.find('', { limit: top, where, facets, sort: { facet: 'year', order: 'descending' } }),
    ],
    'find by pinyin': [['shuichulimo', 'guojia zhili', 'rgzn'], (text) => index.find(text, { limit: top })],
    suggest: [['水', '水处理', 'shuich', 'scl', 'ji'], (text) => index.suggest(text, { limit: 8 })],
  };
  return Object.entries(each).map(([name, [texts, run]]) => {
    const repeated = texts.length < 100 ? Array.from({ length: 20 }, () => texts).flat() : texts;
    texts.slice(0, 50).forEach(run);
    const before = cpuSeconds();
    repeated.forEach(run);
    return { name, cpu: (1000 * (cpuSeconds() - before)) / repeated.length };
  });
}

/** Runs in a process of its own, so that no engine's memory or heat touches another's. */
function measureEngine(name) {
  const some = (all) => (name === 'core' ? all : all.filter((_, i) => i % peersEvery === 0));
  const keyword = some(queries('csl/queries_keyword.tsv'));
  const catalogue = some(queries('catalog/queries.tsv'));
  const csl = ask(build(name, documents('csl')).engine, keyword).found;
  const qa = ask(build(name, documents('qa')).engine, some(queries('qa/queries.tsv'))).found;
  const all = documents('catalog', 'csl');
  const { engine, seconds, cpu, megabytes } = build(name, all);
  const byKeyword = ask(engine, keyword);
  const byTitle = ask(engine, catalogue);
  const slips = name === 'core' ? askMisspelt(engine, all) : {};
  const times = [...byKeyword.times, ...byTitle.times];
  const additions = all.slice(-300).map((document, i) => {
    const started = performance.now();
    engine.add({ ...document, id: `new${i}`, title: all[i * 97].title });
    return performance.now() - started;
  });
  const alone = score(csl, 'csl', 'csl/qrels_keyword.tsv');
  const titles = score(byTitle.found, 'catalog', 'catalog/qrels.tsv');
  return {
    keyword: alone['all nDCG@10'],
    hard: alone['hard (a keyword absent) MRR@10'],
    qa: score(qa, 'qa', 'qa/qrels.tsv')['all nDCG@10'],
    allKeyword: score(byKeyword.found, 'csl', 'csl/qrels_keyword.tsv')['all nDCG@10'],
    catalogue: titles['all nDCG@10'],
    typo: titles['typo MRR@10'],
    ...slips,
    documents: all.length,
    seconds,
    cpu,
    megabytes,
    queries: (1000 * times.length) / sum(times),
    queriesPerCpuSecond: times.length / (byKeyword.cpu + byTitle.cpu),
    median: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    addition: quantile(additions, 0.5),
    slowestAddition: Math.max(...additions),
  };
}

function measureGrowth() {
  const all = documents('catalog', 'csl');
  const asked = [...queries('csl/queries_keyword.tsv'), ...queries('catalog/queries.tsv')];
  return [1_000, 10_000, all.length].map((size) => {
    const docs = Array.from({ length: size }, (_, i) => all[Math.floor((i * all.length) / size)]);
    const { engine, seconds, megabytes } = build('core', docs);
    const { times } = ask(engine, asked);
    return { size, seconds, megabytes, median: quantile(times, 0.5), p95: quantile(times, 0.95) };
  });
}

const inOwnProcess = (what) =>
  JSON.parse(
    execFileSync(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url), what], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1e8,
    }),
  );
const row = (...cells) =>
  console.log(cells.map((cell, i) => (i ? cell.padStart(12) : cell.padEnd(14))).join(''));
/** The peers are not asked everything. */
const share = (n) => n?.toFixed(4) ?? '–';

function report() {
  console.log(`${cpus()[0]?.model ?? '?'}, Node ${process.version}`);
  const results = Object.keys(engines).map((name) => [name, inOwnProcess(name)]);
  const wanted = Object.keys(goals);
  console.log(
    `\nQuality: csl and qa alone, the rest with catalogue and csl in one index; one setting for all; the peers by every ${peersEvery}th query`,
  );
  row('', 'csl nDCG', 'hard MRR', 'qa nDCG', 'all: csl', 'catalogue', 'typo MRR', 'misspelt');
  for (const [name, result] of results) row(name, ...wanted.map((key) => share(result[key])));
  row('to reach', ...wanted.map((key) => share(goals[key])));
  console.log(
    `\n${misspelt.count} queries made from titles, MRR@10: ${Object.entries(results[0][1].misspeltKinds)
      .map(([kind, n]) => `${kind} ${share(n)}`)
      .join(', ')}`,
  );
  console.log(
    `\nSpeed and memory at ${results[0][1].documents} documents, one core, top ${top}; CPU: what another process on the machine does not change`,
  );
  row('', 'queries/s', 'per CPU s', 'median ms', 'p95 ms', 'index s', 'CPU s', 'MB', 'add ms', 'slowest');
  for (const [name, r] of results) {
    const speeds = [r.queries, r.queriesPerCpuSecond].map((n) => n.toFixed(0));
    const times = [r.median, r.p95].map((n) => n.toFixed(2));
    const size = [r.seconds.toFixed(1), r.cpu.toFixed(1), r.megabytes.toFixed(0)];
    row(name, ...speeds, ...times, ...size, ...[r.addition, r.slowestAddition].map((n) => n.toFixed(2)));
  }
  const { queries: least, seconds, megabytes, addition } = limits;
  row('to reach', `${least}`, '', '', '', `${seconds}`, '', `${megabytes}`, `${addition}`);
  console.log(`\nMore of the core at ${results[0][1].documents} documents, CPU ms each`);
  for (const { name, cpu } of inOwnProcess('more')) row(name.padEnd(24), cpu.toFixed(2));
  console.log('\nGrowth of the core');
  row('documents', 'median ms', 'p95 ms', 'index s', 'MB');
  for (const { size, seconds, megabytes, median, p95 } of inOwnProcess('growth')) {
    row(`${size}`, median.toFixed(2), p95.toFixed(2), seconds.toFixed(2), megabytes.toFixed(1));
  }
}

const part = process.argv[2];
if (!existsSync(data('catalog/docs.jsonl'))) {
  console.log(
    `bench:search needs the evaluation data, which is not in ${shared}; name its folder by EVALUATION_DIR`,
  );
  process.exitCode = 1;
} else if (part === undefined) report();
else if (part === 'more') {
  console.log(JSON.stringify(askMore(documents('catalog', 'csl'), queries('catalog/queries.tsv'))));
} else console.log(JSON.stringify(part === 'growth' ? measureGrowth() : measureEngine(part)));
