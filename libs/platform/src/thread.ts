import { Worker } from 'node:worker_threads';

/**
 * Starts a module of the program in a thread of its own, for work that would keep the event loop.
 * @param module file name without its ending, beside the caller
 * @param beside the caller's `import.meta.url`; a source (as in Jest) stands for what was built from it
 */
export function openThread(module: string, beside: string, workerData: unknown): Worker {
  const url = new URL(`${module}.js`, beside);
  if (beside.endsWith('.ts')) url.pathname = url.pathname.replace(/\/libs\/(?=[^/]+\/src\/)/, '/dist/libs/');
  return new Worker(url, { workerData });
}
