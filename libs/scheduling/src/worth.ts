import { type Instance, tablesPerRound } from './instance.js';
import type { Objective } from './objectives.js';

/** Objectives that say which meetings are held; the others say when. */
const CHOOSING = ['wishes', 'everybody', 'score', 'fairness', 'stability'] as const;
type Choosing = (typeof CHOOSING)[number];

/** All of a timetable together is worth at most this, so that sums of whole numbers stay exact with room to spare. */
const MOST = 2 ** 50;
/** Meetings of a participant that fairness looks at. */
const FAIR_MEETINGS = 8;
/** What a first meeting counts for fairness at most, in eighth meetings. */
const MOST_FAIR = 2 ** 20;
/** Steps of a score that is not whole. */
const FINE = 10_000;

/** What the meetings of a timetable are worth: a sum over the pairs held, and bonuses that fall with each meeting. */
export interface Worth {
  readonly pair: Float64Array;
  /** `bonus[p * stride + n]`: what the n-th meeting of participant p adds; falls or stays with n. */
  readonly bonus: Float64Array;
  readonly stride: number;
  /** Worth of one point of score. */
  readonly point: number;
}

/** Most meetings of a participant, by its own cap and the rounds. */
export function capOf(instance: Instance, p: number): number {
  const { maxMeetings = Infinity, representatives = 1 } = instance.participants[p]!;
  return Math.min(maxMeetings, instance.rounds * representatives);
}

/** The value of the instance itself: scores and first meetings, each promised meeting like a first one. */
export function plainWorth(instance: Instance): Worth {
  const { pairs, participants, objective } = instance;
  const pair = Float64Array.from(pairs, ({ score = 0 }) => score);
  const first = objective?.firstMeetingBonus ?? 0;
  // Without a bonus a promise must still outweigh any single score.
  const promise = first || pair.reduce((most, score) => Math.max(most, score), 0) + 1;
  const stride = mostMeetingsOf(instance) + 2;
  const bonus = new Float64Array(participants.length * stride);
  participants.forEach(({ minMeetings = 0 }, p) => {
    for (let n = 1; n < stride; n++) {
      bonus[p * stride + n] = n === 1 && first > 0 ? first : n <= minMeetings ? promise : 0;
    }
  });
  return { pair, bonus, stride, point: 1 };
}

/**
 * The same in whole numbers for objectives in a strict order: one unit of an objective outweighs all that those behind
 * it can add up to. At large events, where such numbers would not be exact, it outweighs a part of that, the same part
 * at each place of the order, and still far more than an exchange of some meetings can win.
 * @param announced 1 for pairs of the announced version
 */
export function orderedWorth(instance: Instance, order: readonly Objective[], announced: Uint8Array): Worth {
  const { pairs, participants } = instance;
  const stride = mostMeetingsOf(instance) + 2;
  const scores = pairs.map(({ score = 0 }) => score);
  const highest = Math.max(1, ...new Set(scores));
  const fine = scores.every(Number.isInteger) ? 1 : FINE / highest;
  const points = scores.map((score) => Math.round(score * fine));
  const fair = fairSteps(instance);
  const count = (isIn: (k: number) => boolean) => scores.reduce((sum, _, k) => sum + (isIn(k) ? 1 : 0), 0);
  const meetings = mostMeetings(instance);
  const totals: Record<Choosing, number> = {
    wishes: Math.min(
      meetings,
      count((k) => pairs[k]!.mutual === true),
    ),
    everybody: participants.reduce((sum, { minMeetings = 1 }) => sum + Math.max(1, minMeetings), 0),
    score: points.toSorted((x, y) => y - x).reduce((sum, s, rank) => sum + (rank < meetings ? s : 0), 0),
    fairness: participants.length * fair.reduce((sum, step) => sum + step, 0),
    stability: Math.min(
      meetings,
      count((k) => announced[k] === 1),
    ),
  };
  const required = count((k) => pairs[k]!.must === true || instance.mode === 'all');
  const unit = unitsOf(
    order.filter((one): one is Choosing => (CHOOSING as readonly string[]).includes(one)),
    totals,
    MOST / (1 + required),
  );
  const bonus = new Float64Array(participants.length * stride);
  participants.forEach(({ minMeetings = 1 }, p) => {
    for (let n = 1; n < stride; n++) {
      const owed = n <= Math.max(1, minMeetings) ? unit.everybody : 0;
      bonus[p * stride + n] = owed + unit.fairness * (fair[n - 1] ?? 0);
    }
  });
  return {
    pair: Float64Array.from(
      points,
      (score, k) =>
        unit.score * score +
        (pairs[k]!.mutual === true ? unit.wishes : 0) +
        (announced[k] ? unit.stability : 0),
    ),
    bonus,
    stride,
    point: unit.score * fine,
  };
}

/** What the first, second … meeting of a participant counts for fairness: each outweighs the next ones of all others. */
export function fairSteps(instance: Instance): number[] {
  const people = instance.participants.length;
  const meetings = Math.max(1, Math.min(mostMeetingsOf(instance), FAIR_MEETINGS));
  const largest = meetings > 1 ? Math.floor(MOST_FAIR ** (1 / (meetings - 1))) : 2;
  const ratio = Math.max(2, Math.min(people + 1, largest));
  return Array.from({ length: meetings }, (_, n) => ratio ** (meetings - 1 - n));
}

/** Most meetings of any participant. */
function mostMeetingsOf(instance: Instance): number {
  return instance.participants.reduce((most, _, p) => Math.max(most, capOf(instance, p)), 0);
}

/** So many meetings fit at most, by tables and people. */
function mostMeetings(instance: Instance): number {
  const tables = tablesPerRound(instance).reduce((sum, count) => sum + count, 0);
  const places = instance.participants.reduce((sum, _, p) => sum + capOf(instance, p), 0);
  return Math.min(tables, Math.floor(places / 2), instance.pairs.length);
}

/** The worth of one unit of each objective. */
function unitsOf(
  order: readonly Choosing[],
  totals: Readonly<Record<Choosing, number>>,
  most: number,
): Record<Choosing, number> {
  const unit: Record<Choosing, number> = { wishes: 1, everybody: 1, score: 1, fairness: 1, stability: 1 };
  for (let part = 1; ; part *= 2) {
    let next = 1;
    let all = 0;
    for (const objective of order.toReversed()) {
      unit[objective] = next;
      all += next * totals[objective];
      next *= 1 + Math.ceil(totals[objective] / part);
    }
    // In parts of less than one all units are the same: nothing is left to give way.
    if (all <= most || part > most) return unit;
  }
}
