import { Injectable } from '@nestjs/common';
import { clashSentence, type Incident, type Locale } from '#contracts';
import { type Attendee, WalkInsReader } from '#events';
import { AppError, Database, found, invalidField } from '#platform';
import { LiveTimetable } from '#scheduling';
import { type Candidate, CandidatesReader } from '../candidates.reader.js';
import { pairKey, type Plan } from '../plan.js';
import { partyOf, PlanReader, type ReadPlan } from '../plan.reader.js';
import type { PossibleMeeting } from '../recompute.js';
import { nameProposals, type NamedProposal } from './name-proposals.js';
import { faultOf, dayAfter, whoMayGain } from './day-after.js';
import { repairQuestion } from './repair-instance.js';

export interface RepairWays {
  timetable: { id: string; no: number };
  before: Plan;
  after: Plan;
  wishes: ReadPlan['wishes'];
  /** The party that walks in, by the id that it has in the plans. */
  newcomer: Attendee | null;
  proposals: NamedProposal[];
}

/** Ways to go on after an incident; reads only. The same state of the day and incident give the same ways. */
@Injectable()
export class RepairWaysReader {
  constructor(
    private readonly database: Database,
    private readonly plans: PlanReader,
    private readonly candidates: CandidatesReader,
    private readonly walkIns: WalkInsReader,
  ) {}

  /**
   * Errors: `not_found`, `wrong_state` without an announced timetable or once the event has closed, `no_round_left`,
   * `invalid_input` for an incident that cannot be, `move_blocked` for two who may not meet or have a meeting ahead and
   * for a pinned meeting that is to be cancelled.
   */
  async ways(locale: Locale, eventId: string, incident: Incident): Promise<RepairWays> {
    const timetable = await announcedOf(this.database, eventId);
    const read = await this.plans.read(eventId, timetable.id);
    if (read.eventState === 'closed') throw new AppError('wrong_state');
    const newcomer = incident.type === 'walk_in' ? await this.newcomer(eventId, incident.organisation) : null;
    const before = read.plan;
    const fault = faultOf(before, incident, read.content.rounds.length);
    if (fault) throw invalidField(fault.field, fault.reason, fault.values);
    const after = dayAfter(newcomer ? withParty(before, newcomer) : before, incident);
    if (Math.max(before.rounds, after.rounds) <= before.begun) throw new AppError('no_round_left');
    refusePinned(before, incident, locale);
    const attendees = newcomer ? [...read.attendees, newcomer] : read.attendees;
    const wanted =
      incident.type === 'meet'
        ? await this.wanted(locale, eventId, { ...read, attendees }, incident)
        : undefined;
    const possible = wanted
      ? []
      : await this.possible(
          eventId,
          { ...read, attendees },
          whoMayGain(before, after, incident, newcomer?.id),
        );
    const question = repairQuestion({ before, after, incident, possible, wanted, newcomer: newcomer?.id });
    const { instance, schedule, event, pinned } = question;
    const repair = new LiveTimetable(instance, schedule).repair(event, { pinned });
    const context = { timetableId: timetable.id, before, after, incident, question, locale };
    return {
      timetable,
      before,
      after,
      wishes: read.wishes,
      newcomer,
      proposals: nameProposals(repair, context),
    };
  }

  private async newcomer(eventId: string, organisationId: string): Promise<Attendee> {
    const newcomer = await this.walkIns.newcomer(eventId, organisationId);
    const fault = !newcomer
      ? 'not_found'
      : newcomer.has_seat
        ? 'has_seat'
        : newcomer.has_people
          ? null
          : 'nobody_there';
    if (fault) throw invalidField('incident.organisation', fault);
    return newcomer!;
  }

  /** Meetings that may be added: not those cancelled and not asked for since, nor whose parties have met or will. */
  private async possible(
    eventId: string,
    { plan, content, attendees, missed }: ReadPlan,
    among: Set<string> | null,
  ): Promise<PossibleMeeting[]> {
    const cancelled = await this.database.query<{ a: string; b: string }>(
      `SELECT m.a_id AS a, m.b_id AS b FROM meetings m JOIN timetables t ON t.id = m.timetable_id
        WHERE m.event_id = $1 AND m.state = 'cancelled' AND NOT EXISTS (
          SELECT 1 FROM meetings n JOIN timetables u ON u.id = n.timetable_id
           WHERE n.event_id = $1 AND n.state <> 'cancelled' AND u.state IN ('announced', 'superseded') AND u.no > t.no
             AND n.a_id IN (m.a_id, m.b_id) AND n.b_id IN (m.a_id, m.b_id))`,
      [eventId],
    );
    const held = plan.meetings.filter(({ id, round }) => round > plan.begun || !missed.has(id));
    const taken = new Set([...held, ...cancelled].map(({ a, b }) => pairKey(a, b)));
    const candidates = await this.candidates.all(eventId, content, attendees, among);
    return candidates.map(meetingOf).filter(({ a, b }) => !taken.has(pairKey(a, b)));
  }

  /** The meeting of two who ask for one. */
  private async wanted(
    locale: Locale,
    eventId: string,
    { plan, content, attendees }: ReadPlan,
    { a, b }: Extract<Incident, { type: 'meet' }>,
  ): Promise<PossibleMeeting> {
    const [one, other] = [a, b].map((id) => found(attendees.find((attendee) => attendee.id === id)));
    const ahead = plan.meetings.find(
      (meeting) => meeting.round > plan.begun && pairKey(meeting.a, meeting.b) === pairKey(a, b),
    );
    const candidate = ahead ? null : await this.candidates.pair(eventId, content, one!, other!);
    if (!candidate) {
      throw blocked(locale, {
        code: ahead ? 'met' : 'refused',
        party: one!.organisation_name,
        other: other!.organisation_name,
        round: ahead?.round ?? null,
        table: ahead?.table ?? null,
      });
    }
    const meeting = meetingOf(candidate);
    return meeting.origin === 'proposed' ? { ...meeting, origin: 'walk_in' } : meeting;
  }
}

/** The announced version of an event. Errors: `not_found`, `wrong_state` without one. */
export async function announcedOf(
  database: Pick<Database, 'query'>,
  eventId: string,
): Promise<{ id: string; no: number }> {
  const [row] = await database.query<{ id: string | null; no: number }>(
    `SELECT t.id, t.no FROM events e LEFT JOIN timetables t ON t.event_id = e.id AND t.state = 'announced'
      WHERE e.id = $1`,
    [eventId],
  );
  const { id, no } = found(row);
  if (!id) throw new AppError('wrong_state');
  return { id, no };
}

const meetingOf = ({ a, b, origin, score, technologyId, needId }: Candidate): PossibleMeeting => ({
  a: a.id,
  b: b.id,
  origin,
  score,
  technologyId,
  needId,
});

const withParty = (plan: Plan, attendee: Attendee): Plan => ({
  ...plan,
  parties: new Map(plan.parties).set(attendee.id, partyOf(attendee)),
});

function refusePinned(plan: Plan, incident: Incident, locale: Locale): void {
  if (incident.type !== 'cancel') return;
  const { a, b, round, table, pinned } = plan.meetings.find(({ id }) => id === incident.meeting)!;
  if (!pinned) return;
  const [party, other] = [a, b].map((id) => plan.parties.get(id)!.name) as [string, string];
  throw blocked(locale, { code: 'pinned', party, other, round, table });
}

const blocked = (locale: Locale, clash: Parameters<typeof clashSentence>[0]): AppError =>
  new AppError('move_blocked', { values: { reason: clashSentence(clash, locale) } });
