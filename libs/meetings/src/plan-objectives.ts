import type { Timetable } from '#contracts';
import { measureSchedule } from '#scheduling';
import { explainWishes, type Wish } from './explain-wish.js';
import { meetingsByParty, type Plan } from './plan.js';
import { planForEngine } from './plan-for-engine.js';

/** What a timetable reaches, to hold against another one. */
export function planObjectives(plan: Plan, wishes: readonly Wish[]): NonNullable<Timetable['objectives']> {
  const { instance, schedule } = planForEngine(plan);
  const measured = measureSchedule(instance, schedule);
  const byParty = meetingsByParty(plan.meetings);
  const counts = [...plan.parties.values()]
    .filter(({ hasSeat }) => hasSeat)
    .map(({ id }) => byParty.get(id)?.length ?? 0);
  const wished = wishes.filter(({ origin }) => origin !== 'proposed');
  return {
    meetings: measured.meetings,
    score: measured.score,
    mutual: measured.mutual,
    withoutMeeting: counts.filter((count) => count === 0).length,
    fewest: counts.length > 0 ? Math.min(...counts) : 0,
    wishesUnmet: explainWishes(plan, wished).length,
    idle: measured.idleSlots,
    tableChanges: measured.tableChanges,
  };
}
