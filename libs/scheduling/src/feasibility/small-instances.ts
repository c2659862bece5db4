import { checkInstance } from '../check-instance.js';
import { checkSchedule } from '../check-schedule.js';
import { type Instance, pairOfFixed, pairsByParties } from '../instance.js';
import { measureSchedule } from '../measure-schedule.js';
import type { Random } from '../random.js';
import type { Meeting, Schedule } from '../schedule.js';

/** For tests: a random instance small enough for `bestByTrial`, with every kind of demand, feasible or not. */
export function smallInstance(random: Random, mode: 'all' | 'select'): Instance {
  const chance = (percent: number) => random.below(100) < percent;
  const rounds = 2 + random.below(4);
  const people = 3 + random.below(3);
  const someRounds = () => [...Array(rounds).keys()].filter(() => chance(65));
  const participants = Array.from({ length: people }, (_, index) => ({
    id: `p${index}`,
    ...(chance(30) ? { unavailable: [random.below(rounds)] } : {}),
    ...(chance(8) ? { maxMeetings: 1 + random.below(rounds) } : {}),
    ...(chance(12) ? { table: random.below(2) } : {}),
  }));
  const pairs = Array.from({ length: 2 + random.below(5) }, () => {
    const a = random.below(people);
    const b = (a + 1 + random.below(people - 1)) % people;
    return {
      a: `p${a}`,
      b: `p${b}`,
      ...(chance(25) ? { session: chance(50) ? 'am' : 'pm' } : {}),
      ...(chance(10) ? { rounds: someRounds() } : {}),
      ...(mode === 'select' && chance(70) ? { must: true } : {}),
    };
  });
  const pairAtRandom = () => random.below(pairs.length);
  const half = rounds >> 1;
  let instance: Instance = {
    format: 'meetmatch-instance/1',
    name: 'small',
    mode,
    rounds,
    tables: Array.from({ length: rounds }, () => (chance(10) ? 0 : 1 + random.below(3))),
    sessions: {
      am: Array.from({ length: half }, (_, round) => round),
      pm: Array.from({ length: rounds - half }, (_, round) => half + round),
    },
    participants,
    pairs,
    forbiddenPairs: chance(5) ? [[pairs[0]!.a, pairs[0]!.b]] : [],
    precedences: Array.from({ length: random.below(4) }, (): [number, number] => [
      pairAtRandom(),
      pairAtRandom(),
    ]).filter(([x, y]) => x !== y),
    ...(mode === 'all' && chance(50)
      ? {
          limits: {
            ...(chance(60) ? { maxBreakSpread: random.below(2) } : {}),
            ...(chance(50) ? { maxBreaks: random.below(2) } : {}),
          },
        }
      : {}),
  };
  for (let count = random.below(3); count > 0; count--) {
    const table = chance(30) ? { table: random.below(2) } : {};
    const meeting = { pair: pairAtRandom(), round: random.below(rounds), ...table };
    const more = { ...instance, fixed: [...(instance.fixed ?? []), meeting] };
    if (checkInstance(more).length === 0) instance = more;
  }
  return instance;
}

/**
 * For tests: the fewest breaks with which all required meetings can be held, by trying all rounds; undefined if they
 * cannot. Only `checkSchedule` tells what is allowed.
 */
export function bestByTrial(instance: Instance): number | undefined {
  const fixed = instance.fixed ?? [];
  const byParties = pairsByParties(instance);
  const fixedPairs = fixed.map((meeting) => pairOfFixed(meeting, byParties));
  const home = new Map(instance.participants.map((person) => [person.id, person.table]));
  const required = instance.pairs.flatMap((pair, index) =>
    instance.mode === 'all' || pair.must || fixedPairs.includes(index) ? [index] : [],
  );
  let best: number | undefined;
  const tryAll = (index: number, meetings: readonly Meeting[]) => {
    const pair = required[index];
    if (pair === undefined) {
      const schedule: Schedule = { format: 'meetmatch-schedule/1', meetings };
      if (checkSchedule(instance, schedule).length > 0) return;
      best = Math.min(best ?? Infinity, measureSchedule(instance, schedule).breaks);
      return;
    }
    const { a, b } = instance.pairs[pair]!;
    const table = home.get(a) ?? home.get(b) ?? fixed[fixedPairs.indexOf(pair)]?.table;
    for (let round = 0; round < instance.rounds; round++) {
      const clash = meetings.some((other) => {
        const parties = instance.pairs[other.pair!]!;
        return other.round === round && [parties.a, parties.b].some((id) => id === a || id === b);
      });
      if (!clash)
        tryAll(index + 1, [...meetings, { pair, round, ...(table === undefined ? {} : { table }) }]);
    }
  };
  tryAll(0, []);
  return best;
}
