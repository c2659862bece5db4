import type { Clash, TableFeature } from '#contracts';
import type { Plan, PlannedMeeting } from './plan.js';

type Tables = Pick<Plan, 'parties' | 'tables' | 'closedTables' | 'tableFeatures'>;
type Pair = Pick<PlannedMeeting, 'a' | 'b'> & { third?: string | null };
/** A third comes to the table of the two: only what it needs there counts. */
const needy = ({ a, b, third = null }: Pair) => (third === null ? [a, b] : [a, b, third]);

/** The table at which a party has all its meetings; null for none, and while that table is not in use. */
export function homeOf({ parties, tables, closedTables }: Tables, party: string): number | null {
  const home = parties.get(party)?.homeTable ?? null;
  return home === null || home > tables || closedTables.includes(home) ? null : home;
}

/** What a table must have for a meeting of these two. */
export const needsOf = ({ parties }: Tables, pair: Pair): TableFeature[] => [
  ...new Set(needy(pair).flatMap((party) => parties.get(party)?.tableNeeds ?? [])),
];

export const featuresOf = ({ tableFeatures }: Pick<Plan, 'tableFeatures'>, table: number): TableFeature[] =>
  (Object.keys(tableFeatures) as TableFeature[]).filter((one) => tableFeatures[one]!.includes(table));

/** Why a table does not suit two parties, for each of them; empty where it does. */
export function tableClashes(plan: Tables, pair: Pair, table: number): Clash[] {
  const has = featuresOf(plan, table);
  return needy(pair).flatMap((party): Clash[] => {
    const who = { party: plan.parties.get(party)?.name ?? '', other: null, round: null };
    const home = party === pair.third ? null : homeOf(plan, party);
    const lacks = (plan.parties.get(party)?.tableNeeds ?? []).filter((need) => !has.includes(need));
    return [
      ...(home !== null && home !== table ? [{ code: 'home_table' as const, ...who, table: home }] : []),
      ...(lacks.length > 0 ? [{ code: 'table_lacks' as const, ...who, table, features: lacks }] : []),
    ];
  });
}

/** Whether a table suits two parties. */
export const suits = (plan: Tables, pair: Pair, table: number): boolean =>
  tableClashes(plan, pair, table).length === 0;
