// Measures the timetable engine beside plain greedy and the bound, each figure from whole calls of buildTimetable.
// npm run bench:timetable [-- --only NAME] [-- --growth-only]
// Events are read from SHARED_DATA/timetables (default ../shared/data beside the repository); without them, events of
// the same kinds are generated and compared with the engine's own bound.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildTimetable, checkSchedule, objectiveNames } from '../../dist/libs/scheduling/src/index.js';
import { generateEvent, KINDS } from './generate-event.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shared = process.env.SHARED_DATA ?? join(root, '../shared/data');
const { values: options } = parseArgs({
  options: { only: { type: 'string', default: '' }, 'growth-only': { type: 'boolean', default: false } },
});
const now = () => performance.now();
const cell = (value, width = 10) => String(value).padStart(width);
const ratio = (value, bound) => cell((value / bound).toFixed(5), 9);

/** Highest score first into the first round that both have free. */
function greedy(instance) {
  const people = new Map(
    instance.participants.map((person) => [
      person.id,
      { away: new Set(person.unavailable), left: person.maxMeetings ?? instance.rounds, meetings: 0 },
    ]),
  );
  const load = Array.from({ length: instance.rounds }, () => 0);
  let value = 0;
  for (const pair of instance.pairs.toSorted((x, y) => y.score - x.score)) {
    const [a, b] = [people.get(pair.a), people.get(pair.b)];
    if (a.left === 0 || b.left === 0) continue;
    const round = load.findIndex((n, r) => n < instance.tables && !a.away.has(r) && !b.away.has(r));
    if (round < 0) continue;
    load[round]++;
    value += pair.score;
    for (const person of [a, b]) {
      if (person.meetings++ === 0) value += instance.objective.firstMeetingBonus;
      person.away.add(round);
      person.left--;
    }
  }
  const met = new Set(instance.pairs.flatMap(({ a, b }) => [a, b]));
  return { value, zero: [...met].filter((id) => people.get(id).meetings === 0).length };
}

/** One whole call; `until` ends it early, told of the progress. */
function build(instance, timeLimitMs, until = () => false) {
  let stopped = false;
  let optimal;
  const start = now();
  const timetable = buildTimetable(instance, {
    seed: 1,
    now,
    timeLimitMs,
    stop: () => stopped,
    onProgress: (progress) => {
      if (progress.gap === 0) optimal ??= progress.elapsed;
      stopped ||= until(progress);
    },
  });
  const ms = now() - start;
  const wrong = checkSchedule(instance, timetable.schedule);
  if (wrong.length > 0) throw new Error(`${instance.name}: ${wrong[0].message}`);
  return { ...timetable.objectives, bound: timetable.bound, optimal, ms };
}

function events() {
  const folder = join(shared, 'timetables');
  if (existsSync(folder)) {
    const names = readdirSync(folder).filter(
      (name) => name.startsWith('synth-') && name.includes(options.only),
    );
    return names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  }
  console.log(`${folder} is not there: generated events, and the engine's own bound instead of the LP's\n`);
  return Object.entries(KINDS).map(([name, kind]) => generateEvent(`synth-${name}-1`, kind, 1));
}

function valueTable(instances) {
  console.log(
    'value ÷ LP bound                greedy   100 ms      1 s      5 s    own bound   zero meetings: greedy, ours',
  );
  for (const instance of instances) {
    const plain = greedy(instance);
    const runs = [100, 1000, 5000].map((limit) => build(instance, limit));
    const bound = instance.reference?.lpBound ?? runs[2].bound;
    console.log(
      instance.name.padEnd(28) +
        ratio(plain.value, bound) +
        runs.map(({ value }) => ratio(value, bound)).join(''),
      ratio(runs[2].bound, bound),
      cell(plain.zero, 16),
      cell(runs[2].zeroMeeting, 5),
    );
  }
}

function idleTable(instances) {
  console.log('\nidle rounds at unchanged value        before  after 1 s   fewer');
  for (const instance of instances) {
    const before = build(instance, 2000, ({ gap, elapsed }) => gap === 0 || elapsed > 1500);
    const after = build(instance, before.ms + 1000);
    if (after.value < before.value) throw new Error(`${instance.name}: worth less after closing gaps`);
    const fewer = before.idleSlots === 0 ? 0 : 1 - after.idleSlots / before.idleSlots;
    console.log(
      instance.name.padEnd(34),
      cell(before.idleSlots),
      cell(after.idleSlots),
      cell(`${Math.round(100 * fewer)} %`, 7),
    );
  }
}

function exactTable(instances) {
  console.log('\nthe same, nobody away: value ÷ bound    greedy     ours   optimum after   whole call');
  for (const { participants, ...rest } of instances) {
    const instance = {
      ...rest,
      participants: participants.map((person) => ({ ...person, unavailable: [] })),
    };
    const plain = greedy(instance);
    const { value, bound, optimal, ms } = build(instance, 1000, ({ gap }) => gap === 0);
    console.log(
      instance.name.padEnd(36),
      ratio(plain.value, bound),
      ratio(value, bound),
      cell(optimal === undefined ? '–' : `${optimal.toFixed(0)} ms`, 13),
      cell(`${ms.toFixed(0)} ms`, 12),
    );
  }
}

/** What each objective wins by standing first, by its own measure, on an event with an announced version. */
function objectivesTable() {
  console.log('\nobjective, by its own measure        put last  put first   seconds: last, first');
  const plain = generateEvent('objectives', KINDS.s60, 5);
  const pairs = plain.pairs.map((pair, k) => ({ ...pair, mutual: k % 4 === 0 }));
  const instance = { ...plain, tables: 10, pairs };
  const others = pairs.map((pair, k) => ({ ...pair, score: (k * 7919) % 1000 }));
  const previous = buildTimetable({ ...instance, pairs: others }, { seed: 9 }).schedule;
  const kept = ({ meetings }) =>
    previous.meetings.filter(({ pair, round }) =>
      meetings.some((one) => one.pair === pair && one.round === round),
    ).length;
  const fewest = ({ meetings }) => {
    const counts = instance.participants.map(
      ({ id }) => meetings.filter(({ pair }) => [pairs[pair].a, pairs[pair].b].includes(id)).length,
    );
    return counts.filter((count) => count < 2).length;
  };
  const measures = {
    wishes: ['mutual wishes met', ({ objectives }) => objectives.mutual],
    everybody: ['without a meeting', ({ objectives }) => objectives.zeroMeeting],
    score: ['score', ({ objectives }) => objectives.score],
    fairness: ['with fewer than 2 meetings', ({ schedule }) => fewest(schedule)],
    comfort: ['idle rounds', ({ objectives }) => objectives.idleSlots],
    stability: [`announced kept of ${previous.meetings.length}`, ({ schedule }) => kept(schedule)],
  };
  for (const objective of objectiveNames) {
    const rest = objectiveNames.filter((one) => one !== objective);
    const [name, measure] = measures[objective];
    const [last, first] = [
      [...rest, objective],
      [objective, ...rest],
    ].map((objectives) => {
      const start = now();
      const timetable = buildTimetable(instance, { seed: 1, previous, objectives, now, timeLimitMs: 2000 });
      return [measure(timetable), ((now() - start) / 1000).toFixed(1)];
    });
    console.log(
      `${objective}: ${name}`.padEnd(34),
      cell(last[0]),
      cell(first[0]),
      cell(last[1], 14),
      cell(first[1], 6),
    );
  }
}

function growthTable() {
  console.log(
    '\ngrowth                     pairs   first timetable   ms per 1,000 pairs   value ÷ bound after 5 s',
  );
  for (const people of [60, 200, 600, 1500, 3000, 4500]) {
    const kind = {
      institutes: Math.round(people / 4),
      enterprises: people - Math.round(people / 4),
      rounds: 12,
      tables: Math.round(people * 0.2),
      cap: 5,
      best: 18,
    };
    const instance = generateEvent(`growth-${people}`, kind, 7);
    let first;
    const { value, bound } = build(instance, 5000, ({ gap, elapsed }) => {
      first ??= elapsed;
      return gap === 0;
    });
    console.log(
      `${people} participants`.padEnd(20),
      cell(instance.pairs.length, 11),
      cell(`${first.toFixed(0)} ms`, 17),
      cell(((1000 * first) / instance.pairs.length).toFixed(1), 20),
      ratio(value, bound),
    );
  }
}

// One event first, so that no figure is that of code that runs for the first time.
for (let i = 0; i < 3; i++) build(generateEvent('warm-up', KINDS.s200b, 3), 300);
if (!options['growth-only']) {
  const instances = events();
  valueTable(instances);
  idleTable(instances);
  exactTable(instances);
  objectivesTable();
}
growthTable();
