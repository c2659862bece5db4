import { attendeesOf, isPresent, type Plan, type PlannedMeeting } from '../plan.js';
import { representativesOf } from '../representatives.js';

/**
 * Thirds stay with the two wherever they meet, as long as they can be there; a meeting goes on without a third who
 * cannot.
 * @param old meetings as they were announced, by id
 */
export function keepThirds<M extends PlannedMeeting>(
  day: Plan,
  old: ReadonlyMap<string, PlannedMeeting>,
  meetings: readonly M[],
): M[] {
  const made = meetings.map((one) => ({ ...one }));
  for (const one of made) {
    if (one.third === null || one.round <= day.begun) continue;
    const { third, round } = one;
    const others = made.filter((other) => other.round === round && other !== one);
    const busy = others.filter((other) => attendeesOf(other).includes(third)).length;
    const hasRoom = old.get(one.id)?.round === round || busy < representativesOf(day, third);
    if (!isPresent(day, third, round) || !hasRoom)
      Object.assign(one, { third: null, representativeThird: 1 });
  }
  return made;
}
