import { openThread } from '#platform';
import type { BuildOptions, InfeasibleCode, InfeasibleItem, Instance, Schedule } from '#scheduling';

export interface BuildRequest {
  instance: Instance;
  options: Omit<BuildOptions, 'now'>;
  /** One number in shared memory: 1 ends the improvement. */
  stopped: Int32Array;
}
/** Value of the best timetable so far, and what none can exceed. */
export interface BuildProgress {
  objective: number;
  bound: number;
}
export type BuildResult =
  { schedule: Schedule } | { infeasible: { code: InfeasibleCode; items: readonly InfeasibleItem[] } };
export type BuildMessage = BuildProgress | BuildResult;

/** How often the organizer's wish is asked for, ms. */
const ASK_EVERY_MS = 250;

/**
 * Builds a timetable in a thread, so that the process goes on with its other work.
 * @param ask told of the progress several times a second; answers what the organizer wants meanwhile
 * @returns null once it was cancelled
 */
export function buildInThread(
  instance: Instance,
  options: BuildRequest['options'],
  ask: (progress: BuildProgress | null) => Promise<'stop' | 'cancel' | null>,
): Promise<BuildResult | null> {
  const stopped = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const request: BuildRequest = { instance, options, stopped };
  const thread = openThread('./build-thread', import.meta.url, request);
  let progress: BuildProgress | null = null;
  return new Promise<BuildResult | null>((resolve, reject) => {
    const timer = setInterval(() => {
      ask(progress)
        .then((wish) => {
          if (wish === 'stop') Atomics.store(stopped, 0, 1);
          if (wish === 'cancel') end(() => resolve(null));
        })
        .catch((error: unknown) => end(() => reject(error)));
    }, ASK_EVERY_MS);
    let ended = false;
    const end = (settle: () => void) => {
      if (ended) return;
      ended = true;
      clearInterval(timer);
      void thread.terminate().then(settle, settle);
    };
    thread.on('message', (message: BuildMessage) => {
      if ('objective' in message) progress = message;
      else end(() => resolve(message));
    });
    thread.on('error', (error) => end(() => reject(error)));
    thread.on('exit', (code) => end(() => reject(new Error(`The timetable's thread ended with ${code}.`))));
  });
}
