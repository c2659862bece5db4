import { Injectable } from '@nestjs/common';
import type { EventContent, Timetable, TimetableDetail } from '#contracts';
import { type Attendee, CounterpartsReader } from '#events';
import { Database, found } from '#platform';
import { CandidatesReader } from './candidates.reader.js';
import type { Wish } from './explain-wish.js';
import { attendeesOf, type Party, type Plan, type PlannedMeeting } from './plan.js';

/** A timetable as it stands, with what is needed to change it. */
export interface ReadPlan {
  plan: Plan;
  state: Timetable['state'];
  eventState: string;
  content: EventContent;
  attendees: Attendee[];
  /** Pairs that should be in the tray when they have no meeting: wished, or taken out by hand. */
  wishes: Wish[];
  meetingStates: Map<string, TimetableDetail['meetings'][number]['state']>;
  /** Meetings to which one side came and the other did not. */
  missed: Set<string>;
}
interface Head {
  state: Timetable['state'];
  event_state: string;
  content: EventContent;
  begun: number;
  closed_tables: number[];
  last_round: number | null;
}
type Row = PlannedMeeting & {
  state: TimetableDetail['meetings'][number]['state'];
  missedSide: string | null;
};

@Injectable()
export class PlanReader {
  constructor(
    private readonly database: Database,
    private readonly counterparts: CounterpartsReader,
    private readonly candidates: CandidatesReader,
  ) {}

  /** Errors: `not_found`. */
  async read(eventId: string, timetableId: string): Promise<ReadPlan> {
    const [head] = await this.database.query<Head>(
      `SELECT t.state, e.state AS event_state, e.content, coalesce(b.closed_tables, '{}') AS closed_tables, b.last_round,
              CASE WHEN b.phase IS NULL OR b.phase = 'waiting' THEN 0 ELSE b.round END AS begun
         FROM timetables t JOIN events e ON e.id = t.event_id LEFT JOIN boards b ON b.event_id = e.id
        WHERE t.id = $2 AND t.event_id = $1`,
      [eventId, timetableId],
    );
    const { content, begun, state, event_state: eventState, closed_tables, last_round } = found(head);
    const meetings = await this.database.query<Row>(
      `SELECT id, a_id AS a, b_id AS b, representative_a AS "representativeA",
              representative_b AS "representativeB", third_id AS third, representative_third AS "representativeThird", round, table_no AS "table", pinned, origin, score, state,
              technology_id AS "technologyId", need_id AS "needId", missed_side AS "missedSide"
         FROM meetings WHERE timetable_id = $1 AND state NOT IN ('moved', 'cancelled') ORDER BY round, table_no`,
      [timetableId],
    );
    const attendees = await this.counterparts.attendees(eventId);
    const parties = new Map(attendees.map((attendee) => [attendee.id, partyOf(attendee)]));
    for (const party of await this.formerParties(meetings, parties)) parties.set(party.id, party);
    const wished = await this.candidates.wished(eventId, content, attendees);
    return {
      state,
      eventState,
      content,
      attendees,
      plan: {
        rounds: Math.min(last_round ?? Infinity, content.rounds.length),
        tables: content.tables,
        tableFeatures: content.tableFeatures ?? {},
        closedTables: closed_tables.filter((table) => table <= content.tables),
        begun,
        parties,
        meetings: meetings.map(({ state: _, missedSide: __, ...meeting }) => meeting),
      },
      wishes: withoutRepeats([...wished, ...(await this.takenOut(timetableId, parties))]),
      meetingStates: new Map(meetings.map((meeting) => [meeting.id, meeting.state])),
      missed: new Set(meetings.flatMap(({ id, missedSide }) => (missedSide ? [id] : []))),
    };
  }

  /** Parties of meetings that have given their seats back. */
  private async formerParties(meetings: Row[], known: Map<string, Party>): Promise<Party[]> {
    const unknown = meetings.flatMap(attendeesOf).filter((id) => !known.has(id));
    if (unknown.length === 0) return [];
    const rows = await this.database.query<Omit<Party, 'hasSeat'>>(
      `SELECT r.id, o.name, r.kind, r.rounds, r.absent_rounds AS "absentRounds", r.representatives, r.home_table AS "homeTable",
              r.table_needs AS "tableNeeds"
         FROM registrations r JOIN organisations o ON o.id = r.organisation_id WHERE r.id = ANY($1::uuid[])`,
      [unknown],
    );
    return rows.map((row) => ({ ...row, hasSeat: false }));
  }

  private async takenOut(timetableId: string, parties: Map<string, Party>): Promise<Wish[]> {
    const rows = await this.database.query<Wish>(
      `SELECT DISTINCT change->'before'->>'a' AS a, change->'before'->>'b' AS b, change->'before'->>'origin' AS origin
         FROM timetable_edits, jsonb_array_elements(changes) AS change
        WHERE timetable_id = $1 AND change->>'after' IS NULL`,
      [timetableId],
    );
    return rows.filter(({ a, b }) => parties.get(a)?.hasSeat && parties.get(b)?.hasSeat);
  }
}

export const partyOf = (attendee: Attendee): Party => ({
  id: attendee.id,
  name: attendee.organisation_name,
  kind: attendee.kind,
  rounds: attendee.rounds,
  absentRounds: attendee.absent_rounds,
  representatives: attendee.representatives,
  homeTable: attendee.home_table,
  tableNeeds: attendee.table_needs,
  hasSeat: true,
});

const withoutRepeats = (wishes: Wish[]): Wish[] => [
  ...new Map(wishes.toReversed().map((wish) => [`${wish.a} ${wish.b}`, wish])).values(),
];
