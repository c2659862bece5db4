import type { Instance, Schedule } from '#scheduling';
import { isPresent, type Plan } from './plan.js';
import { featuresOf, homeOf, needsOf } from './table-fit.js';

/** The plan in the words of the engine, so that its judge can check it and its scale measure it. */
export function planForEngine(plan: Plan): { instance: Instance; schedule: Schedule } {
  const rounds = Array.from({ length: plan.rounds }, (_, round) => round);
  return {
    instance: {
      format: 'meetmatch-instance/1',
      name: 'plan',
      rounds: plan.rounds,
      tables: plan.tables,
      tableFeatures: Array.from({ length: plan.tables }, (_, i) => featuresOf(plan, i + 1)),
      participants: [...plan.parties.values()].map(({ id, representatives }) => ({
        id,
        representatives,
        table: seatOf(homeOf(plan, id)),
        unavailable: rounds.filter((round) => !isPresent(plan, id, round + 1)),
      })),
      pairs: plan.meetings.map((one) => ({
        ...{ a: one.a, b: one.b, score: one.score, mutual: one.origin === 'mutual' },
        third: one.third ?? undefined,
        needs: needsOf(plan, one),
      })),
    },
    schedule: {
      format: 'meetmatch-schedule/1',
      meetings: plan.meetings.map(({ round, table }, pair) => ({
        pair,
        round: round - 1,
        table: table - 1,
      })),
    },
  };
}

const seatOf = (table: number | null): number | undefined => (table === null ? undefined : table - 1);
