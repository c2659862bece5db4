import type { BoardMeeting } from '#contracts';

/** 就座 both, 缺一 one side sits, 缺席 missed, 待就座 nobody yet, 空 no meeting, 已结束, 停用 out of use. */
export type TableLook = 'both' | 'one' | 'missed' | 'awaited' | 'empty' | 'over' | 'closed';

export function tableLook(meeting: BoardMeeting | undefined): TableLook {
  if (!meeting || meeting.state === 'cancelled' || meeting.state === 'moved') return 'empty';
  if (meeting.state === 'missed') return 'missed';
  if (meeting.state === 'ended') return 'over';
  if (meeting.seatedA && meeting.seatedB) return 'both';
  return meeting.seatedA || meeting.seatedB ? 'one' : 'awaited';
}

/** Meetings that take place in a round, by table. */
export function meetingsByTable(meetings: BoardMeeting[], round: number): Map<number, BoardMeeting> {
  return new Map(
    meetings
      .filter((one) => one.round === round && one.state !== 'cancelled' && one.state !== 'moved')
      .map((one) => [one.table, one]),
  );
}
