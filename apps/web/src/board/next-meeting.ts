import type { BoardSnapshot, MyMeeting } from '#contracts';
import { remainingMs } from './board-state';

export type Standing =
  | { kind: 'none' }
  | { kind: 'done' }
  /** The round runs and has a meeting for me; `beside`: others of us meet at the same time. */
  | { kind: 'now'; meeting: MyMeeting; beside: MyMeeting[]; leftMs: number }
  /** The next one to come; `free` says that the running round goes by without me. */
  | {
      kind: 'next';
      meeting: MyMeeting;
      beside: MyMeeting[];
      startsAt: number;
      called: boolean;
      free: boolean;
    };

const off = new Set(['cancelled', 'moved']);

/** Own meetings with the state that the board knows, which is fresher. */
export function withBoardStates(meetings: MyMeeting[], board: BoardSnapshot | null): MyMeeting[] {
  const known = new Map(board?.meetings.map((one) => [one.id, one]));
  return meetings.map((own) => {
    const live = known.get(own.id);
    if (!live) return own;
    const seated = live.a === own.counterpart.name ? live.seatedB : live.seatedA;
    return { ...own, state: live.state, round: live.round, table: live.table, seated };
  });
}

/** The one thing that a participant wants to know: where next, and when. */
export function standing(meetings: MyMeeting[], board: BoardSnapshot | null, serverNow: number): Standing {
  const mine = meetings
    .filter((one) => !off.has(one.state))
    .sort((x, y) => x.round - y.round || (x.representative ?? 0) - (y.representative ?? 0));
  if (mine.length === 0) return { kind: 'none' };
  const clock = board?.clock;
  const besides = (one: MyMeeting) => mine.filter(({ id, round }) => round === one.round && id !== one.id);
  const active = clock?.phase === 'running' || clock?.phase === 'paused';
  const round = clock?.round ?? 0;
  if (clock && active) {
    const meeting = mine.find((one) => one.round === round);
    if (meeting) {
      return { kind: 'now', meeting, beside: besides(meeting), leftMs: remainingMs(clock, serverNow) ?? 0 };
    }
  }
  const meeting = clock?.phase === 'ended' ? undefined : mine.find((one) => one.round > round);
  if (!meeting) return { kind: 'done' };
  return {
    kind: 'next',
    meeting,
    beside: besides(meeting),
    startsAt: expectedStart(meeting, board),
    called: clock?.phase === 'break' && meeting.round === round + 1,
    free: active,
  };
}

/** The planned start, moved by as much as the running round is late or early. */
function expectedStart(meeting: MyMeeting, board: BoardSnapshot | null): number {
  const planned = Date.parse(meeting.startsAt);
  if (board?.clock.phase !== 'running' || !board.clock.endsAt) return planned;
  const running = board.rounds[board.clock.round - 1];
  if (!running) return planned;
  return planned + Date.parse(board.clock.endsAt) - (Date.parse(running.startsAt) + running.minutes * 60_000);
}
