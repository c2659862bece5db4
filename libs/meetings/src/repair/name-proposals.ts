import { createHash } from 'node:crypto';
import { clashSentence, type Incident, type Locale, type RepairProposal } from '#contracts';
import { type Proposal, type Reason, type Repair, sayReason } from '#scheduling';
import { samePlace } from '../diff-meetings.js';
import { attendeesOf, isPresent, nameOf, type Plan, type PlannedMeeting } from '../plan.js';
import { withRepresentatives } from '../representatives.js';
import { suits, tableClashes } from '../table-fit.js';
import { partyOfSeat } from './engine-seats.js';
import type { RepairQuestion } from './repair-instance.js';
import { keepThirds } from './keep-thirds.js';
import { suitTables } from './suit-tables.js';

const givesWay = {
  zh: '让出桌位给需要这张桌的会面',
  en: 'gives its table to a meeting that needs it',
};
const withoutThird = {
  zh: (third: string, two: string) => `${third}不再同席：${two}`,
  en: (third: string, two: string) => `${third} does not join any more: ${two}`,
};
const onTheSpot = { zh: '现场约见', en: 'asked for on the spot' };

/** A way to go on: as the organizer sees it, and the meetings of it. */
export interface NamedProposal {
  shown: RepairProposal;
  /** All meetings of the day after it; ids are those of the announced version, empty for a new one. */
  meetings: PlannedMeeting[];
}

interface Named {
  /** The announced version. */
  timetableId: string;
  before: Plan;
  after: Plan;
  incident: Incident;
  question: RepairQuestion;
  locale: Locale;
}

/** The engine's ways to go on, in words. */
export function nameProposals(repair: Repair, context: Named): NamedProposal[] {
  const [best] = repair.proposals;
  // One that leaves out what was asked for is no way to go on where another one has it.
  const ways = repair.proposals.filter(({ diff }) => diff.missing.length <= best.diff.missing.length);
  const named = ways.map((proposal) => {
    const meetings = meetingsOf(proposal, context);
    return { meetings, shown: shown(proposal, meetings, context) };
  });
  // Nor one that gives a second representative a first meeting, where the first has some.
  const least = named[0]!.shown.withoutMeeting.after;
  return named.filter(({ shown: way }) => way.kind !== 'first-meetings' || way.withoutMeeting.after < least);
}

function meetingsOf({ schedule }: Proposal, { question, before, after }: Named): PlannedMeeting[] {
  const placed = schedule.meetings.map(({ pair, round, table }) => ({
    pinned: false,
    representativeA: 0,
    representativeB: 0,
    third: null,
    representativeThird: 1,
    ...question.pairs[pair!]!,
    id: `${pair}`,
    round: round + 1,
    table: question.tableNo[table!]!,
  }));
  const old = new Map<string, PlannedMeeting>(
    question.pairs.flatMap((one, pair) => ('id' in one ? [[`${pair}`, one] as const] : [])),
  );
  const meetings = suitTables(after, old, keepThirds(after, old, placed));
  return withRepresentatives(after, meetings, ({ round }) => round <= before.begun).map((one) => ({
    ...one,
    id: old.get(one.id)?.id ?? '',
  }));
}

function shown(
  { kind, diff, isProven }: Proposal,
  meetings: readonly PlannedMeeting[],
  { timetableId, before, after, incident, question, locale }: Named,
): RepairProposal {
  const party = (seat: string) => {
    const { id, name, kind } = after.parties.get(partyOfSeat(seat))!;
    return { registrationId: id, name, kind };
  };
  const place = ({ round, table }: { round: number; table?: number }) => ({
    round: round + 1,
    table: question.tableNo[table!]!,
  });
  const names = {
    participant: (seat: string) => nameOf(after, partyOfSeat(seat)),
    meeting: (pair: number) => {
      const { a, b } = question.pairs[pair]!;
      return `${nameOf(after, a)} × ${nameOf(after, b)}`;
    },
  };
  const say = ({ table, ...reason }: Reason) =>
    sayReason({ ...reason, ...(table !== undefined && { table: question.tableNo[table]! - 1 }) }, names)[
      locale
    ];
  const two = ({ a, b }: { a: string; b: string }) => ({ a: party(a), b: party(b) });
  // Tables are given out anew after the engine: see `suitTables`.
  const tableNow = new Map(meetings.map((one) => [`${one.a} ${one.b} ${one.round}`, one.table]));
  const placeNow = (one: { a: string; b: string }, { round }: { round: number }) => ({
    round: round + 1,
    table: tableNow.get(`${partyOfSeat(one.a)} ${partyOfSeat(one.b)} ${round + 1}`)!,
  });
  const moved = diff.moved.map((one) => ({
    ...two(one),
    from: place(one.from),
    to: placeNow(one, one.to),
    reason: say(one.reason),
  }));
  const byId = new Map(before.meetings.map((one) => [one.id, one]));
  const reasonOf = new Map(diff.reseated.map((one) => [one.pair, say(one.reason)]));
  const pairOf = new Map(question.pairs.map((one, pair) => ['id' in one ? one.id : '', pair]));
  const reseated = meetings.flatMap((one) => {
    const from = byId.get(one.id);
    if (!from || from.round !== one.round || from.table === one.table) return [];
    return {
      ...two(one),
      from: { round: from.round, table: from.table },
      to: { round: one.round, table: one.table },
      reason: reasonOf.get(pairOf.get(one.id)!) ?? givesWay[locale],
    };
  });
  const isNew = (one: PlannedMeeting) => {
    const from = byId.get(one.id);
    return !from || !samePlace(from, one);
  };
  const past = before.meetings.filter(({ round }) => round <= before.begun).length;
  return {
    kind,
    // A party of several is searched seat by seat: then only that nothing changes by choice is beyond doubt.
    isProven: isProven && (!hasSeveral(after) || diff.dropped.length + diff.byChoice === 0),
    digest: digestOf(timetableId, incident, meetings),
    kept: diff.kept - reseated.length - past,
    moved,
    reseated,
    dropped: diff.dropped.map((one) => ({
      ...two(one),
      from: place(one.from),
      reason: say(one.reason),
      nowhere: isSaid(one) ? null : say(one.nowhere),
    })),
    added: diff.added.map((one) => ({
      ...two(one),
      to: placeNow(one, one.to),
      reason: incident.type === 'meet' && one.reason.code === 'must' ? onTheSpot[locale] : say(one.reason),
    })),
    missing: diff.missing.map((one) => ({ ...two(one), nowhere: say(one.nowhere) })),
    withoutThird: meetings.flatMap((one) => {
      const third = byId.get(one.id)?.third ?? null;
      if (third === null || one.third !== null) return [];
      return withoutThird[locale](nameOf(after, third), `${nameOf(after, one.a)} × ${nameOf(after, one.b)}`);
    }),
    unsuited: meetings
      .filter((one) => one.round > before.begun && isNew(one) && !suits(after, one, one.table))
      .flatMap((one) =>
        tableClashes(after, one, one.table).map(
          (clash) => `${nameOf(after, one.a)} × ${nameOf(after, one.b)}：${clashSentence(clash, locale)}`,
        ),
      ),
    people: peopleOf(
      { ...diff, reseated: reseated.map(({ a, b }) => ({ a: a.registrationId, b: b.registrationId })) },
      incident,
    ).map(({ id, ...counts }) => ({ party: party(id), ...counts })),
    withoutMeeting: {
      before: withoutMeeting(after, before.meetings),
      after: withoutMeeting(after, meetings),
    },
  };
}

const hasSeveral = ({ parties }: Plan): boolean =>
  [...parties.values()].some(({ representatives }) => representatives > 1);

/** Whoever is gone has no other round either, and a cancelled meeting looks for none. */
const isSaid = ({ reason, nowhere }: { reason: Reason; nowhere: Reason }): boolean =>
  reason.code === 'cancelled' || (reason.code === 'away' && nowhere.code === 'gone');

/** The same for the same way to go on from the same announced version, whatever else happened meanwhile. */
function digestOf(timetableId: string, incident: Incident, meetings: readonly PlannedMeeting[]): string {
  const places = meetings.map(({ a, b, round, table }) => `${round} ${table} ${a} ${b}`).sort();
  return createHash('sha256')
    .update(JSON.stringify([timetableId, incident, places]))
    .digest('hex')
    .slice(0, 32);
}

interface Counts {
  id: string;
  moved: number;
  dropped: number;
  added: number;
}

type Changes = Record<'moved' | 'reseated' | 'dropped' | 'added', readonly { a: string; b: string }[]>;

function peopleOf(diff: Changes, incident: Incident): Counts[] {
  const people = new Map<string, Counts>();
  const count = (meetings: readonly { a: string; b: string }[], what: 'moved' | 'dropped' | 'added') => {
    for (const id of meetings.flatMap(({ a, b }) => [partyOfSeat(a), partyOfSeat(b)])) {
      const counts = people.get(id) ?? { id, moved: 0, dropped: 0, added: 0 };
      counts[what]++;
      people.set(id, counts);
    }
  };
  count([...diff.moved, ...diff.reseated], 'moved');
  count(diff.dropped, 'dropped');
  count(diff.added, 'added');
  if (incident.type === 'absent') people.delete(incident.registration);
  const loss = ({ dropped, added }: Counts) => dropped - added;
  return [...people.values()].sort((x, y) => loss(y) - loss(x) || y.moved - x.moved);
}

/** Of those who are there in some round ahead: nobody can help the others. */
function withoutMeeting(day: Plan, meetings: readonly PlannedMeeting[]): number {
  const met = new Set(meetings.flatMap(attendeesOf));
  const ahead = Array.from({ length: Math.max(0, day.rounds - day.begun) }, (_, i) => day.begun + 1 + i);
  return [...day.parties.keys()].filter(
    (id) => !met.has(id) && ahead.some((round) => isPresent(day, id, round)),
  ).length;
}
