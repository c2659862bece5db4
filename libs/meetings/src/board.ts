import type { BoardClock } from '#contracts';

export interface ClockState {
  phase: BoardClock['phase'];
  /** The round that runs or ran last; 0 before the first. */
  round: number;
  endsAt: Date | null;
  remainingMs: number | null;
}
type ClockCommand =
  { command: 'start_round' | 'pause' | 'resume' | 'end_round' } | { command: 'extend'; minutes: number };

/**
 * The clock after a command, or null where the phase does not allow it. A round runs past its end until somebody ends
 * it: live beats planned. `minutes` are the lengths of the rounds in order.
 */
export function clockAfter(
  clock: ClockState,
  command: ClockCommand,
  minutes: number[],
  now: Date,
): ClockState | null {
  const inMs = (ms: number) => new Date(now.getTime() + ms);
  switch (command.command) {
    case 'start_round': {
      const length = minutes[clock.round];
      if ((clock.phase !== 'waiting' && clock.phase !== 'break') || length === undefined) return null;
      return { phase: 'running', round: clock.round + 1, endsAt: inMs(length * 60_000), remainingMs: null };
    }
    case 'pause':
      if (clock.phase !== 'running' || !clock.endsAt) return null;
      return {
        ...clock,
        phase: 'paused',
        endsAt: null,
        remainingMs: Math.max(0, clock.endsAt.getTime() - now.getTime()),
      };
    case 'resume':
      if (clock.phase !== 'paused') return null;
      return { ...clock, phase: 'running', endsAt: inMs(clock.remainingMs ?? 0), remainingMs: null };
    case 'extend': {
      const more = command.minutes * 60_000;
      if (clock.phase === 'running' && clock.endsAt) {
        return { ...clock, endsAt: new Date(Math.max(clock.endsAt.getTime(), now.getTime()) + more) };
      }
      if (clock.phase === 'paused') return { ...clock, remainingMs: (clock.remainingMs ?? 0) + more };
      return null;
    }
    case 'end_round':
      if (clock.phase !== 'running' && clock.phase !== 'paused') return null;
      return {
        phase: clock.round >= minutes.length ? 'ended' : 'break',
        round: clock.round,
        endsAt: null,
        remainingMs: null,
      };
  }
}

export interface MeetingMarks {
  state: 'planned' | 'called' | 'seated' | 'ended' | 'missed' | 'moved' | 'cancelled';
  seatedA: Date | null;
  seatedB: Date | null;
  missedSide: 'a' | 'b' | 'both' | null;
}
export type Side = 'a' | 'b' | 'both';

/** The marks after somebody was seen at the table, was missed, or a mark was taken back; null for a meeting that is off. */
export function markAfter(
  marks: MeetingMarks,
  side: Side,
  mark: 'seated' | 'missed' | 'clear',
  called: boolean,
  now: Date,
): MeetingMarks | null {
  if (marks.state === 'moved' || marks.state === 'cancelled') return null;
  const hasA = side !== 'b';
  const hasB = side !== 'a';
  if (mark === 'missed') {
    const both = marks.missedSide && marks.missedSide !== side ? 'both' : side;
    return {
      state: 'missed',
      seatedA: hasA ? null : marks.seatedA,
      seatedB: hasB ? null : marks.seatedB,
      missedSide: both,
    };
  }
  const at = mark === 'seated' ? now : null;
  const seatedA = hasA ? at : marks.seatedA;
  const seatedB = hasB ? at : marks.seatedB;
  const stillMissed =
    marks.missedSide && side !== 'both' && marks.missedSide !== side ? opposite(side) : null;
  const state = stillMissed ? 'missed' : seatedA && seatedB ? 'seated' : called ? 'called' : 'planned';
  return { state, seatedA, seatedB, missedSide: stillMissed };
}

const opposite = (side: 'a' | 'b') => (side === 'a' ? ('b' as const) : ('a' as const));

/**
 * What a called meeting is once its round has ended. It counts as held when both sides were seen at the table; a side
 * that was not seen was missed, and with neither seen the side stays unknown.
 */
export function marksAtRoundEnd(marks: MeetingMarks): MeetingMarks {
  if (marks.state !== 'called' && marks.state !== 'seated') return marks;
  if (marks.seatedA && marks.seatedB) return { ...marks, state: 'ended' };
  const missedSide = marks.seatedA ? 'b' : marks.seatedB ? 'a' : null;
  return { ...marks, state: 'missed', missedSide };
}
