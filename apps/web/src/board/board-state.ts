import type { BoardChange, BoardClock, BoardMeeting, BoardSnapshot } from '#contracts';

/** `gap`: changes are missing in between (or there were too many to send); ask for the snapshot. */
export type Applied = { snapshot: BoardSnapshot } | 'gap';

/** Applies a change that is exactly one version ahead; a change already known changes nothing. */
export function applyChange(snapshot: BoardSnapshot, change: BoardChange): Applied {
  if (change.eventId !== snapshot.eventId || change.version <= snapshot.version) return { snapshot };
  if (change.version !== snapshot.version + 1 || change.reload) return 'gap';
  return {
    snapshot: {
      ...snapshot,
      version: change.version,
      serverTime: change.serverTime,
      clock: change.clock ?? snapshot.clock,
      meetings: change.meetings ? mergeMeetings(snapshot.meetings, change.meetings) : snapshot.meetings,
    },
  };
}

function mergeMeetings(known: BoardMeeting[], changed: BoardMeeting[]): BoardMeeting[] {
  const news = new Map(changed.map((meeting) => [meeting.id, meeting]));
  const merged = known.map((meeting) => {
    const fresh = news.get(meeting.id);
    news.delete(meeting.id);
    return fresh ?? meeting;
  });
  return [...merged, ...news.values()];
}

/**
 * The snapshot to keep when a whole one arrives. An answer that was read before a change already applied is dropped;
 * a lower version that was read later stands (the server started over).
 */
export function laterSnapshot(own: BoardSnapshot | null, incoming: BoardSnapshot): BoardSnapshot {
  if (!own || own.eventId !== incoming.eventId || incoming.version >= own.version) return incoming;
  return Date.parse(incoming.serverTime) > Date.parse(own.serverTime) ? incoming : own;
}

/** What is left of the round at the server's time; null outside a round. */
export function remainingMs(clock: BoardClock, serverNow: number): number | null {
  if (clock.phase === 'paused') return clock.remainingMs;
  if (clock.phase !== 'running' || clock.endsAt === null) return null;
  return Math.max(0, Date.parse(clock.endsAt) - serverNow);
}

/** The round that people at the tables look for: the present one, or the next one between rounds. */
export function roundInView(snapshot: BoardSnapshot): number {
  const { phase, round } = snapshot.clock;
  const last = snapshot.rounds.length;
  if (phase === 'waiting' || phase === 'break') return Math.min(round + 1, last);
  return Math.max(1, Math.min(round, last));
}

/** 06:12 */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}
