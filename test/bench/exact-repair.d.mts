import type { Instance, LiveEvent, Schedule } from '../../libs/scheduling/src/index.js';

export function exactRepair(
  instance: Instance,
  announced: Schedule,
  now: LiveEvent['now'],
  seconds?: number,
): Promise<{ dropped: number; byChoice: number } | undefined>;
