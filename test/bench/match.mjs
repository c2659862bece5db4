// Quality of the matching engine on judged pairs beside MiniSearch, FlexSearch and plain BM25, and its speed at 1k, 10k and 100k technologies.
// npm run bench:match [-- quality|speed|all-pairs]
// EVALUATION_DIR=path names the folder with data/ and eval/; ../shared beside the repo if not given
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import FlexSearch from 'flexsearch';
import MiniSearch from 'minisearch';
import { MatchingEngine, TextIndex } from '#matching';
import { tokens } from '#text';
import { matchAll } from '../../dist/apps/local/src/cli/match-pool.js';
import { needsOf, technologiesOf } from './generated-listings.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shared = resolve(root, process.env.EVALUATION_DIR ?? '../shared');
const only = process.argv[2];
const limits = { median: 20, allPairs: 60 };
const goals = {
  cold: { ndcg: 0.73, spearman: 0.53, auc: 0.915, score: 0.715 },
  learnt: { spearman: 0.7, auc: 0.975, score: 0.775 },
};

const print = (label, value) => console.log(`${label.padEnd(58)}${value}`);
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const seconds = (since) => (performance.now() - since) / 1000;

async function quality() {
  const scorer = join(shared, 'eval/metrics.mjs');
  if (!existsSync(scorer)) return console.log(`no judged pairs in ${shared}: quality is not measured`);
  const metrics = await import(pathToFileURL(scorer).href);
  const data = (name) => join(shared, 'data/bdci', name);
  const records = (name) => metrics.lines(data(name)).map((line) => JSON.parse(line));
  const technologies = records('techs.jsonl');
  const needs = records('needs.jsonl');
  const technologyOf = new Map(technologies.map((technology) => [technology.id, technology]));
  const needOf = new Map(needs.map((need) => [need.id, need]));
  const judged = metrics.tsv(data('pairs.tsv')).map(([needId, technologyId, level]) => ({
    needId,
    technologyId,
    level: Number(level),
  }));

  for (const [label, search] of Object.entries(searchEngines(technologies))) {
    const found = new Map(needs.map((need) => [need.id, new Map(search(`${need.title}\n${need.text}`))]));
    report(
      metrics,
      `${label}, unseen needs`,
      judged,
      judged.map((pair) => found.get(pair.needId).get(pair.technologyId) ?? 0),
    );
  }

  const engine = new MatchingEngine();
  technologies.forEach((technology) => engine.setTechnology(technology));
  needs.forEach((need) => engine.setNeed(need));
  const scoresOf = (pairs) => {
    const byNeed = Map.groupBy ? Map.groupBy(pairs, (pair) => pair.needId) : grouped(pairs);
    const scores = new Map();
    for (const [needId, own] of byNeed) {
      const asked = new Set(own.map((pair) => technologyOf.get(pair.technologyId)));
      for (const { id, score } of engine.scoreEach(needOf.get(needId), asked))
        scores.set(`${needId} ${id}`, score);
    }
    return pairs.map((pair) => scores.get(`${pair.needId} ${pair.technologyId}`));
  };
  report(metrics, 'engine without near terms, unseen needs', judged, scoresOf(judged));
  const start = performance.now();
  engine.useNearTerms(engine.trainNearTerms());
  print('near terms trained in', `${seconds(start).toFixed(1)} s`);
  const cold = scoresOf(judged);
  report(metrics, 'engine, unseen needs', judged, cold, goals.cold);
  foldsByNeed(metrics, judged, cold);

  for (const half of [0, 1]) {
    const random = metrics.mulberry(1);
    const isFed = judged.map(() => random() < 0.5 === (half === 0));
    const fed = judged.filter((_, i) => isFed[i]);
    const rest = judged.filter((_, i) => !isFed[i]);
    const start = performance.now();
    engine.useLearnt(engine.learn(fed));
    const took = seconds(start).toFixed(1);
    report(metrics, `engine, half ${half + 1} fed back (${took} s)`, rest, scoresOf(rest), goals.learnt);
  }
}

/** What a team would drop in, with the same tokens: each gives [id, score] of all technologies that share a term. */
function searchEngines(technologies) {
  const terms = (text) => tokens(text).map(({ term }) => term);
  const all = technologies.length;
  const mini = new MiniSearch({ fields: ['title'], tokenize: terms, processTerm: (term) => term });
  const flex = new FlexSearch.Index({ tokenize: 'strict', encode: terms });
  const plain = new TextIndex();
  for (const { id, title } of technologies) {
    mini.add({ id, title });
    flex.add(id, title);
    plain.set(id, { title });
  }
  return {
    MiniSearch: (text) => mini.search(text).map(({ id, score }) => [id, score]),
    // It gives an order without scores.
    FlexSearch: (text) =>
      flex.search(text, { limit: all, suggest: true }).map((id, rank) => [id, 1 / (rank + 1)]),
    'plain BM25': (text) => plain.search(text, { limit: all }).map(({ id, score }) => [id, score]),
  };
}

function grouped(pairs) {
  const groups = new Map();
  for (const pair of pairs) groups.set(pair.needId, [...(groups.get(pair.needId) ?? []), pair]);
  return groups;
}

/** The constants are few and were chosen on all of these needs: how much do the figures differ between parts of them? */
function foldsByNeed(metrics, judged, scores) {
  const needIds = [...new Set(judged.map((pair) => pair.needId))];
  const random = metrics.mulberry(3);
  const foldOf = new Map(needIds.map((id) => [id, Math.floor(random() * 5)]));
  for (let fold = 0; fold < 5; fold++) {
    const chosen = judged.map((pair, i) => [pair, scores[i]]).filter(([p]) => foldOf.get(p.needId) === fold);
    report(
      metrics,
      `  fold ${fold + 1} of the needs`,
      chosen.map(([pair]) => pair),
      chosen.map(([, score]) => score),
    );
  }
}

function report(metrics, label, pairs, scores, goal) {
  const levels = pairs.map((pair) => pair.level);
  const spearman = metrics.spearman(scores, levels);
  const of = (level) => scores.filter((_, i) => levels[i] === level);
  const auc = metrics.auc(of(4), of(1));
  const random = metrics.mulberry(11);
  const folds = scores.map(() => Math.floor(random() * 5));
  let error = 0;
  for (let fold = 0; fold < 5; fold++) {
    const inside = [...scores.keys()].filter((i) => folds[i] !== fold);
    const cuts = metrics.fitCuts(
      inside.map((i) => scores[i]),
      inside.map((i) => levels[i]),
    );
    for (const [i, score] of scores.entries())
      if (folds[i] === fold) error += Math.abs(metrics.cut(score, cuts) - levels[i]);
  }
  const figures = {
    ndcg: judgedNdcg(metrics, pairs, scores),
    spearman,
    auc,
    score: 1 / (1 + error / scores.length),
  };
  const text = Object.entries(figures).map(([name, value]) => {
    const wanted = goal?.[name] === undefined ? '' : ` (goal ${goal[name]})`;
    return `${name} ${value.toFixed(4)}${wanted}`;
  });
  print(label, text.join('  '));
}

function judgedNdcg(metrics, pairs, scores) {
  const needs = new Map();
  pairs.forEach(({ needId, technologyId, level }, i) => {
    const own = needs.get(needId) ?? new Map();
    const entry = own.get(technologyId) ?? { levels: [], s: scores[i] };
    entry.levels.push(level);
    needs.set(needId, own.set(technologyId, entry));
  });
  const values = [];
  for (const own of needs.values()) {
    const gain = new Map(
      [...own].map(([id, { levels }]) => [
        id,
        levels.toSorted((a, b) => a - b)[(levels.length - 1) >> 1] - 1,
      ]),
    );
    const ideal = metrics.dcg(
      [...gain.values()].toSorted((a, b) => b - a),
      10,
    );
    if (ideal > 0)
      values.push(
        metrics.dcg(
          metrics.rank(own).map((id) => gain.get(id)),
          10,
        ) / ideal,
      );
  }
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function speed() {
  const needs = needsOf(60);
  for (const size of [1_000, 10_000, 100_000]) {
    const engine = new MatchingEngine();
    let start = performance.now();
    for (const technology of technologiesOf(size)) engine.setTechnology(technology);
    needs.forEach((need) => engine.setNeed(need));
    const loaded = seconds(start);
    start = performance.now();
    engine.useNearTerms(engine.trainNearTerms());
    const trained = seconds(start);
    for (const need of needs.slice(0, 10)) engine.technologiesFor(need);
    const times = needs.map((need) => {
      const cpu = process.cpuUsage();
      const start = performance.now();
      engine.technologiesFor(need);
      const { user, system } = process.cpuUsage(cpu);
      return { wall: performance.now() - start, cpu: (user + system) / 1000 };
    });
    const wall = median(times.map((time) => time.wall)).toFixed(1);
    const cpu = median(times.map((time) => time.cpu)).toFixed(1);
    print(
      `${size} technologies, loaded ${loaded.toFixed(1)} s, near terms ${trained.toFixed(1)} s`,
      `one need with reasons, median: ${wall} ms wall, ${cpu} ms CPU` +
        (size === 100_000 ? ` (limit ${limits.median} ms)` : ''),
    );
  }
}

async function allPairs() {
  const technologies = technologiesOf(10_000);
  const needs = needsOf(10_000);
  const engine = new MatchingEngine();
  technologies.forEach((technology) => engine.setTechnology(technology));
  needs.forEach((need) => engine.setNeed(need));
  const nearTerms = engine.trainNearTerms();
  let start = performance.now();
  const lists = await matchAll(
    { technologies, needs, nearTerms, top: 20 },
    {
      threads: 2,
      onProgress: (done, total) => {
        if (done % 2_000 < 16) print(`  ${done} of ${total} needs`, `${seconds(start).toFixed(1)} s`);
      },
    },
  );
  print(
    '10,000 needs × 10,000 technologies, top 20, 2 threads',
    `${seconds(start).toFixed(1)} s (limit ${limits.allPairs} s)`,
  );
  engine.useNearTerms(nearTerms);
  const alike = needs.slice(0, 20).every((need, i) => {
    return JSON.stringify(engine.rankTechnologies(need, { top: 20 })) === JSON.stringify(lists[i]);
  });
  print('the same lists as on one thread', alike ? 'yes' : 'NO');
  start = performance.now();
  const stop = new AbortController();
  const cancelled = matchAll(
    { technologies, needs, nearTerms, top: 20 },
    { threads: 2, signal: stop.signal },
  );
  setTimeout(() => stop.abort(), 500);
  await cancelled.catch(() => print('cancelled after 0.5 s, ended after', `${seconds(start).toFixed(2)} s`));
}

console.log(
  `${new Date().toISOString().slice(0, 10)}  Node ${process.version}  ${cpus().length} × ${cpus()[0].model}`,
);
if (!only || only === 'quality') await quality();
if (!only || only === 'speed') speed();
if (!only || only === 'all-pairs') await allPairs();
