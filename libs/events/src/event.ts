import type { EventContent } from '#contracts';

export type EventState = 'draft' | 'registration' | 'matching' | 'live' | 'closed';

/** Forward through the day, and one step back while nothing is lost by it. */
const next: Record<EventState, EventState[]> = {
  draft: ['registration'],
  registration: ['matching', 'draft'],
  matching: ['live', 'registration'],
  live: ['closed', 'matching'],
  closed: [],
};

export const mayMove = (from: EventState, to: EventState): boolean => next[from].includes(to);

/** Whether somebody may register at this moment: the state says so and the window is open. */
export function registrationOpen(state: EventState, content: EventContent, now: Date): boolean {
  return (
    (state === 'registration' || state === 'matching') &&
    Date.parse(content.registrationOpensAt) <= now.getTime() &&
    now.getTime() < Date.parse(content.registrationClosesAt)
  );
}

/** Whether these two kinds may meet, in either order. */
export function mayMeet(content: EventContent, a: string, b: string): boolean {
  return content.mayMeet.some(([x, y]) => (x === a && y === b) || (x === b && y === a));
}

/** Seats left for a kind: of the whole event, and of the kind's quota where it has one. */
export function hasSeat(
  event: { capacity: number; admitted: number },
  quota: { capacity: number; admitted: number } | null,
): boolean {
  return event.admitted < event.capacity && (!quota || quota.admitted < quota.capacity);
}
