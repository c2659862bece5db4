import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import type { EventContent } from '#contracts';
import { type Attendee, CounterpartsReader } from '#events';
import { Database, found, type Transaction } from '#platform';
import { buildTimetable, InfeasibleError, type Instance } from '#scheduling';
import { type Candidate, CandidatesReader } from './candidates.reader.js';
import { MeetingEntity } from './meeting.entity.js';
import { planObjectives } from './plan-objectives.js';
import { PlanReader } from './plan.reader.js';

/** The most a proposal may take; most events need far less. */
const TIME_LIMIT_MS = 5_000;
/** Nobody without a meeting if it can be avoided: worth about as much as one good match. */
const FIRST_MEETING_BONUS = 1_000;

/** Proposes a timetable from who is there, what they wish and how their listings match. Runs in the worker. */
@Injectable()
export class ComputeTimetable {
  constructor(
    private readonly database: Database,
    private readonly counterparts: CounterpartsReader,
    private readonly pairs: CandidatesReader,
    private readonly plans: PlanReader,
  ) {}

  /** Fills a timetable that was requested; a timetable that is not waiting any more is left alone. */
  async run(tx: Transaction, eventId: string, timetableId: string): Promise<void> {
    const [timetable] = await tx.query<{ seed: number; state: string }>(
      'SELECT seed, state FROM timetables WHERE id = $1 FOR UPDATE',
      [timetableId],
    );
    if (timetable?.state !== 'computing') return;
    const [event] = await tx.query<{ content: EventContent }>('SELECT content FROM events WHERE id = $1', [
      eventId,
    ]);
    const { content } = found(event);
    const attendees = await this.counterparts.attendees(eventId);
    const candidates = await this.pairs.all(eventId, content, attendees);
    const instance = instanceOf(eventId, content, attendees, candidates);
    try {
      const { schedule } = buildTimetable(instance, {
        seed: timetable.seed,
        now: () => performance.now(),
        timeLimitMs: TIME_LIMIT_MS,
      });
      const meetings = schedule.meetings.map(({ pair, round, table }) => {
        const { a, b, technologyId, needId, origin, score } = candidates[pair!]!;
        return tx.manager.create(MeetingEntity, {
          timetableId,
          eventId,
          aId: a.id,
          bId: b.id,
          technologyId,
          needId,
          round: round + 1,
          tableNo: table! + 1,
          origin,
          score,
        });
      });
      await tx.manager.save(meetings, { chunk: 200 });
      const { plan, wishes } = await this.plans.read(eventId, timetableId);
      await this.finish(tx, timetableId, 'draft', { objectives: planObjectives(plan, wishes) });
    } catch (error) {
      if (!(error instanceof InfeasibleError)) throw error;
      await this.finish(tx, timetableId, 'failed', { failure: { code: error.code, reason: error.message } });
    }
  }

  private async finish(
    tx: Transaction,
    timetableId: string,
    state: 'draft' | 'failed',
    result: { objectives?: unknown; failure?: unknown },
  ): Promise<void> {
    await tx.query(
      'UPDATE timetables SET state = $2, objectives = $3::jsonb, failure = $4::jsonb WHERE id = $1',
      [timetableId, state, JSON.stringify(result.objectives ?? null), JSON.stringify(result.failure ?? null)],
    );
  }
}

function instanceOf(
  eventId: string,
  content: EventContent,
  attendees: Attendee[],
  candidates: Candidate[],
): Instance {
  const rounds = content.rounds.length;
  return {
    format: 'meetmatch-instance/1',
    name: eventId,
    rounds,
    tables: content.tables,
    objective: { firstMeetingBonus: FIRST_MEETING_BONUS },
    participants: attendees.map((attendee) => ({
      id: attendee.id,
      side: attendee.kind,
      unavailable:
        attendee.rounds.length === 0
          ? []
          : Array.from({ length: rounds }, (_, round) => round).filter(
              (round) => !attendee.rounds.includes(round + 1),
            ),
    })),
    pairs: candidates.map(({ a, b, score, mutual }) => ({ a: a.id, b: b.id, score, mutual })),
  };
}
