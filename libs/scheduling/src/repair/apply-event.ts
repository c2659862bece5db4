import { type Instance, type Pair, type Participant, tablesPerRound } from '../instance.js';
import type { Incident, LiveEvent } from './event.js';

/** The instance after an event, and what of it is new. */
export interface Applied {
  readonly instance: Instance;
  /** Indices of participants whose absences changed. */
  readonly people: ReadonlySet<number>;
  /** Indices of pairs that changed. */
  readonly pairs: ReadonlySet<number>;
  /** Indices of cancelled pairs. */
  readonly cancelled: ReadonlySet<number>;
}

/**
 * The instance as it is after an event that `checkEvent` finds correct. Nothing but absences, tables and pairs changes;
 * participants and pairs keep their indices.
 * @param indexOf index of each participant of the instance
 */
export function applyEvent(
  instance: Instance,
  event: LiveEvent,
  indexOf: ReadonlyMap<string, number>,
): Applied {
  const day = new Day(instance, event.now, indexOf);
  for (const incident of event.events) day.apply(incident);
  return day.result();
}

class Day {
  private readonly participants: Participant[];
  private readonly pairs: Pair[];
  private tables: number[] | undefined;
  private readonly newIndexOf = new Map<string, number>();
  private readonly touchedPeople = new Set<number>();
  private readonly touchedPairs = new Set<number>();
  private readonly cancelled = new Set<number>();

  constructor(
    private readonly instance: Instance,
    private readonly now: number,
    private readonly indexOf: ReadonlyMap<string, number>,
  ) {
    this.participants = [...instance.participants];
    this.pairs = [...instance.pairs];
  }

  result(): Applied {
    const { participants, pairs, tables, cancelled } = this;
    const instance = { ...this.instance, participants, pairs, ...(tables && { tables }) };
    return {
      instance: cancelled.size > 0 ? this.withoutCancelled(instance) : instance,
      people: this.touchedPeople,
      pairs: this.touchedPairs,
      cancelled,
    };
  }

  /** What must be held is said pair by pair, since in the mode `all` no pair could be cancelled. */
  private withoutCancelled(instance: Instance): Instance {
    const fixed = instance.fixed?.filter(
      ({ pair, a, b }) => !this.cancelled.has(pair ?? this.pairOf(a!, b!)),
    );
    if (instance.mode !== 'all') return { ...instance, fixed };
    const pairs = instance.pairs.map((pair, index) => ({ ...pair, must: !this.cancelled.has(index) }));
    return { ...instance, fixed, pairs, mode: 'select' };
  }

  apply(incident: Incident): void {
    const { rounds } = this.instance;
    switch (incident.type) {
      case 'noshow':
      case 'leave':
        return this.absent(incident.participant, incident.from ?? this.now, rounds);
      case 'late':
        return this.absent(incident.participant, incident.from ?? this.now, incident.until);
      case 'walkin': {
        const { id } = incident.participant;
        this.newIndexOf.set(id, this.participants.length);
        this.participants.push(incident.participant);
        this.absent(id, 0, incident.from ?? this.now);
        for (const pair of incident.pairs ?? []) this.append(pair);
        return;
      }
      case 'tables':
        return this.setTables(incident.tables, incident.from ?? this.now, incident.until ?? rounds);
      case 'cancel': {
        const pair = incident.pair ?? this.pairOf(incident.a!, incident.b!);
        if (pair < 0) return;
        this.change(pair, { ...this.pairs[pair]!, forbidden: true, must: false });
        this.cancelled.add(pair);
        return;
      }
      case 'wish': {
        const pair = this.pairOf(incident.pair.a, incident.pair.b);
        if (pair < 0) this.append(incident.pair);
        else this.change(pair, { ...this.pairs[pair]!, ...incident.pair, forbidden: false });
        return;
      }
      case 'delay':
        return this.delay(incident.from ?? this.now, incident.by);
    }
  }

  private absent(id: string, from: number, until: number): void {
    const index = this.newIndexOf.get(id) ?? this.indexOf.get(id)!;
    const person = this.participants[index]!;
    const away = new Set(person.unavailable);
    for (let round = from; round < until; round++) away.add(round);
    this.setAbsences(index, [...away]);
  }

  private setAbsences(index: number, unavailable: readonly number[]): void {
    const person = this.participants[index]!;
    this.participants[index] = { ...person, unavailable: [...unavailable].sort((x, y) => x - y) };
    this.touchedPeople.add(index);
  }

  private append(pair: Pair): void {
    this.touchedPairs.add(this.pairs.length);
    this.pairs.push(pair);
  }

  private change(index: number, pair: Pair): void {
    this.touchedPairs.add(index);
    this.pairs[index] = pair;
  }

  /** First pair of the two, or -1. */
  private pairOf(a: string, b: string): number {
    return this.pairs.findIndex((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a));
  }

  private setTables(count: number, from: number, until: number): void {
    this.tables = this.tablesNow().fill(count, from, until);
  }

  /** Without a limit there are never more meetings than participants. */
  private tablesNow(): number[] {
    const { participants } = this;
    return (
      this.tables ?? tablesPerRound(this.instance).map((n) => (n === Infinity ? participants.length : n))
    );
  }

  private delay(from: number, by: number): void {
    const { rounds } = this.instance;
    this.participants.forEach((person, index) => {
      const away = person.unavailable ?? [];
      if (!away.some((round) => round >= from)) return;
      const moved: number[] = [];
      for (const round of away) {
        if (round < from) moved.push(round);
        else if (round - by >= from) moved.push(round - by);
      }
      this.setAbsences(index, moved);
    });
    const tables = this.tablesNow();
    let end = rounds;
    for (let left = by; left > 0 && end > from; end--) if (tables[end - 1] !== 0) left--;
    this.setTables(0, end, rounds);
  }
}
