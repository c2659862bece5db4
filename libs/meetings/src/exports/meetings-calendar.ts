import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { type Locale, type MyMeeting, seatName } from '#contracts';

const REMIND_SECONDS = 5 * 60;
const words = {
  zh: {
    summary: (table: number, name: string) => `${table} 号桌 · ${name}`,
    round: (no: number) => `第 ${no} 轮`,
  },
  en: {
    summary: (table: number, name: string) => `Table ${table} · ${name}`,
    round: (no: number) => `Round ${no}`,
  },
};

export type CalendarMeeting = Pick<
  MyMeeting,
  'id' | 'round' | 'table' | 'startsAt' | 'minutes' | 'representative'
> & {
  name: string;
  topics: string[];
};
export interface MeetingsCalendar {
  title: string;
  venue: string;
  /** Number of the announced version: a later one replaces what a calendar has of an earlier one. */
  no: number;
  meetings: CalendarMeeting[];
  /** Announced before and not any more. */
  dropped: CalendarMeeting[];
}

/** One person's meetings for a calendar. A meeting has the same UID in every version, so that a new file moves it. */
export function meetingsCalendar(
  { title, venue, no, meetings, dropped }: MeetingsCalendar,
  locale: Locale,
  now: Date,
): string {
  const calendar = ical({
    name: title,
    prodId: { company: 'chanyanhui', product: 'timetable', language: locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    // The instants are in UTC; the generator's own zone would write them without one.
    x: [['X-WR-TIMEZONE', 'Asia/Shanghai']],
  });
  const { summary, round } = words[locale];
  const add = (meeting: CalendarMeeting, status: ICalEventStatus) => {
    const start = new Date(meeting.startsAt);
    const event = calendar.createEvent({
      id: `${meeting.id}@chanyanhui`,
      sequence: no,
      stamp: now,
      start,
      end: new Date(start.getTime() + meeting.minutes * 60_000),
      summary: seatName(summary(meeting.table, meeting.name), meeting.representative, locale),
      description: [title, round(meeting.round), ...meeting.topics].join('\n'),
      location: venue,
      status,
    });
    if (status === ICalEventStatus.CONFIRMED) {
      event.createAlarm({ type: ICalAlarmType.display, triggerBefore: REMIND_SECONDS });
    }
  };
  for (const meeting of meetings) add(meeting, ICalEventStatus.CONFIRMED);
  for (const meeting of dropped) add(meeting, ICalEventStatus.CANCELLED);
  return calendar.toString();
}
