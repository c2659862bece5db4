import { useQuery } from '@tanstack/react-query';
import { listEvents, listMyMeetings, type MyMeeting } from '#contracts';
import { call } from '../api';

/** Without the event in the address the newest few events that may have held the meeting are asked. */
const eventsAsked = 6;
const mayHold = new Set(['live', 'closed', 'matching']);

async function eventsToAsk(): Promise<string[]> {
  const { items } = await call(listEvents, { query: { pageSize: 50 } });
  return items
    .filter((event) => mayHold.has(event.state))
    .sort((x, y) => Number(y.state === 'live') - Number(x.state === 'live'))
    .slice(0, eventsAsked)
    .map((event) => event.id);
}

async function findMeeting(meetingId: string, eventId: string | null): Promise<MyMeeting | null> {
  for (const id of eventId ? [eventId] : await eventsToAsk()) {
    const { meetings } = await call(listMyMeetings, { params: { id } });
    const meeting = meetings.find((one) => one.id === meetingId);
    if (meeting) return meeting;
  }
  return null;
}

/** One of the own meetings; null where it cannot be found, which does not keep the intent from being sent. */
export function useMeeting(meetingId: string | null, eventId: string | null) {
  return useQuery({
    queryKey: ['meeting of the intent', meetingId, eventId],
    queryFn: () => (meetingId ? findMeeting(meetingId, eventId) : null),
    enabled: meetingId !== null,
    retry: false,
  });
}
