import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { TimetableOrder } from '#contracts';
import { Database, type Transaction } from '#platform';
import { buildInThread, type BuildProgress } from './build-in-thread.js';
import { CandidatesReader } from './candidates.reader.js';
import { pairKey, type Plan, type PlannedMeeting } from './plan.js';
import { withRepresentatives } from './representatives.js';
import { planObjectives } from './plan-objectives.js';
import { PlanReader } from './plan.reader.js';
import {
  type AnnouncedPlace,
  infeasibleNames,
  type PossibleMeeting,
  recomputation,
  type RecomputeScope,
} from './recompute.js';
import { saveMeetings } from './save-meetings.js';

interface Request {
  seed: number;
  base_id: string | null;
  scope: RecomputeScope['scope'];
  from_round: number | null;
  seconds: number;
  priorities: TimetableOrder | null;
}
type Wish = 'stop' | 'cancel' | null;

/** Small events are done long before their time is up, and come out the same each time. */
const STEPS_PER_ROUND = 200;

/** Proposes a timetable from who is there, what they wish and how their listings match. Runs in the worker. */
@Injectable()
export class ComputeTimetable {
  constructor(
    private readonly database: Database,
    private readonly candidates: CandidatesReader,
    private readonly plans: PlanReader,
  ) {}

  /** Fills a timetable that was requested; a timetable that is not waiting any more is left alone. */
  async run(tx: Transaction, eventId: string, timetableId: string): Promise<void> {
    const [request] = await tx.query<Request>(
      `SELECT t.seed, t.base_id, r.scope, r.from_round, r.seconds, r.priorities
         FROM timetables t JOIN timetable_runs r ON r.timetable_id = t.id
        WHERE t.id = $1 AND t.state = 'computing' FOR UPDATE OF t`,
      [timetableId],
    );
    if (!request) return;
    if ((await this.tell(timetableId, null)) === 'cancel') return this.finish(tx, timetableId, 'discarded');
    const { plan, attendees, content } = await this.plans.read(eventId, request.base_id ?? timetableId);
    const possible = (await this.candidates.all(eventId, content, attendees)).map(
      ({ a, b, ...rest }): PossibleMeeting => ({ ...rest, a: a.id, b: b.id }),
    );
    const scope: RecomputeScope =
      request.scope === 'from_round'
        ? { scope: request.scope, fromRound: request.from_round! }
        : { scope: request.scope };
    const announced = await this.announced(eventId);
    const { instance, pairs, frozenBefore, previous, tableNo } = recomputation(
      plan,
      possible,
      scope,
      announced,
    );
    const result = await buildInThread(
      instance,
      {
        seed: request.seed,
        timeLimitMs: request.seconds * 1_000,
        effort: STEPS_PER_ROUND * plan.rounds,
        frozenBefore,
        previous,
        objectives: request.priorities ?? undefined,
      },
      (progress) => this.tell(timetableId, progress),
    );
    if (!result) return this.finish(tx, timetableId, 'discarded');
    if ('infeasible' in result) {
      const { code, items } = result.infeasible;
      const failure = { code, reason: infeasibleNames(plan, pairs, items) || code };
      return this.finish(tx, timetableId, 'failed', { failure });
    }
    // Whoever was announced stays where nothing else of the meeting changes.
    const known = new Map(announced.map((one) => [placeKey(one), one]));
    const placed = result.schedule.meetings.map(({ pair, round, table }): PlannedMeeting => {
      const meeting = pairs[pair!]!;
      const { a, b, origin, score, technologyId, needId, pinned } = meeting;
      const place = { round: round + 1, table: tableNo[table!]! };
      const { third = null } = meeting;
      const {
        representativeA = 0,
        representativeB = 0,
        representativeThird = 0,
      } = meeting.representativeA ? meeting : (known.get(placeKey({ a, b, ...place })) ?? {});
      return {
        id: randomUUID(),
        ...{ a, b, third, representativeA, representativeB, representativeThird, ...place },
        ...{ pinned, origin, score, technologyId, needId },
      };
    });
    const isKept = ({ round, pinned }: PlannedMeeting) => pinned || round <= frozenBefore;
    // Who is sent may have changed meanwhile.
    const now = await this.plans.read(eventId, timetableId);
    const meetings = withRepresentatives(now.plan, placed, isKept);
    await saveMeetings(
      tx,
      { eventId, timetableId },
      meetings.map((after) => ({ before: null, after })),
    );
    const made: Plan = { ...plan, meetings };
    await this.finish(tx, timetableId, 'draft', { objectives: planObjectives(made, now.wishes) });
  }

  private announced(eventId: string): Promise<AnnouncedPlace[]> {
    return this.database.query<AnnouncedPlace>(
      `SELECT m.a_id AS a, m.b_id AS b, m.round, m.table_no AS "table", m.representative_a AS "representativeA",
              m.representative_b AS "representativeB", m.third_id AS third,
              m.representative_third AS "representativeThird" FROM meetings m
         JOIN timetables t ON t.id = m.timetable_id
        WHERE t.event_id = $1 AND t.state = 'announced' AND m.state NOT IN ('moved', 'cancelled')
        ORDER BY m.round, m.table_no`,
      [eventId],
    );
  }

  /** Writes how far it has come, visible at once, and reads what the organizer wants. */
  private async tell(timetableId: string, progress: BuildProgress | null): Promise<Wish> {
    const [row] = await this.database.apart(async () => {
      await this.database.query(
        `UPDATE timetable_runs SET started_at = coalesce(started_at, clock_timestamp()), objective = $2, bound = $3
          WHERE timetable_id = $1`,
        [timetableId, progress?.objective ?? null, progress?.bound ?? null],
      );
      return this.database.query<{ wish: Wish }>('SELECT wish FROM timetable_runs WHERE timetable_id = $1', [
        timetableId,
      ]);
    });
    return row?.wish ?? null;
  }

  private async finish(
    tx: Transaction,
    timetableId: string,
    state: 'draft' | 'failed' | 'discarded',
    { objectives = null, failure = null }: { objectives?: unknown; failure?: unknown } = {},
  ): Promise<void> {
    await tx.query(
      'UPDATE timetables SET state = $2, objectives = $3::jsonb, failure = $4::jsonb WHERE id = $1',
      [timetableId, state, JSON.stringify(objectives), JSON.stringify(failure)],
    );
  }
}

const placeKey = ({ a, b, round, table }: AnnouncedPlace): string => `${pairKey(a, b)} ${round} ${table}`;
