import { checkInstance } from '../check-instance.js';
import type { Instance, Pair, Participant } from '../instance.js';

export type EventProblemCode =
  | 'shape'
  | 'range'
  | 'unknown-type'
  | 'unknown-participant'
  | 'unknown-pair'
  | 'duplicate-id'
  | 'self-pair'
  | 'forbidden'
  | 'past'
  | 'instance-name'
  | 'timetable';

/** Something wrong with an event, or with the timetable that it is about. */
export interface EventProblem {
  readonly code: EventProblemCode;
  /** Where, e.g. `events[2].participant`. */
  readonly item: string;
  readonly message: string;
}

/** The event or the announced timetable is wrong; `problems` names each wrong item. */
export class BadEventError extends Error {
  constructor(readonly problems: readonly EventProblem[]) {
    super(
      problems
        .slice(0, 10)
        .map(({ item, message }) => `${item}: ${message}`)
        .join('; '),
    );
    this.name = 'BadEventError';
  }
}

const MOST_PROBLEMS = 100;

type Fields = Readonly<Record<string, unknown>>;
type Report = (code: EventProblemCode, item: string, message: string) => void;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);

/**
 * What is wrong with an event for this instance, at most 100 findings; empty if `repairTimetable` will take it. Takes
 * any value as it came from JSON. The instance itself is taken as correct (`checkInstance`).
 */
export function checkEvent(instance: Instance, event: unknown): EventProblem[] {
  const problems: EventProblem[] = [];
  const report: Report = (code, item, message) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ code, item, message });
  };
  if (!isRecord(event)) return [{ code: 'shape', item: 'event', message: 'must be an object' }];
  if (event.format !== 'meetmatch-event/1') report('shape', 'format', 'must be meetmatch-event/1');
  if (event.instance !== undefined && event.instance !== instance.name) {
    report(
      'instance-name',
      'instance',
      `is ${JSON.stringify(event.instance)}, the instance is ${instance.name}`,
    );
  }
  if (!isWhole(event.now) || event.now < 0 || event.now > instance.rounds) {
    report('range', 'now', `must be a whole number from 0 to ${instance.rounds}`);
    return problems;
  }
  if (!Array.isArray(event.events)) report('shape', 'events', 'must be an array');
  else new IncidentCheck(instance, event.now, report).run(event.events);
  for (const key of ['pinned', 'begun']) pairList(instance, event[key], key, report);
  return problems;
}

function pairList(instance: Instance, value: unknown, item: string, report: Report): void {
  if (value === undefined) return;
  if (!Array.isArray(value)) return report('shape', item, 'must be an array');
  value.forEach((pair: unknown, index) => {
    if (!isWhole(pair) || !instance.pairs[pair]) {
      report('unknown-pair', `${item}[${index}]`, `there is no pair ${JSON.stringify(pair)}`);
    }
  });
}

/** Follows the incidents in order, since later ones may be about those who walked in before. */
class IncidentCheck {
  private readonly people = new Map<string, Participant>();
  private pairs: number;

  constructor(
    private readonly instance: Instance,
    private readonly now: number,
    private readonly report: Report,
  ) {
    for (const person of instance.participants) this.people.set(person.id, person);
    this.pairs = instance.pairs.length;
  }

  run(incidents: readonly unknown[]): void {
    incidents.forEach((incident, index) => {
      const item = `events[${index}]`;
      if (!isRecord(incident)) return this.report('shape', item, 'must be an object');
      switch (incident.type) {
        case 'noshow':
        case 'leave':
        case 'late':
          return this.absence(incident, item);
        case 'walkin':
          return this.walkIn(incident, item);
        case 'tables':
          this.span(incident, item);
          return this.whole(incident.tables, `${item}.tables`, 0);
        case 'cancel':
          return this.cancelled(incident, item);
        case 'wish':
          return this.added([], [incident.pair], item, () => `${item}.pair`);
        case 'delay':
          this.span(incident, item);
          return this.whole(incident.by, `${item}.by`, 1, this.instance.rounds);
        default:
          this.report(
            'unknown-type',
            `${item}.type`,
            `there is no event type ${JSON.stringify(incident.type)}`,
          );
      }
    });
  }

  private absence(incident: Fields, item: string): void {
    this.person(incident.participant, `${item}.participant`);
    this.span(incident, item);
    if (incident.type !== 'late') return;
    if (incident.until === undefined) this.report('shape', `${item}.until`, 'is missing');
  }

  private walkIn(incident: Fields, item: string): void {
    this.span(incident, item);
    const { participant, pairs = [] } = incident;
    if (!isRecord(participant)) return this.report('shape', `${item}.participant`, 'must be an object');
    if (!Array.isArray(pairs)) return this.report('shape', `${item}.pairs`, 'must be an array');
    if (typeof participant.id === 'string' && this.people.has(participant.id)) {
      return this.report('duplicate-id', `${item}.participant.id`, `the id ${participant.id} is taken`);
    }
    pairs.forEach((pair: unknown, index) => {
      if (isRecord(pair) && pair.a !== participant.id && pair.b !== participant.id) {
        this.report('shape', `${item}.pairs[${index}]`, `must be a pair of ${String(participant.id)}`);
      }
    });
    this.added([participant], pairs, item, (index) => `${item}.pairs[${index}]`);
    if (typeof participant.id === 'string') {
      this.people.set(participant.id, participant as unknown as Participant);
    }
  }

  private cancelled(incident: Fields, item: string): void {
    const { pair, a, b } = incident;
    if (pair !== undefined) {
      if (!isWhole(pair) || pair < 0 || pair >= this.pairs) {
        this.report('unknown-pair', `${item}.pair`, `there is no pair ${JSON.stringify(pair)}`);
      }
      return;
    }
    this.person(a, `${item}.a`);
    this.person(b, `${item}.b`);
    const between = (candidate: Pair) =>
      (candidate.a === a && candidate.b === b) || (candidate.a === b && candidate.b === a);
    // What an incident before this one added is found when the events are applied.
    if (this.pairs === this.instance.pairs.length && !this.instance.pairs.some(between)) {
      this.report('unknown-pair', item, `there is no pair of ${String(a)} and ${String(b)}`);
    }
  }

  /** Checks what an incident adds as a small instance of its own, by the rules of `checkInstance`. */
  private added(
    participants: readonly unknown[],
    pairs: readonly unknown[],
    item: string,
    nameOfPair: (index: number) => string,
  ): void {
    const partners = new Set(
      pairs
        .flatMap((pair) => (isRecord(pair) ? [pair.a, pair.b] : []))
        .filter((id) => typeof id === 'string'),
    );
    const { format, name, rounds, sessions, forbiddenPairs } = this.instance;
    const known = [...partners].flatMap((id) => this.people.get(id) ?? []);
    const small = { format, name, rounds, sessions, participants: [...participants, ...known], pairs };
    for (const { code, item: where, message } of checkInstance(small)) {
      const path = where
        .replace(/^pairs\[(\d+)\]/, (_, index: string) => nameOfPair(Number(index)))
        .replace(/^participants\[0\]/, `${item}.participant`);
      const known =
        code === 'unknown-participant' || code === 'self-pair' || code === 'range' ? code : 'shape';
      this.report(known, path, message);
    }
    participants.forEach((person) => {
      if (isRecord(person) && Number(person.representatives ?? 1) > 1)
        this.report('range', `${item}.participant.representatives`, 'is not handled by repairs');
    });
    pairs.forEach((pair, index) => {
      if (!isRecord(pair)) return;
      if (pair.third !== undefined)
        this.report('shape', `${nameOfPair(index)}.third`, 'is not handled by repairs');
      const isForbidden = forbiddenPairs?.some((two) => two.every((id) => id === pair.a || id === pair.b));
      if (isForbidden) {
        this.report('forbidden', nameOfPair(index), `${String(pair.a)} and ${String(pair.b)} must not meet`);
      }
    });
    this.pairs += pairs.length;
  }

  private person(id: unknown, item: string): void {
    if (typeof id !== 'string') this.report('shape', item, 'must be the id of a participant');
    else if (!this.people.has(id)) {
      this.report('unknown-participant', item, `no participant has the id ${id}`);
    }
  }

  private span({ from, until }: Fields, item: string): void {
    const { now, instance } = this;
    this.whole(from ?? now, `${item}.from`, 0, instance.rounds);
    if (isWhole(from) && from < now) {
      this.report('past', `${item}.from`, `round ${from} is over, the next one is ${now}`);
    }
    if (until === undefined) return;
    const first = isWhole(from) ? from : now;
    if (isWhole(until) && until <= now) {
      this.report('past', `${item}.until`, `round ${until} is not after ${now}, the next round`);
    } else this.whole(until, `${item}.until`, first + 1, instance.rounds);
  }

  private whole(value: unknown, item: string, least: number, most = Infinity): void {
    if (isWhole(value) && value >= least && value <= most) return;
    const upTo = most === Infinity ? '' : ` and at most ${most}`;
    this.report('range', item, `must be a whole number of at least ${least}${upTo}`);
  }
}
