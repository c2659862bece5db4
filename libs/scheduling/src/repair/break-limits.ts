import { breaksOf } from '../schedule.js';
import type { Board } from './board.js';
import { type LiveModel, NONE } from './live-model.js';

export function hasBreakLimits({ instance: { limits } }: LiveModel): boolean {
  return limits?.maxBreaks !== undefined || limits?.maxBreakSpread !== undefined;
}

/** Participant with the most breaks if that is more than the instance allows, else -1. */
export function overBreakLimit({ model, at }: Board): number {
  if (!hasBreakLimits(model)) return NONE;
  const { maxBreaks = Infinity, maxBreakSpread = Infinity } = model.instance.limits!;
  let worst = NONE;
  let most = -1;
  let least = Infinity;
  for (let p = 0; p < model.people; p++) {
    const day = [...at.subarray(p * model.rounds, (p + 1) * model.rounds)].map((k) => k !== NONE);
    const { breaks } = breaksOf(day);
    least = Math.min(least, breaks);
    if (breaks <= most) continue;
    most = breaks;
    worst = p;
  }
  return most > maxBreaks || most - least > maxBreakSpread ? worst : NONE;
}
