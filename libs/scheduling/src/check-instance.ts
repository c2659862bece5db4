import {
  attendeesOf,
  hasNeeds,
  type Instance,
  pairOfFixed,
  pairsByParties,
  tablesPerRound,
} from './instance.js';

export type ProblemCode =
  | 'shape'
  | 'range'
  | 'duplicate-id'
  | 'unknown-participant'
  | 'unknown-pair'
  | 'unknown-session'
  | 'unknown-side'
  | 'unknown-feature'
  | 'self-pair'
  | 'overlapping-fixed'
  | 'home-table';

/** Something wrong with an instance. */
export interface Problem {
  readonly code: ProblemCode;
  /** Where, e.g. `pairs[3].a`. */
  readonly item: string;
  readonly message: string;
}

const MOST_ROUNDS = 200;
const MOST_PROBLEMS = 100;
const MOST_REPRESENTATIVES = 20;

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);

/**
 * What is wrong with an instance, at most 100 findings; empty if `buildTimetable` will take it. Takes any value, so
 * that parsed JSON can be passed as it came. An instance without problems can still have no timetable.
 */
export function checkInstance(instance: unknown): Problem[] {
  const problems = shapeProblems(instance);
  // References are followed only in data of the right shape.
  return problems.length > 0 ? problems : referenceProblems(instance as Instance);
}

function shapeProblems(instance: unknown): Problem[] {
  const problems: Problem[] = [];
  // Names are put together only for a finding: an event has tens of thousands of fields.
  const report = (code: ProblemCode, item: string, message: string, field = '') => {
    if (problems.length < MOST_PROBLEMS) problems.push({ code, item: item + field, message });
  };
  const wholeIn = (value: unknown, item: string, least: number, most = Infinity, field = '') => {
    if (value === undefined) return;
    if (!isWhole(value) || value < least || value > most) {
      const upTo = most === Infinity ? '' : ` and at most ${most}`;
      report('range', item, `must be a whole number of at least ${least}${upTo}`, field);
    }
  };
  const amount = (value: unknown, item: string, field = '') => {
    if (value === undefined) return;
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
      report('range', item, 'must be a number of at least 0', field);
    }
  };
  const flag = (value: unknown, item: string, field: string) => {
    if (value !== undefined && typeof value !== 'boolean') {
      report('shape', item, 'must be true or false', field);
    }
  };
  const text = (value: unknown, item: string, field = '') => {
    if (typeof value !== 'string' || value === '') report('shape', item, 'must be a non-empty text', field);
  };
  const list = (value: unknown, item: string, field = ''): readonly unknown[] => {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value as readonly unknown[];
    report('shape', item, 'must be an array', field);
    return [];
  };
  const texts = (value: unknown, item: string, field = '') => {
    if (!Array.isArray(value)) report('shape', item, 'must be an array of texts', field);
    else value.forEach((one, index) => text(one, `${item}${field}[${index}]`));
  };
  const records = (value: unknown, item: string, visit: (fields: Fields, item: string) => void) =>
    list(value, item).forEach((entry, index) => {
      if (isRecord(entry)) visit(entry, `${item}[${index}]`);
      else report('shape', item, 'must be an object', `[${index}]`);
    });
  const couples = (value: unknown, item: string, kind: 'string' | 'number') =>
    list(value, item).forEach((entry, index) => {
      if (!Array.isArray(entry) || entry.length !== 2 || entry.some((part) => typeof part !== kind)) {
        report('shape', item, `must be two ${kind}s`, `[${index}]`);
      }
    });

  if (!isRecord(instance)) return [{ code: 'shape', item: 'instance', message: 'must be an object' }];
  if (instance.format !== 'meetmatch-instance/1') report('shape', 'format', 'must be meetmatch-instance/1');
  text(instance.name, 'name');
  if (instance.mode !== undefined && instance.mode !== 'select' && instance.mode !== 'all') {
    report('shape', 'mode', 'must be select or all');
  }
  if (instance.rounds === undefined) report('shape', 'rounds', 'is missing');
  wholeIn(instance.rounds, 'rounds', 1, MOST_ROUNDS);
  // A wrong number of rounds must not turn every round into a second finding.
  const lastRound = isWhole(instance.rounds) ? instance.rounds - 1 : MOST_ROUNDS;
  const roundList = (value: unknown, item: string, field = '') => {
    if (value === undefined) return;
    list(value, item, field).forEach((round, index) => {
      if (isWhole(round) && round >= 0 && round <= lastRound) return;
      const place = `${item}${field}[${index}]`;
      if (round === undefined) report('shape', place, 'is missing');
      else wholeIn(round, place, 0, lastRound);
    });
  };

  if (Array.isArray(instance.tables)) {
    if (instance.tables.length !== instance.rounds)
      report('shape', 'tables', 'must have one number per round');
    instance.tables.forEach((count: unknown, round) => wholeIn(count ?? null, `tables[${round}]`, 0));
  } else wholeIn(instance.tables, 'tables', 0);

  if (instance.sessions !== undefined && !isRecord(instance.sessions))
    report('shape', 'sessions', 'must be an object');
  else Object.entries(instance.sessions ?? {}).forEach(([key, value]) => roundList(value, `sessions.${key}`));

  for (const key of ['participants', 'pairs'])
    if (instance[key] === undefined) report('shape', key, 'is missing');
  records(instance.participants, 'participants', (person, item) => {
    text(person.id, item, '.id');
    wholeIn(person.maxMeetings, item, 0, Infinity, '.maxMeetings');
    wholeIn(person.minMeetings, item, 0, Infinity, '.minMeetings');
    wholeIn(person.table, item, 0, Infinity, '.table');
    wholeIn(person.representatives, item, 1, MOST_REPRESENTATIVES, '.representatives');
    if (person.side !== undefined) text(person.side, item, '.side');
    roundList(person.unavailable, item, '.unavailable');
  });
  records(instance.pairs, 'pairs', (pair, item) => {
    text(pair.a, item, '.a');
    text(pair.b, item, '.b');
    amount(pair.score, item, '.score');
    if (pair.third !== undefined) text(pair.third, item, '.third');
    if (pair.needs !== undefined) texts(pair.needs, item, '.needs');
    flag(pair.must, item, '.must');
    flag(pair.mutual, item, '.mutual');
    flag(pair.forbidden, item, '.forbidden');
    if (pair.session !== undefined) text(pair.session, item, '.session');
    roundList(pair.rounds, item, '.rounds');
  });
  list(instance.tableFeatures, 'tableFeatures').forEach((features, table) =>
    texts(features, `tableFeatures[${table}]`),
  );
  couples(instance.mayMeet, 'mayMeet', 'string');
  couples(instance.forbiddenPairs, 'forbiddenPairs', 'string');
  couples(instance.precedences, 'precedences', 'number');
  records(instance.fixed, 'fixed', (fixed, item) => {
    if (fixed.round === undefined) report('shape', `${item}.round`, 'is missing');
    wholeIn(fixed.round, `${item}.round`, 0, lastRound);
    wholeIn(fixed.table, `${item}.table`, 0);
    if (fixed.pair === undefined)
      [fixed.a, fixed.b].forEach((id, end) => text(id, `${item}.${end ? 'b' : 'a'}`));
    else wholeIn(fixed.pair, `${item}.pair`, 0);
  });
  for (const key of ['objective', 'limits']) {
    if (instance[key] !== undefined && !isRecord(instance[key])) report('shape', key, 'must be an object');
  }
  if (isRecord(instance.objective))
    amount(instance.objective.firstMeetingBonus, 'objective.firstMeetingBonus');
  if (isRecord(instance.limits)) {
    wholeIn(instance.limits.maxBreaks, 'limits.maxBreaks', 0);
    wholeIn(instance.limits.maxBreakSpread, 'limits.maxBreakSpread', 0);
  }
  return problems;
}

function referenceProblems(instance: Instance): Problem[] {
  const problems: Problem[] = [];
  const report = (code: ProblemCode, item: string, message: string) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ code, item, message });
  };
  const people = new Map(instance.participants.map((person) => [person.id, person]));
  const known = (id: string, item: (end: string) => string, end: string) => {
    if (!people.has(id)) report('unknown-participant', item(end), `no participant has the id ${id}`);
  };
  const knownPair = (pair: number, item: string) => {
    if (!instance.pairs[pair]) report('unknown-pair', item, `there is no pair ${pair}`);
  };

  const ids = new Set<string>();
  instance.participants.forEach((person, index) => {
    const item = `participants[${index}]`;
    if (ids.has(person.id)) report('duplicate-id', `${item}.id`, `the id ${person.id} is used twice`);
    ids.add(person.id);
    const most = person.maxMeetings ?? instance.rounds * (person.representatives ?? 1);
    if (instance.mayMeet && person.side === undefined) {
      report('unknown-side', `${item}.side`, 'is missing, and mayMeet says which kinds may meet');
    }
    if ((person.minMeetings ?? 0) > most) {
      report('range', `${item}.minMeetings`, `is above what ${person.id} may have`);
    }
  });
  const features = new Set((instance.tableFeatures ?? []).flat());
  instance.pairs.forEach((pair, index) => {
    const item = (end = '') => `pairs[${index}]${end}`;
    known(pair.a, item, '.a');
    known(pair.b, item, '.b');
    if (pair.a === pair.b) report('self-pair', item(), `${pair.a} cannot meet itself`);
    if (pair.third !== undefined) {
      known(pair.third, item, '.third');
      if (pair.third === pair.a || pair.third === pair.b)
        report('self-pair', item('.third'), `${pair.third} is one of the two`);
    }
    for (const [index, need] of (pair.needs ?? []).entries()) {
      if (!features.has(need))
        report('unknown-feature', item(`.needs[${index}]`), `no table has the feature ${need}`);
    }
    if (pair.session !== undefined && !Object.hasOwn(instance.sessions ?? {}, pair.session)) {
      report('unknown-session', item('.session'), `there is no session ${pair.session}`);
    }
  });
  (instance.forbiddenPairs ?? []).forEach((couple, index) =>
    couple.forEach((id, end) => known(id, () => `forbiddenPairs[${index}][${end}]`, '')),
  );
  (instance.precedences ?? []).forEach((couple, index) => {
    couple.forEach((pair, end) => knownPair(pair, `precedences[${index}][${end}]`));
    if (couple[0] === couple[1])
      report('self-pair', `precedences[${index}]`, 'a meeting cannot precede itself');
  });

  const tables = tablesPerRound(instance);
  const fixedMeetings = instance.fixed ?? [];
  const byParties = fixedMeetings.length > 0 ? pairsByParties(instance) : new Map<string, number[]>();
  const taken = new Map<string, number>();
  fixedMeetings.forEach((fixed, index) => {
    const item = `fixed[${index}]`;
    const number = pairOfFixed(fixed, byParties) ?? -1;
    const pair = instance.pairs[number];
    if (!pair) {
      report('unknown-pair', item, 'names no pair of the instance');
      return;
    }
    const { round, table } = fixed;
    const claims = [
      `pair ${number}`,
      ...attendeesOf(pair)
        .filter((id) => (people.get(id)?.representatives ?? 1) === 1)
        .map((id) => `${id} in round ${round}`),
    ];
    if (table !== undefined) {
      claims.push(`table ${table} in round ${round}`);
      if (table >= tables[round]!)
        report('range', `${item}.table`, `round ${round} has ${tables[round]} tables`);
      if (!hasNeeds(instance, pair, table))
        report('range', `${item}.table`, `table ${table} lacks ${pair.needs!.join(', ')}`);
      for (const id of [pair.a, pair.b]) {
        const home = people.get(id)?.table;
        if (home !== undefined && home !== table)
          report('home-table', `${item}.table`, `${id} sits at table ${home}`);
      }
    }
    for (const claim of claims) {
      const other = taken.get(claim);
      if (other !== undefined)
        report('overlapping-fixed', item, `${claim} is already taken by fixed[${other}]`);
      else taken.set(claim, index);
    }
  });
  return problems;
}
