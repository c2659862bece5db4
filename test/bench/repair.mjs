// Live repair beside a fresh solve ("regenerate") and the exact minimum (HiGHS), in the same run.
// usage: npm run bench:repair [-- --events 100] [--exact 3] [--data FOLDER]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildTimetable, checkSchedule, LiveTimetable } from '../../dist/libs/scheduling/src/index.js';
import { exactRepair } from './exact-repair.mjs';

const { values: options } = parseArgs({
  options: {
    /** Random events per kind and instance. */
    events: { type: 'string', default: '100' },
    /** Of these, the number checked against the exact minimum and a fresh solve. */
    exact: { type: 'string', default: '3' },
    data: { type: 'string' },
  },
});
const shared = process.env.SHARED_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const data = options.data ?? join(shared, 'timetables');
const live = join(data, 'live');
if (!existsSync(live)) {
  console.log(`bench:repair: there is no folder ${live}; give it by --data`);
  process.exit(0);
}

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const names = readdirSync(live)
  .filter((file) => file.endsWith('.baseline.json'))
  .map((file) => file.slice(0, -'.baseline.json'.length));

function quantile(numbers, part) {
  const sorted = numbers.toSorted((x, y) => x - y);
  return sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}

/** A new timetable for the instance after the event, with nothing kept but the past. */
function regenerate(instance, announced, now) {
  const past = { ...announced, meetings: announced.meetings.filter(({ round }) => round < now) };
  const fresh = buildTimetable(instance, { seed: 1, previous: past, frozenBefore: now });
  const roundOf = new Map(fresh.schedule.meetings.map(({ pair, round }) => [pair, round]));
  const changed = announced.meetings.filter(({ pair, round }) => roundOf.get(pair) !== round).length;
  return { value: fresh.objectives.value, changed };
}

function timed(work) {
  const start = performance.now();
  const result = work();
  return { result, ms: performance.now() - start };
}

async function judged({ instance, proposals: [best] }, announced, now) {
  const exact = await exactRepair(instance, announced, now);
  const fresh = regenerate(instance, announced, now);
  const { diff } = best;
  const isLeast = exact && exact.dropped === diff.dropped.length && exact.byChoice === diff.byChoice;
  return { exact, fresh, isLeast, ratio: best.after.value / fresh.value };
}

const show = (exact) => (exact ? `${exact.dropped}/${exact.byChoice}` : '?');
const cells = (list, widths) =>
  console.log(list.map((cell, i) => String(cell).padStart(widths[i])).join(' '));

const fileWidths = [-38, 9, 8, 9, 6, 6, 10, 8, 9, 8, 9].map(Math.abs);
console.log(
  'announced meetings given up / moved by choice; value ÷ that of a fresh solve; first and warm time',
);
cells(
  [
    'event',
    'given/mv',
    'exact',
    'moved',
    'added',
    'tables',
    'disturbed',
    'value',
    'first ms',
    'warm ms',
    'regenerate',
  ],
  fileWidths,
);
for (const name of names) {
  const instance = read(join(data, `${name}.json`));
  const announced = read(join(live, `${name}.baseline.json`));
  const compiled = timed(() => new LiveTimetable(instance, announced));
  const files = readdirSync(live).filter(
    (file) => file.startsWith(`${name}.`) && !file.includes('.baseline.'),
  );
  for (const file of files) {
    const event = read(join(live, file));
    const first = timed(() => compiled.result.repair(event));
    const warm = Array.from({ length: 30 }, () => timed(() => compiled.result.repair(event)).ms);
    const [best] = first.result.proposals;
    const broken = checkSchedule(first.result.instance, best.schedule);
    if (broken.length > 0) throw new Error(`${file}: ${broken[0].message}`);
    const { exact, fresh, ratio } = await judged(first.result, announced, event.now);
    const { dropped, byChoice, moved, added, reseated, disturbed } = best.diff;
    cells(
      [
        file.replace(/\.json$/, ''),
        `${dropped.length}/${byChoice}`,
        show(exact),
        moved.length,
        added.length,
        reseated.length,
        disturbed.length,
        ratio.toFixed(4),
        first.ms.toFixed(2),
        quantile(warm, 0.5).toFixed(2),
        `${fresh.changed} of ${announced.meetings.length}`,
      ],
      fileWidths,
    );
  }
  console.log(`  ${name}: compiled in ${compiled.ms.toFixed(1)} ms`);
}

const kinds = ['noshow', 'late', 'leave', 'walkin', 'tables', 'cancel', 'wish', 'delay', 'storm'];

/** Random events about an announced timetable; people with meetings are hit more often. */
function eventMaker(instance, announced, random) {
  const below = (n) => Math.floor(random() * n);
  const of = (list) => list[below(list.length)];
  const { rounds, participants, pairs } = instance;
  const busy = announced.meetings.flatMap(({ pair }) => [pairs[pair].a, pairs[pair].b]);
  const who = () => (random() < 0.8 ? of(busy) : of(participants).id);
  const hosts = participants.filter(({ side }) => side === 'institute');
  const tables = Array.isArray(instance.tables) ? instance.tables[0] : instance.tables;
  const incidents = (kind, now) => {
    const from = Math.min(rounds - 1, now + below(2));
    const until = Math.min(rounds, from + 1 + below(4));
    switch (kind) {
      case 'noshow':
        return [{ type: kind, participant: who() }];
      case 'leave':
        return [{ type: kind, participant: who(), from }];
      case 'late':
        return [{ type: kind, participant: who(), until: Math.min(rounds, now + 1 + below(3)) }];
      case 'walkin': {
        const id = `new${below(1000)}`;
        const met = [...new Set(Array.from({ length: 12 }, () => of(hosts).id))];
        const participant = { id, side: 'enterprise', maxMeetings: 4 };
        return [{ type: kind, participant, pairs: met.map((a) => ({ a, b: id, score: 400 + below(800) })) }];
      }
      case 'tables':
        return [{ type: kind, tables: tables + of([-2, -1, 1]), from, until }];
      case 'cancel':
        return [{ type: kind, pair: of(announced.meetings.filter(({ round }) => round >= now)).pair }];
      case 'wish': {
        const { a, b } = of(pairs);
        return [{ type: kind, pair: { a, b, score: 1300, mutual: true, must: random() < 0.5 } }];
      }
      case 'delay':
        return [{ type: kind, by: 1 }];
      default:
        return ['late', 'noshow', 'late', 'tables'].flatMap((one) => incidents(one, now));
    }
  };
  return (kind) => {
    const now = below(rounds - 1);
    return { format: 'meetmatch-event/1', instance: instance.name, now, events: incidents(kind, now) };
  };
}

function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

const kindWidths = [22, 6, 8, 8, 8, 9, 9, 10, 12, 9, 11];
console.log(
  `\n${options.events} random events of each kind, all proposals; of the exact minimum ${options.exact} each`,
);
cells(
  [
    '',
    'events',
    'p50 ms',
    'p95 ms',
    'worst',
    'CPU p95',
    'worst',
    'unproven',
    'as exact',
    'value ≥',
    'regenerate',
  ],
  kindWidths,
);
for (const name of names.filter((name) => read(join(data, `${name}.json`)).participants.length >= 600)) {
  const instance = read(join(data, `${name}.json`));
  const announced = read(join(live, `${name}.baseline.json`));
  const make = eventMaker(instance, announced, numbers(7));
  const timetable = new LiveTimetable(instance, announced);
  for (const kind of kinds) for (let i = 0; i < 40; i++) timetable.repair(make(kind));
  const all = { ms: [], cpu: [], unproven: 0, events: 0 };
  for (const kind of kinds) {
    const seen = { ms: [], cpu: [], unproven: 0, least: 0, checked: 0, ratio: Infinity, changed: [] };
    for (let i = 0; i < Number(options.events); i++) {
      const event = make(kind);
      const before = process.cpuUsage();
      const { result, ms } = timed(() => timetable.repair(event));
      const { user, system } = process.cpuUsage(before);
      seen.ms.push(ms);
      seen.cpu.push((user + system) / 1000);
      const [best] = result.proposals;
      if (!best.isProven) seen.unproven++;
      if (!best.isComplete) continue;
      const broken = checkSchedule(result.instance, best.schedule);
      if (broken.length > 0) throw new Error(`${name} ${JSON.stringify(event)}: ${broken[0].message}`);
      if (seen.checked >= Number(options.exact) || kind === 'wish') continue;
      const { exact, fresh, isLeast, ratio } = await judged(result, announced, event.now);
      if (!exact) continue;
      seen.checked++;
      if (isLeast) seen.least++;
      else
        console.log(
          `  not the least: ${best.diff.dropped.length}/${best.diff.byChoice}, exact ${show(exact)}: ${JSON.stringify(event)}`,
        );
      seen.ratio = Math.min(seen.ratio, ratio);
      seen.changed.push(fresh.changed);
    }
    all.ms.push(...seen.ms);
    all.cpu.push(...seen.cpu);
    cells(
      [
        `${name.replace('synth-', '')} ${kind}`,
        seen.ms.length,
        ...[seen.ms, seen.cpu].flatMap((times, i) =>
          (i === 0 ? [0.5, 0.95, 1] : [0.95, 1]).map((part) => quantile(times, part).toFixed(2)),
        ),
        seen.unproven,
        `${seen.least} of ${seen.checked}`,
        seen.ratio === Infinity ? '' : seen.ratio.toFixed(4),
        seen.changed.length > 0 ? quantile(seen.changed, 0.5) : '',
      ],
      kindWidths,
    );
  }
  const [p95, worst] = [quantile(all.ms, 0.95), quantile(all.ms, 1)];
  console.log(
    `  ${name}: p95 ${p95.toFixed(2)} ms (limit 2), worst ${worst.toFixed(1)} ms (limit 20); ` +
      `CPU ${quantile(all.cpu, 0.95).toFixed(2)} and ${quantile(all.cpu, 1).toFixed(1)} ms`,
  );
}
