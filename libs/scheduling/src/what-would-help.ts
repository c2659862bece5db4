import { buildTimetable } from './build-timetable.js';
import type { Unplaced, UnplacedReason } from './explain-unplaced.js';
import { type Instance, tablesPerRound } from './instance.js';

/** A constraint that could give. */
export type Change =
  /** So many tables more in each round. */
  | { readonly kind: 'tables'; readonly more: number }
  /** One more round at the end, with everybody there. */
  | { readonly kind: 'round' }
  /** One more meeting for everybody with a cap, or for this participant. */
  | { readonly kind: 'cap'; readonly participant?: string }
  /** Everybody, or this participant, there in all rounds. */
  | { readonly kind: 'presence'; readonly participant?: string };

/** What a change would bring, from a timetable that was built with it. */
export interface Help {
  readonly change: Change;
  /** Pairs held more, in all and with the participant asked about, and value won. */
  readonly meetings: number;
  readonly own?: number;
  readonly value: number;
  /** Participants fewer without a meeting. */
  readonly zeroMeeting: number;
}

export interface HelpOptions {
  readonly seed: number;
  /** Ask for one participant instead of the whole. */
  readonly participant?: string;
  /** As in `buildTimetable`, for each timetable built; default 4 per round. */
  readonly effort?: number;
  readonly stop?: () => boolean;
}

/** Steps per round and timetable: nearly as good as any, and a dozen timetables are built. */
const STEPS = 4;

/**
 * Which constraint would have to give for more wishes to be met, and how many: each change is made and the timetable
 * is built again. Tables are doubled until more of them are of no use. Changes that bring nothing are left out; most
 * meetings first.
 * @throws what `buildTimetable` throws
 */
export function whatWouldHelp(instance: Instance, options: HelpOptions): Help[] {
  const { participant, seed, stop, effort = STEPS * instance.rounds } = options;
  const measure = (changed: Instance) => {
    const { schedule, objectives } = buildTimetable(changed, { seed, effort, stop });
    const own = schedule.meetings.filter(({ pair }) => {
      const { a, b } = instance.pairs[pair!]!;
      return a === participant || b === participant;
    });
    return { ...objectives, own: own.length };
  };
  const now = measure(instance);
  const helps: Help[] = [];
  /** Notes the change if it wins more than `least`; returns what it wins. */
  const attempt = (change: Change, least = 0): number => {
    if (stop?.()) return 0;
    const then = measure(changed(instance, change));
    const value = then.value - now.value;
    const own = then.own - now.own;
    if (value > least && (participant === undefined || own > 0)) {
      helps.push({
        change,
        meetings: then.meetings - now.meetings,
        ...(participant !== undefined && { own }),
        value,
        zeroMeeting: now.zeroMeeting - then.zeroMeeting,
      });
    }
    return value;
  };

  if (participant === undefined) {
    attempt({ kind: 'round' });
    let most = 0;
    for (let more = 1; instance.tables !== undefined; more *= 2) {
      const won = attempt({ kind: 'tables', more }, most);
      if (won <= most) break;
      most = won;
    }
  }
  const about = participant === undefined ? {} : { participant };
  attempt({ kind: 'cap', ...about });
  attempt({ kind: 'presence', ...about });
  return helps.sort((x, y) => (y.own ?? y.meetings) - (x.own ?? x.meetings) || y.value - x.value);
}

function changed(instance: Instance, change: Change): Instance {
  const { rounds, participants } = instance;
  const forSome = (id: string) => !('participant' in change) || change.participant === id;
  switch (change.kind) {
    case 'tables':
      return { ...instance, tables: tablesPerRound(instance).map((count) => count + change.more) };
    case 'round': {
      const tables = tablesPerRound(instance);
      const last = tables[rounds - 1]!;
      return {
        ...instance,
        rounds: rounds + 1,
        tables: instance.tables === undefined ? undefined : [...tables, last],
      };
    }
    case 'cap':
      return {
        ...instance,
        participants: participants.map((person) =>
          person.maxMeetings === undefined || !forSome(person.id)
            ? person
            : { ...person, maxMeetings: person.maxMeetings + 1 },
        ),
      };
    case 'presence':
      return {
        ...instance,
        participants: participants.map((person) =>
          forSome(person.id) ? { ...person, unavailable: [] } : person,
        ),
      };
  }
}

/** The wishes of a participant that are not met, counted by what is first in their way. */
export interface Unmet {
  readonly participant: string;
  readonly unmet: number;
  readonly reasons: Readonly<Partial<Record<UnplacedReason, number>>>;
}

/** Sums up `Timetable.unplaced` per participant, most unmet wishes first. */
export function unmetByParticipant(instance: Instance, unplaced: readonly Unplaced[]): Unmet[] {
  const reasonsOf = new Map<string, Partial<Record<UnplacedReason, number>>>();
  for (const { pair, reason } of unplaced) {
    const { a, b } = instance.pairs[pair]!;
    for (const id of [a, b]) {
      const reasons = reasonsOf.get(id) ?? {};
      reasons[reason] = (reasons[reason] ?? 0) + 1;
      reasonsOf.set(id, reasons);
    }
  }
  return [...reasonsOf]
    .map(([participant, reasons]) => ({
      participant,
      unmet: Object.values(reasons).reduce((sum, n) => sum + n, 0),
      reasons,
    }))
    .sort((x, y) => y.unmet - x.unmet || (x.participant < y.participant ? -1 : 1));
}
