import type { InfeasibleItem, Instance, Schedule } from '#scheduling';
import { attendeesOf, isPresent, nameOf, pairKey, type Plan, type PlannedMeeting } from './plan.js';
import { featuresOf, homeOf, needsOf } from './table-fit.js';
import { tableOrder } from './table-order.js';

/** Nobody without a meeting if it can be avoided: worth about as much as one good match. */
export const FIRST_MEETING_BONUS = 1_000;

/** Two who could meet, with what the meeting would be. */
export type PossibleMeeting = Pick<
  PlannedMeeting,
  'a' | 'b' | 'origin' | 'score' | 'technologyId' | 'needId'
>;
type Representatives = Pick<
  PlannedMeeting,
  'representativeA' | 'representativeB' | 'third' | 'representativeThird'
>;
/** What may change: everything, only what is empty, or only the rounds from this one (1-based) on. */
export type RecomputeScope = { scope: 'all' | 'empty' } | { scope: 'from_round'; fromRound: number };

/** Where the announced version has a meeting; rounds and tables are 1-based. */
export type AnnouncedPlace = Pick<PlannedMeeting, 'a' | 'b' | 'round' | 'table'> & Partial<Representatives>;

/** A recomputation in the words of the engine. */
export interface Recomputation {
  instance: Instance;
  /** Rounds (0-based) before this one stay as they are in `previous`; from there on it is the announced version. */
  frozenBefore: number;
  previous: Schedule;
  /** The meeting that each pair of the instance would be; `pinned` where one stays that is pinned. */
  pairs: (PossibleMeeting & Partial<Representatives> & { pinned: boolean })[];
  /** The number of each table of the instance. */
  tableNo: readonly number[];
}

/**
 * Asks the engine for a timetable that keeps of `plan` what the scope and the pins say, and everything that has begun.
 * A pinned meeting of somebody who cannot be there any more does not stay.
 * @param announced what everybody knows, for a timetable that should be like it
 */
export function recomputation(
  plan: Plan,
  possible: readonly PossibleMeeting[],
  scope: RecomputeScope,
  announced: readonly AnnouncedPlace[] = [],
): Recomputation {
  const frozen = Math.max(plan.begun, scope.scope === 'from_round' ? scope.fromRound - 1 : 0);
  const { order, open } = tableOrder(plan);
  const seatOf = new Map(order.map((table, seat) => [table, seat]));
  const canStay = ({ a, b, round, table }: PlannedMeeting) =>
    isPresent(plan, a, round) &&
    isPresent(plan, b, round) &&
    round <= plan.rounds &&
    seatOf.get(table)! < open;
  const kept = plan.meetings
    .map(withoutAbsentThird(plan))
    .filter(
      (one) =>
        one.round <= plan.begun ||
        ((one.round <= frozen || one.pinned || scope.scope === 'empty') && canStay(one)),
    );
  const keptKeys = new Set(kept.map(({ a, b }) => pairKey(a, b)));
  const free = possible.filter(({ a, b }) => !keptKeys.has(pairKey(a, b)));
  // Whoever was asked to join two stays with them, wherever they meet.
  const thirds = new Map(
    [...announced, ...plan.meetings].map(({ a, b, third = null }) => [pairKey(a, b), third]),
  );
  const thirdOf = ({ a, b }: PossibleMeeting) => {
    const third = thirds.get(pairKey(a, b)) ?? null;
    return third !== null && plan.parties.get(third)?.hasSeat ? third : null;
  };
  const pairs = [...kept, ...free.map((one) => ({ ...one, third: thirdOf(one), pinned: false }))];
  const freeKeys = new Map(free.map(({ a, b }, index) => [pairKey(a, b), kept.length + index]));
  const known = announced.flatMap(({ a, b, round, table }) => {
    const pair = freeKeys.get(pairKey(a, b));
    const seat = seatOf.get(table);
    if (pair === undefined || round <= frozen || round > plan.rounds) return [];
    return [{ pair, round: round - 1, ...(seat !== undefined && seat < open && { table: seat }) }];
  });
  const placed = kept.map(({ round, table }, pair) => ({
    pair,
    round: round - 1,
    table: seatOf.get(table)!,
  }));
  const rounds = Array.from({ length: plan.rounds }, (_, i) => i);
  const at = (round: number) => placed.filter((one) => one.round === round);
  const busy = new Set(kept.flatMap((one) => attendeesOf(one).map((id) => `${id} ${one.round - 1}`)));
  const inKept = new Set(kept.flatMap(attendeesOf));
  // What stays elsewhere than at a party's own table must not be in its way: then each of its other meetings needs it.
  const homes = new Map(
    [...plan.parties.keys()].flatMap((id): [string, number][] => {
      const home = homeOf(plan, id);
      return home === null ? [] : [[id, home]];
    }),
  );
  const strays = new Set(
    kept.flatMap((one) => [one.a, one.b].filter((id) => (homes.get(id) ?? one.table) !== one.table)),
  );
  const ownTable = (id: string) => (strays.has(id) && homes.has(id) ? [`${homes.get(id)}`] : []);
  return {
    frozenBefore: frozen,
    previous: {
      format: 'meetmatch-schedule/1',
      meetings: [...placed.filter(({ round }) => round < frozen), ...known],
    },
    pairs,
    tableNo: order,
    instance: {
      format: 'meetmatch-instance/1',
      name: 'timetable',
      rounds: plan.rounds,
      // What has begun at a table that was taken away since stays there.
      tables: rounds.map((round) => Math.max(open, ...at(round).map(({ table }) => table + 1))),
      objective: { firstMeetingBonus: FIRST_MEETING_BONUS },
      participants: [...plan.parties.values()]
        .filter(({ id, hasSeat }) => hasSeat || inKept.has(id))
        .map(({ id, kind, representatives }) => ({
          id,
          table: strays.has(id) ? undefined : seatOf.get(homes.get(id) ?? 0),
          side: kind,
          representatives,
          unavailable: rounds.filter(
            (round) => !isPresent(plan, id, round + 1) && !busy.has(`${id} ${round}`),
          ),
        })),
      tableFeatures: order.map((table) => [...featuresOf(plan, table), `${table}`]),
      pairs: pairs.map((one, i) => ({
        ...{ a: one.a, b: one.b, score: one.score, mutual: one.origin === 'mutual' },
        third: one.third ?? undefined,
        needs: i < kept.length ? [] : [...needsOf(plan, one), ...ownTable(one.a), ...ownTable(one.b)],
      })),
      fixed: placed.filter(({ round }) => round >= frozen),
    },
  };
}

/** A meeting ahead goes on without a third who cannot be there. */
const withoutAbsentThird =
  (plan: Plan) =>
  (one: PlannedMeeting): PlannedMeeting =>
    one.third === null || one.round <= plan.begun || isPresent(plan, one.third, one.round)
      ? one
      : { ...one, third: null };

/** Who stands in the way of each other, by name. */
export function infeasibleNames(
  plan: Plan,
  pairs: readonly PossibleMeeting[],
  items: readonly InfeasibleItem[],
): string {
  return items
    .slice(0, 10)
    .map(({ pair, participant }) => {
      const meeting = pair === undefined ? undefined : pairs[pair];
      if (meeting) return `${nameOf(plan, meeting.a)} × ${nameOf(plan, meeting.b)}`;
      return participant ? nameOf(plan, participant) : '';
    })
    .filter(Boolean)
    .join('、');
}
