import { Injectable } from '@nestjs/common';
import type { Clash, EventContent } from '#contracts';
import { type Attendee, bestPair, CounterpartsReader, mayMeet } from '#events';
import { found } from '#platform';
import { nameOf, type Plan, type PlannedMeeting } from './plan.js';
import { scorePair, type ScoredPair } from './meeting-score.js';

/** Two registrations that could meet; an institute stands first where there is one. */
export interface Candidate extends ScoredPair {
  a: Attendee;
  b: Attendee;
  technologyId: string | null;
  needId: string | null;
}
type Level = 'must' | 'maybe' | 'no';
/** What each registration says of others. */
type Wishes = ReadonlyMap<string, ReadonlyMap<string, Level>>;
/** Who could meet whom, with the worth of it: from wishes and from how the listings match. */
@Injectable()
export class CandidatesReader {
  constructor(private readonly counterparts: CounterpartsReader) {}

  /** Every pair that is wished or matched and not refused; `among`: only with one of these registrations. */
  async all(
    eventId: string,
    content: EventContent,
    attendees: Attendee[],
    among: ReadonlySet<string> | null = null,
  ): Promise<Candidate[]> {
    const pairs: [Attendee, Attendee][] = [];
    for (let i = 0; i < attendees.length; i++) {
      const one = attendees[i]!;
      const isAmong = !among || among.has(one.id);
      for (let j = i + 1; j < attendees.length; j++) {
        const other = attendees[j]!;
        if ((isAmong || among.has(other.id)) && mayPair(content, one, other)) pairs.push(inOrder(one, other));
      }
    }
    return this.scored(eventId, pairs, await this.wishes(eventId));
  }

  /** One pair, also where neither a wish nor a match speaks for it; null where the two may not meet. */
  async pair(
    eventId: string,
    content: EventContent,
    one: Attendee,
    other: Attendee,
  ): Promise<Candidate | null> {
    const wishes = await this.wishes(eventId);
    const [a, b] = inOrder(one, other);
    const levels = [wishes.get(a.id)?.get(b.id), wishes.get(b.id)?.get(a.id)];
    if (!mayPair(content, a, b) || levels.includes('no')) return null;
    const [scored] = await this.scored(eventId, [[a, b]], wishes);
    return scored ?? { a, b, score: 0, mutual: false, origin: 'proposed', technologyId: null, needId: null };
  }

  /** Pairs that one side at least wishes and neither refuses. */
  async wished(
    eventId: string,
    content: EventContent,
    attendees: Attendee[],
  ): Promise<{ a: string; b: string; origin: 'wish' | 'mutual' }[]> {
    const wishes = await this.wishes(eventId);
    const byId = new Map(attendees.map((attendee) => [attendee.id, attendee]));
    const wished = new Map<string, { a: string; b: string; origin: 'wish' | 'mutual' }>();
    for (const [id, said] of wishes) {
      const from = byId.get(id);
      for (const [other, level] of from ? said : []) {
        const to = byId.get(other);
        if (!to || level === 'no' || !mayPair(content, from!, to)) continue;
        const [a, b] = inOrder(from!, to);
        const back = wishes.get(to.id)?.get(from!.id);
        if (back === 'no') continue;
        wished.set(`${a.id} ${b.id}`, { a: a.id, b: b.id, origin: back ? 'mutual' : 'wish' });
      }
    }
    return [...wished.values()];
  }

  /**
   * Says of a party why it may not join the two of a meeting, or null: it is no investor, one of them, or one refuses to
   * meet another.
   */
  async guestFaults(
    eventId: string,
    plan: Plan,
    { a, b }: Pick<PlannedMeeting, 'a' | 'b'>,
  ): Promise<(third: string) => Clash | null> {
    const wishes = await this.wishes(eventId);
    const refuses = (one: string, other: string) => wishes.get(one)?.get(other) === 'no';
    return (third) => {
      const party = found(plan.parties.get(third));
      const other = [a, b].find((id) => id === third || refuses(id, third) || refuses(third, id));
      if (other === undefined && party.kind === 'investor') return null;
      const names = { party: party.name, other: nameOf(plan, other ?? a) };
      return { code: 'refused', ...names, round: null, table: null };
    };
  }

  /** Those of the pairs, each in order, that are wished or matched and not refused. */
  private async scored(eventId: string, pairs: [Attendee, Attendee][], wishes: Wishes): Promise<Candidate[]> {
    const institutes = new Set(pairs.flatMap(([a]) => (a.kind === 'institute' ? [a] : [])));
    const weights = await this.counterparts.weights(eventId);
    const best = await this.counterparts.bestOfEach([...institutes], weights);
    const candidates: Candidate[] = [];
    for (const [a, b] of pairs) {
      const known = best.get(a.id);
      const pair = known ? bestPair(known, b) : null;
      const scored = scorePair(
        pair?.match.score ?? null,
        wishes.get(a.id)?.get(b.id) ?? null,
        wishes.get(b.id)?.get(a.id) ?? null,
      );
      if (!scored) continue;
      const listings = { technologyId: pair?.ownListingId ?? null, needId: pair?.match.otherId ?? null };
      candidates.push({ ...scored, a, b, ...listings });
    }
    return candidates;
  }

  private async wishes(eventId: string): Promise<Wishes> {
    const wishes = new Map<string, Map<string, Level>>();
    for (const { registration_id, target_id, level } of await this.counterparts.wishes(eventId)) {
      const said = wishes.get(registration_id) ?? new Map<string, Level>();
      wishes.set(registration_id, said.set(target_id, level));
    }
    return wishes;
  }
}

const inOrder = (one: Attendee, other: Attendee): [Attendee, Attendee] =>
  one.kind !== 'institute' && other.kind === 'institute' ? [other, one] : [one, other];
const mayPair = (content: EventContent, a: Attendee, b: Attendee): boolean =>
  a.organisation_id !== b.organisation_id && mayMeet(content, a.kind, b.kind);
