// Measures the proofs on the published benchmark (JAIR 74, 2022): the fewest idle periods, and why there is no timetable.
// npm run bench:idle [-- --data FOLDER] [--only TEXT,TEXT] [--seconds 60] [--seed 1]
//   --data   folder of b2bsp-*.json, default ../shared/data/timetables beside the repository, or TIMETABLES
//   --only   instances whose name holds one of the texts
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { checkSchedule, minimiseIdlePeriods, refuteInstance } from '#scheduling';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values: option } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.TIMETABLES ?? join(root, '../shared/data/timetables') },
    only: { type: 'string', default: '' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  },
});
/** Seconds within which the proof is promised. */
const limitOf = (name) => (name.includes('original') ? 30 : 60);
const limitOfRefutation = 1;

const files = existsSync(option.data)
  ? readdirSync(option.data).filter(
      (name) => name.startsWith('b2bsp-') && option.only.split(',').some((text) => name.includes(text)),
    )
  : [];
if (files.length === 0) {
  console.log(`no published instances in ${option.data}; name their folder with --data or TIMETABLES`);
  process.exit(0);
}

/** Runs something and tells its seconds on the clock and on the processor. */
function timed(run) {
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  const result = run();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { result, wall: (performance.now() - before) / 1000, cpu: (user + system) / 1e6 };
}

const feasible = { all: 0, proven: 0, late: 0, wrong: 0, wall: 0, cpu: 0, peer: 0 };
const infeasible = { all: 0, told: 0, late: 0, wrong: 0, wall: 0, cpu: 0 };
const worst = (totals, { wall, cpu }) => {
  totals.wall = Math.max(totals.wall, wall);
  totals.cpu = Math.max(totals.cpu, cpu);
};
const times = ({ wall, cpu }, digits) =>
  `${wall.toFixed(digits).padStart(7)} s${cpu.toFixed(digits).padStart(8)} s cpu`;

console.log(
  'instance                             optimum  ours  bound              ours                 paper',
);
for (const file of files) {
  const instance = JSON.parse(readFileSync(join(option.data, file), 'utf8'));
  const { optimalBreaks, maxsatSeconds } = instance.reference;
  const label = file.slice('b2bsp-'.length, -'.json'.length).padEnd(36);
  const peer = `${String(maxsatSeconds ?? '–').padStart(9)} s`;

  const refuted = timed(() => refuteInstance(instance));
  if (optimalBreaks === null) {
    infeasible.all++;
    worst(infeasible, refuted);
    if (refuted.result) infeasible.told++;
    if (refuted.wall > limitOfRefutation) infeasible.late++;
    const reason = refuted.result
      ? `${refuted.result.code}, ${refuted.result.items.length} items`
      : 'NOT TOLD';
    console.log(`${label} none     ${reason.padEnd(27)}${times(refuted, 2)}${peer}`);
    continue;
  }
  feasible.all++;
  if (refuted.result) {
    infeasible.wrong++;
    console.log(`${label} FALSE ALARM: ${refuted.result.sentence.en}`);
  }
  const solved = timed(() =>
    minimiseIdlePeriods(instance, {
      seed: Number(option.seed),
      now: () => performance.now(),
      timeLimitMs: Number(option.seconds) * 1000,
    }),
  );
  const { breaks, bound, proven, schedule } = solved.result ?? {};
  const wrong =
    !schedule || checkSchedule(instance, schedule).length > 0 || (proven && breaks !== optimalBreaks);
  worst(feasible, solved);
  feasible.peer = Math.max(feasible.peer, maxsatSeconds ?? 0);
  if (wrong) feasible.wrong++;
  else if (proven) feasible.proven++;
  const late = solved.wall > limitOf(file);
  if (late) feasible.late++;
  const remark = wrong ? '  WRONG' : proven ? '' : '  not proven';
  console.log(
    `${label}${String(optimalBreaks).padStart(5)}${String(breaks).padStart(8)}${String(bound).padStart(7)}     ` +
      `${times(solved, 2)}${peer}${remark}${late ? '  LATE' : ''}`,
  );
}

console.log(
  `\nproven optimum ${feasible.proven}/${feasible.all}, wrong ${feasible.wrong}, over 30 s (original) or 60 s ${feasible.late}; ` +
    `worst ${feasible.wall.toFixed(1)} s (${feasible.cpu.toFixed(1)} s cpu), paper's MaxSAT ${feasible.peer} s`,
);
console.log(
  `told infeasible ${infeasible.told}/${infeasible.all}, false alarms ${infeasible.wrong}, over ${limitOfRefutation} s ${infeasible.late}; ` +
    `worst ${infeasible.wall.toFixed(2)} s (${infeasible.cpu.toFixed(2)} s cpu)`,
);
const kept =
  feasible.proven === feasible.all &&
  infeasible.told === infeasible.all &&
  infeasible.wrong + feasible.late + infeasible.late === 0;
if (!kept) process.exitCode = 1;
