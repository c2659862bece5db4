import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import type { EventContent } from '#contracts';
import { type Attendee, bestPair, CounterpartsReader, mayMeet } from '#events';
import { Database, found, type Transaction } from '#platform';
import { buildTimetable, InfeasibleError, type Instance } from '#scheduling';
import { MeetingEntity } from './meeting.entity.js';
import { scorePair, type ScoredPair } from './meeting-score.js';

/** The most a proposal may take; most events need far less. */
const TIME_LIMIT_MS = 5_000;
/** Nobody without a meeting if it can be avoided: worth about as much as one good match. */
const FIRST_MEETING_BONUS = 1_000;

interface Candidate extends ScoredPair {
  a: Attendee;
  b: Attendee;
  technologyId: string | null;
  needId: string | null;
}

/** Proposes a timetable from who is there, what they wish and how their listings match. Runs in the worker. */
@Injectable()
export class ComputeTimetable {
  constructor(
    private readonly database: Database,
    private readonly counterparts: CounterpartsReader,
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
    const candidates = await this.candidates(eventId, content, attendees);
    const instance = instanceOf(eventId, content, attendees, candidates);
    try {
      const { schedule, objectives, unplaced } = buildTimetable(instance, {
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
      const wished = unplaced.filter(({ pair }) => candidates[pair]!.origin !== 'proposed');
      const kept = {
        meetings: objectives.meetings,
        score: objectives.score,
        mutual: objectives.mutual,
        withoutMeeting: withoutMeeting(attendees, meetings),
        wishesUnmet: wished.length,
      };
      const reasons = wished.slice(0, 500).map(({ pair, reason }) => ({
        a: candidates[pair]!.a.organisation_name,
        b: candidates[pair]!.b.organisation_name,
        reason,
      }));
      await this.finish(tx, timetableId, 'draft', { objectives: kept, unplaced: reasons });
    } catch (error) {
      if (!(error instanceof InfeasibleError)) throw error;
      await this.finish(tx, timetableId, 'failed', { failure: { code: error.code, reason: error.message } });
    }
  }

  private async finish(
    tx: Transaction,
    timetableId: string,
    state: 'draft' | 'failed',
    result: { objectives?: unknown; unplaced?: unknown[]; failure?: unknown },
  ): Promise<void> {
    await tx.query(
      'UPDATE timetables SET state = $2, objectives = $3::jsonb, unplaced = $4::jsonb, failure = $5::jsonb WHERE id = $1',
      [
        timetableId,
        state,
        JSON.stringify(result.objectives ?? null),
        JSON.stringify(result.unplaced ?? []),
        JSON.stringify(result.failure ?? null),
      ],
    );
  }

  private async candidates(
    eventId: string,
    content: EventContent,
    attendees: Attendee[],
  ): Promise<Candidate[]> {
    const wishes = new Map<string, 'must' | 'maybe' | 'no'>();
    for (const wish of await this.counterparts.wishes(eventId)) {
      wishes.set(`${wish.registration_id} ${wish.target_id}`, wish.level);
    }
    const institutes = attendees.filter((attendee) => attendee.kind === 'institute');
    const others = attendees.filter((attendee) => attendee.kind !== 'institute');
    const candidates: Candidate[] = [];
    const weights = await this.counterparts.weights(eventId);
    for (const a of institutes) {
      const best = await this.counterparts.bestByOther(a.listing_ids, weights);
      for (const b of others) {
        if (a.organisation_id === b.organisation_id || !mayMeet(content, a.kind, b.kind)) continue;
        const pair = bestPair(best, b);
        const scored = scorePair(
          pair?.match.score ?? null,
          wishes.get(`${a.id} ${b.id}`) ?? null,
          wishes.get(`${b.id} ${a.id}`) ?? null,
        );
        if (scored) {
          candidates.push({
            ...scored,
            a,
            b,
            technologyId: pair?.ownListingId ?? null,
            needId: pair?.match.otherId ?? null,
          });
        }
      }
    }
    return candidates;
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

function withoutMeeting(attendees: Attendee[], meetings: MeetingEntity[]): number {
  const met = new Set(meetings.flatMap((meeting) => [meeting.aId, meeting.bId]));
  return attendees.filter((attendee) => !met.has(attendee.id)).length;
}
