import type { Timetable } from '#contracts';
import { measureSchedule } from '#scheduling';
import { explainWishes, type Wish } from './explain-wish.js';
import { type Plan, planForEngine } from './plan.js';

/** What a timetable reaches, to hold against another one. */
export function planObjectives(plan: Plan, wishes: readonly Wish[]): NonNullable<Timetable['objectives']> {
  const { instance, schedule } = planForEngine(plan);
  const measured = measureSchedule(instance, schedule);
  const met = new Set(plan.meetings.flatMap(({ a, b }) => [a, b]));
  const wished = wishes.filter(({ origin }) => origin !== 'proposed');
  return {
    meetings: measured.meetings,
    score: measured.score,
    mutual: measured.mutual,
    withoutMeeting: [...plan.parties.values()].filter(({ id, hasSeat }) => hasSeat && !met.has(id)).length,
    wishesUnmet: explainWishes(plan, wished).length,
    idle: measured.idleSlots,
    tableChanges: measured.tableChanges,
  };
}
