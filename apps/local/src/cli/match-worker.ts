import { parentPort, workerData } from 'node:worker_threads';
import { MatchingEngine } from '#matching';
import type { PoolAnswer, PoolSetup } from './match-pool.js';

/** One thread of a match pool: builds the engine once, then ranks the needs that it is given. */
const { technologies, needs, nearTerms, learnt, top } = workerData as PoolSetup;
const engine = new MatchingEngine();
for (const technology of technologies) engine.setTechnology(technology);
for (const need of needs) engine.setNeed(need);
engine.useNearTerms(nearTerms);
engine.useLearnt(learnt);

parentPort!.on('message', ({ from, to }: { from: number; to: number }) => {
  const lists = needs.slice(from, to).map((need) => engine.rankTechnologies(need, { top }));
  parentPort!.postMessage({ from, lists } satisfies PoolAnswer, []);
});
