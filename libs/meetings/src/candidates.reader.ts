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
/** For each institute, the best match of its listings by the other side's listing, as the event weighs them. */
interface Best {
  weights: Awaited<ReturnType<CounterpartsReader['weights']>>;
  byInstitute: Map<string, Awaited<ReturnType<CounterpartsReader['bestByOther']>>>;
}

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
    const wishes = await this.wishes(eventId);
    const best = await this.best(eventId);
    const candidates: Candidate[] = [];
    for (const [i, one] of attendees.entries()) {
      for (const other of attendees.slice(i + 1)) {
        if (among && !among.has(one.id) && !among.has(other.id)) continue;
        if (!mayPair(content, one, other)) continue;
        const [a, b] = inOrder(one, other);
        candidates.push(...(await this.scored(a, b, wishes, best)));
      }
    }
    return candidates;
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
    const levels = [wishes.get(`${a.id} ${b.id}`), wishes.get(`${b.id} ${a.id}`)];
    if (!mayPair(content, a, b) || levels.includes('no')) return null;
    const [scored] = await this.scored(a, b, wishes, await this.best(eventId));
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
    for (const [key, level] of wishes) {
      const [from, to] = key.split(' ').map((id) => byId.get(id));
      if (!from || !to || level === 'no' || !mayPair(content, from, to)) continue;
      const [a, b] = inOrder(from, to);
      const back = wishes.get(`${to.id} ${from.id}`);
      if (back === 'no') continue;
      wished.set(`${a.id} ${b.id}`, { a: a.id, b: b.id, origin: back ? 'mutual' : 'wish' });
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
    const refuses = (one: string, other: string) => wishes.get(`${one} ${other}`) === 'no';
    return (third) => {
      const party = found(plan.parties.get(third));
      const other = [a, b].find((id) => id === third || refuses(id, third) || refuses(third, id));
      if (other === undefined && party.kind === 'investor') return null;
      const names = { party: party.name, other: nameOf(plan, other ?? a) };
      return { code: 'refused', ...names, round: null, table: null };
    };
  }

  private async scored(
    a: Attendee,
    b: Attendee,
    wishes: Map<string, Level>,
    best: Best,
  ): Promise<Candidate[]> {
    let pair = null;
    if (a.kind === 'institute') {
      const { weights, byInstitute } = best;
      const known = byInstitute.get(a.id) ?? (await this.counterparts.bestByOther(a.listing_ids, weights));
      byInstitute.set(a.id, known);
      pair = bestPair(known, b);
    }
    const scored = scorePair(
      pair?.match.score ?? null,
      wishes.get(`${a.id} ${b.id}`) ?? null,
      wishes.get(`${b.id} ${a.id}`) ?? null,
    );
    if (!scored) return [];
    const listings = { technologyId: pair?.ownListingId ?? null, needId: pair?.match.otherId ?? null };
    return [{ ...scored, a, b, ...listings }];
  }

  private async best(eventId: string): Promise<Best> {
    return { weights: await this.counterparts.weights(eventId), byInstitute: new Map() };
  }

  private async wishes(eventId: string): Promise<Map<string, Level>> {
    const rows = await this.counterparts.wishes(eventId);
    return new Map(rows.map((wish) => [`${wish.registration_id} ${wish.target_id}`, wish.level]));
  }
}

const inOrder = (one: Attendee, other: Attendee): [Attendee, Attendee] =>
  one.kind !== 'institute' && other.kind === 'institute' ? [other, one] : [one, other];
const mayPair = (content: EventContent, a: Attendee, b: Attendee): boolean =>
  a.organisation_id !== b.organisation_id && mayMeet(content, a.kind, b.kind);
