// Validation, quality and speed of the timetable engine: all of its benchmarks one after the other.
// npm run bench:scheduling
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

for (const part of ['timetables', 'idle-periods', 'repair']) {
  console.log(`\n== ${part}\n`);
  const script = fileURLToPath(new URL(`${part}.mjs`, import.meta.url));
  const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
