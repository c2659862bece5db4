import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { LearntModel, NearTermsModel, NeedProfile, Scored, TechnologyProfile } from '#matching';

/** Everything that a thread needs to score like the others. */
export interface PoolSetup {
  technologies: TechnologyProfile[];
  needs: NeedProfile[];
  nearTerms?: NearTermsModel;
  learnt?: LearntModel;
  /** Length of each list. */
  top: number;
}

/** The lists of the needs from `from` on. */
export interface PoolAnswer {
  from: number;
  lists: Scored[][];
}

export interface PoolOptions {
  /** One per processor if not given. */
  threads?: number;
  onProgress?: (done: number, total: number) => void;
  /** Ends all threads at once; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** Small enough that progress is seen and no thread waits long for the last. */
const NEEDS_AT_ONCE = 16;

/** The best technologies of every need, in the order of the needs, computed by worker threads. */
export async function matchAll(
  setup: PoolSetup,
  { threads = availableParallelism(), onProgress, signal }: PoolOptions = {},
): Promise<Scored[][]> {
  const { needs } = setup;
  const lists = Array.from(needs, (): Scored[] => []);
  let next = 0;
  let done = 0;
  const workers: Worker[] = [];
  try {
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      if (needs.length === 0) resolve();
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      const give = (worker: Worker): void => {
        if (next >= needs.length) return;
        const to = Math.min(needs.length, next + NEEDS_AT_ONCE);
        worker.postMessage({ from: next, to }, []);
        next = to;
      };
      const count = Math.min(threads, Math.ceil(needs.length / NEEDS_AT_ONCE));
      for (let i = 0; i < count; i++) {
        const worker = new Worker(new URL('./match-worker.js', import.meta.url), { workerData: setup });
        workers.push(worker);
        worker.on('error', reject);
        worker.on('message', ({ from, lists: ranked }: PoolAnswer) => {
          lists.splice(from, ranked.length, ...ranked);
          done += ranked.length;
          onProgress?.(done, needs.length);
          if (done === needs.length) resolve();
          else give(worker);
        });
        give(worker);
      }
    });
    return lists;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
