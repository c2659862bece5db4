import { type Instance, pairOfFixed, pairsByParties } from './instance.js';
import type { Lock } from './model.js';
import { pairsOfMeetings, type Schedule } from './schedule.js';
import { InfeasibleError } from './scheduling-errors.js';

/** A meeting of the version before. */
export type Announced = Omit<Lock, 'why'>;

/** Meetings of the version before that the instance still knows. */
export function announcedMeetings(instance: Instance, previous: Schedule | undefined): Announced[] {
  if (!previous) return [];
  const seen = new Set<number>();
  const announced: Announced[] = [];
  pairsOfMeetings(instance, previous.meetings).forEach((pair, index) => {
    const { round, table } = previous.meetings[index]!;
    if (pair < 0 || seen.has(pair) || !Number.isInteger(round) || round < 0 || round >= instance.rounds)
      return;
    seen.add(pair);
    announced.push({ pair, round, table: table ?? undefined });
  });
  return announced;
}

/** Meetings that cannot move: those of rounds that are over, and the fixed ones. @throws InfeasibleError */
export function collectLocks(
  instance: Instance,
  announced: readonly Announced[],
  frozenBefore: number,
): Lock[] {
  const locks = new Map<number, Lock>();
  for (const meeting of announced) {
    if (meeting.round < frozenBefore) locks.set(meeting.pair, { ...meeting, why: 'frozen' });
  }
  const fixedMeetings = instance.fixed ?? [];
  if (fixedMeetings.length === 0) return [...locks.values()];
  const byParties = pairsByParties(instance);
  for (const fixed of fixedMeetings) {
    const pair = pairOfFixed(fixed, byParties)!;
    const { round } = fixed;
    const frozen = locks.get(pair);
    const table = frozen?.table ?? fixed.table;
    if (frozen && (frozen.round !== round || (fixed.table ?? table) !== table)) {
      throw new InfeasibleError('fixed-conflict', [{ pair, round }]);
    }
    if (!frozen && round < frozenBefore) throw new InfeasibleError('fixed-in-the-past', [{ pair, round }]);
    locks.set(pair, { pair, round, table, why: frozen ? 'frozen' : 'fixed' });
  }
  return [...locks.values()];
}
