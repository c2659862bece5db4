import type { MeetingMarks } from './board.js';
import { matchMeetings, samePlace } from './diff-meetings.js';

/** A meeting's row in the announced version or in the one that takes its place. */
export interface CarriedMeeting extends MeetingMarks {
  id: string;
  timetableId: string;
  a: string;
  b: string;
  representativeA: number;
  representativeB: number;
  third: string | null;
  representativeThird: number;
  round: number;
  table: number;
  pinned: boolean;
  origin: string;
  score: number;
  technologyId: string | null;
  needId: string | null;
}

const unmarked: MeetingMarks = { state: 'planned', seatedA: null, seatedB: null, missedSide: null };

/**
 * The rows after a new version takes the announced one's place. A meeting keeps its id through announcements, so that
 * intents, calendars and phones find it again: the ids of matching rows change places. One that stays where it was
 * keeps its marks too.
 * @param begun rounds up to this one have begun: both versions must agree in them
 * @returns the rows that change, or the first begun round in which the versions differ
 */
export function carryOver(
  announced: readonly CarriedMeeting[],
  draft: readonly CarriedMeeting[],
  begun: number,
): { rows: CarriedMeeting[] } | { differsIn: number } {
  const { pairs, onlyOld, onlyFresh } = matchMeetings(announced, draft);
  const differing = [
    ...pairs.filter(([old, fresh]) => !samePlace(old, fresh) || old.third !== fresh.third).flat(),
    ...onlyOld,
    ...onlyFresh,
  ].map(({ round }) => round);
  const differsIn = Math.min(...differing);
  if (differsIn <= begun) return { differsIn };
  const rows = pairs.flatMap(([old, fresh]) => {
    const { state, seatedA, seatedB, missedSide } = samePlace(old, fresh) ? old : unmarked;
    return [
      { ...fresh, id: old.id, state, seatedA, seatedB, missedSide },
      { ...old, id: fresh.id },
    ];
  });
  return { rows: [...rows, ...onlyOld, ...onlyFresh] };
}
