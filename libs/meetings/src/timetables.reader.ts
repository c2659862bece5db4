import { Injectable } from '@nestjs/common';
import {
  type Clash,
  clashSentence,
  errorSentence,
  type listGuests,
  type Locale,
  type MoveOption,
  type ResponseOf,
  type Timetable,
  type TimetableDetail,
  type TimetableDiff,
} from '#contracts';
import { AppError, Database, found, invalidField } from '#platform';
import { CandidatesReader } from './candidates.reader.js';
import { diffMeetings } from './diff-meetings.js';
import { editsOf } from './edit-timetable.service.js';
import { explainWishes } from './explain-wish.js';
import { MoveJudge } from './judge-move.js';
import type { Plan } from './plan.js';
import { PlanReader } from './plan.reader.js';
import { representativeOf } from './representatives.js';

interface Row {
  id: string;
  no: number;
  state: Timetable['state'];
  version: number;
  base_id: string | null;
  failure: { reason: string } | null;
  created_at: Date;
  announced_at: Date | null;
  objectives: Timetable['objectives'];
  priorities: Timetable['priorities'];
  elapsed_ms: number | null;
  limit_ms: number;
  objective: number | null;
  bound: number | null;
  wish: string | null;
  is_proposal: boolean;
}

const rows = `SELECT t.*, (extract(epoch FROM clock_timestamp() - r.started_at) * 1000)::int AS elapsed_ms,
    r.seconds * 1000 AS limit_ms, r.objective, r.bound, r.wish, r.priorities,
    coalesce(t.state = 'draft' AND t.version = 1 AND r.base_version =
      (SELECT b.version FROM timetables b WHERE b.id = t.base_id AND b.state <> 'discarded'), false) AS is_proposal
  FROM timetables t LEFT JOIN timetable_runs r ON r.timetable_id = t.id`;

/** Timetable versions, for organizers: the route's policy has asked whether the caller is one of this event. */
@Injectable()
export class TimetablesReader {
  constructor(
    private readonly database: Database,
    private readonly plans: PlanReader,
    private readonly candidates: CandidatesReader,
  ) {}

  async list(eventId: string, locale: Locale): Promise<Timetable[]> {
    const versions = await this.database.query<Row>(
      `${rows} WHERE t.event_id = $1 AND t.state <> 'discarded' ORDER BY t.no DESC`,
      [eventId],
    );
    return versions.map((row) => present(row, locale));
  }

  async one(eventId: string, id: string, locale: Locale): Promise<Timetable> {
    return present(await this.row(eventId, id), locale);
  }

  /** Errors: `not_found`. Version and meetings belong together. */
  async detail(eventId: string, id: string, locale: Locale): Promise<TimetableDetail> {
    return this.database.transaction(async () => {
      const row = await this.steadyRow(eventId, id);
      const { plan, wishes, meetingStates } = await this.plans.read(eventId, id);
      const { undo, redo } = await editsOf(this.database, id);
      const party = partyOf(plan);
      const judge = new MoveJudge(plan);
      return {
        ...present(row, locale),
        rounds: plan.rounds,
        tables: plan.tables,
        begun: plan.begun,
        undo: undo.length,
        redo: redo.length,
        meetings: plan.meetings.map((one) => ({
          ...one,
          a: party(one.a),
          b: party(one.b),
          third: one.third === null ? null : party(one.third),
          representativeA: representativeOf(plan, one.a, one.representativeA),
          representativeB: representativeOf(plan, one.b, one.representativeB),
          state: meetingStates.get(one.id)!,
          fault: sentencesOf(judge.faults(one), locale),
        })),
        unplaced: explainWishes(plan, wishes).map((one) => ({
          ...one,
          a: party(one.a),
          b: party(one.b),
        })),
      };
    });
  }

  /** Errors: `not_found`; `invalid_input` unless one meeting or two registrations are named. */
  async options(
    eventId: string,
    id: string,
    mover: { meeting?: string; a?: string; b?: string },
  ): Promise<{ version: number; cells: MoveOption[] }> {
    return this.database.transaction(async () => {
      const { version, state } = await this.steadyRow(eventId, id);
      if (state !== 'draft') throw new AppError('wrong_state');
      const { plan } = await this.plans.read(eventId, id);
      const judge = new MoveJudge(plan);
      if (mover.meeting) {
        const picked = found(plan.meetings.find((one) => one.id === mover.meeting));
        return { version, cells: judge.options(picked) };
      }
      const { a, b } = mover;
      if (!a || !b) throw invalidField(a ? 'b' : 'a', 'required');
      if (!plan.parties.has(a) || !plan.parties.has(b)) throw new AppError('not_found');
      const wish = { id: '', a, b, third: null, round: 0, table: 0, pinned: false };
      return { version, cells: judge.options(wish) };
    });
  }

  /** Errors: `not_found`, `wrong_state` for what is no draft. */
  async guests(
    locale: Locale,
    eventId: string,
    id: string,
    meetingId: string,
  ): Promise<ResponseOf<typeof listGuests>> {
    return this.database.transaction(async () => {
      const { version, state } = await this.steadyRow(eventId, id);
      if (state !== 'draft') throw new AppError('wrong_state');
      const { plan } = await this.plans.read(eventId, id);
      const meeting = found(plan.meetings.find((one) => one.id === meetingId));
      const judge = new MoveJudge(plan);
      const party = partyOf(plan);
      const investors = [...plan.parties.values()].filter(
        ({ id: one, kind, hasSeat }) =>
          kind === 'investor' && hasSeat && one !== meeting.a && one !== meeting.b && one !== meeting.third,
      );
      const faultOf = await this.candidates.guestFaults(eventId, plan, meeting);
      const guests = investors.map(({ id: third }) => {
        const refusal = faultOf(third);
        const clashes = refusal ? [refusal] : judge.guestClashes(meeting, third);
        return { ...party(third), fault: sentencesOf(clashes, locale) };
      });
      const rank = ({ fault }: { fault: string | null }) => (fault === null ? 0 : 1);
      return {
        version,
        guests: guests.sort((x, y) => rank(x) - rank(y) || x.name.localeCompare(y.name, 'zh')),
      };
    });
  }

  /** What changes, and for whom, when a version takes the place of another. Errors: `not_found`. */
  async diff(eventId: string, id: string, against: string | null): Promise<TimetableDiff> {
    const { plan } = await this.plans.read(eventId, id);
    const before = against ? (await this.plans.read(eventId, against)).plan : null;
    const diff = diffMeetings(before?.meetings ?? [], plan.meetings);
    const party = partyOf({ parties: new Map([...(before?.parties ?? []), ...plan.parties]) });
    const named = <T extends { a: string; b: string }>(one: T) => ({
      ...one,
      a: party(one.a),
      b: party(one.b),
    });
    const total = (one: { moved: number; added: number; dropped: number }) =>
      one.moved + one.added + one.dropped;
    return {
      moved: diff.moved.map(named),
      added: diff.added.map(named),
      dropped: diff.dropped.map(named),
      unchanged: diff.unchanged,
      affected: [...diff.affected]
        .map(([registration, counts]) => ({ party: party(registration), ...counts }))
        .sort((x, y) => total(y) - total(x) || x.party.name.localeCompare(y.party.name, 'zh')),
    };
  }

  private async row(eventId: string, id: string): Promise<Row> {
    const [row] = await this.database.query<Row>(`${rows} WHERE t.event_id = $1 AND t.id = $2`, [
      eventId,
      id,
    ]);
    return found(row);
  }

  /** A draft's row is locked against edits while the rest is read; one that is being computed is not waited for. */
  private async steadyRow(eventId: string, id: string): Promise<Row> {
    const row = await this.row(eventId, id);
    if (row.state !== 'draft') return row;
    await this.database.query('SELECT 1 FROM timetables WHERE id = $1 FOR SHARE', [id]);
    return this.row(eventId, id);
  }
}

const sentencesOf = (clashes: readonly Clash[], locale: Locale): string | null =>
  clashes.map((one) => clashSentence(one, locale)).join(locale === 'zh' ? '；' : '; ') || null;
const partyOf = (plan: Pick<Plan, 'parties'>) => (registrationId: string) => {
  const { name, kind } = plan.parties.get(registrationId)!;
  return { registrationId, name, kind };
};

const present = (row: Row, locale: Locale): Timetable => ({
  id: row.id,
  no: row.no,
  state: row.state,
  version: row.version,
  baseId: row.base_id,
  isProposal: row.is_proposal,
  failure: row.failure && errorSentence('timetable_infeasible', locale, row.failure),
  createdAt: row.created_at.toISOString(),
  announcedAt: row.announced_at?.toISOString() ?? null,
  progress: row.state === 'computing' ? progressOf(row) : null,
  objectives: row.objectives,
  priorities: row.priorities,
});

const progressOf = (row: Row): Timetable['progress'] => ({
  state: row.wish ? 'stopping' : row.elapsed_ms === null ? 'queued' : 'running',
  elapsedMs: row.elapsed_ms ?? 0,
  limitMs: row.limit_ms,
  objective: row.objective,
  bound: row.bound,
});
