import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { buildTimetable, InfeasibleError } from '#scheduling';
import type { BuildMessage, BuildRequest } from './build-in-thread.js';

const { instance, options, stopped } = workerData as BuildRequest;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
const tell = (message: BuildMessage) => parentPort!.postMessage(message);
const isStopped = () => Atomics.load(stopped, 0) === 1;

try {
  const { schedule } = buildTimetable(instance, {
    ...options,
    now: () => performance.now(),
    stop: isStopped,
    onProgress: ({ objective, bound }) => tell({ objective, bound }),
  });
  tell({ schedule });
} catch (error) {
  if (!(error instanceof InfeasibleError)) throw error;
  const { code, items } = error;
  tell({ infeasible: { code, items } });
}
