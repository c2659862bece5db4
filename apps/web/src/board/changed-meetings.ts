import type { MyMeeting } from '#contracts';

/** Where a meeting was when its participant last looked. */
export interface SeenMeeting {
  id: string;
  round: number;
  table: number;
  name: string;
}
export interface MeetingChange {
  what: 'moved' | 'dropped' | 'added';
  /** As it is now; as it was where it is off. */
  meeting: SeenMeeting;
}

export const seenOf = (meetings: MyMeeting[]): SeenMeeting[] =>
  meetings.map(({ id, round, table, counterpart }) => ({ id, round, table, name: counterpart.name }));

/**
 * What changed since the participant last looked, in the order of the rounds. A meeting keeps its id through
 * announcements; what has begun is no news.
 * @param begun rounds up to this one have begun
 */
export function changesSince(
  seen: readonly SeenMeeting[],
  now: readonly SeenMeeting[],
  begun: number,
): MeetingChange[] {
  const before = new Map(seen.map((one) => [one.id, one]));
  const after = new Set(now.map(({ id }) => id));
  const changes: MeetingChange[] = [
    ...seen.filter(({ id }) => !after.has(id)).map((meeting) => ({ what: 'dropped' as const, meeting })),
    ...now.flatMap((meeting): MeetingChange[] => {
      const was = before.get(meeting.id);
      if (!was) return [{ what: 'added', meeting }];
      const isSame = was.round === meeting.round && was.table === meeting.table;
      return isSame ? [] : [{ what: 'moved', meeting }];
    }),
  ];
  return changes
    .filter(({ meeting }) => meeting.round > begun)
    .sort((x, y) => x.meeting.round - y.meeting.round);
}
