import { type EventContent, type Locale, seatName } from '#contracts';
import { diffMeetings, samePlace } from './diff-meetings.js';

interface Place {
  round: number;
  table: number;
}
/** A meeting of the person who is told, without anything of the others but their organisation's name. */
export interface ToldMeeting extends Place {
  /** Registrations. */
  a: string;
  b: string;
  /** Organisations of all others at the table. */
  name: string;
  /** Which of several people goes, from 1; null where one is sent. */
  representative: number | null;
}
/** What is news for one person, in the order of the rounds. */
export interface TimetableNews {
  moved: { meeting: ToldMeeting; from: Place }[];
  dropped: ToldMeeting[];
  added: ToldMeeting[];
  /** Where they were, with somebody else at the table besides. */
  joined: ToldMeeting[];
}

/**
 * What of the rounds to come is another now than it was told; null where nothing is.
 * @param begun rounds up to this one have begun
 */
export function newsOf(
  told: readonly ToldMeeting[],
  now: readonly ToldMeeting[],
  begun: number,
): TimetableNews | null {
  const diff = diffMeetings(told, now);
  const at = (list: readonly ToldMeeting[], one: Place & { a: string; b: string }) =>
    list.find(({ a, b, ...place }) => a === one.a && b === one.b && samePlace(place, one));
  const are = (list: readonly ToldMeeting[], places: readonly (Place & { a: string; b: string })[]) =>
    places.flatMap((one) => (isAhead(one) ? (at(list, one) ?? []) : [])).sort(inRounds);
  const isAhead = ({ round }: Place) => round > begun;
  const inRounds = (x: Place, y: Place) => x.round - y.round || x.table - y.table;
  const news: TimetableNews = {
    moved: diff.moved
      .filter(({ from, to }) => isAhead(from) || isAhead(to))
      .map(({ a, b, from, to }) => ({ meeting: at(now, { a, b, ...to })!, from }))
      .sort((x, y) => inRounds(x.meeting, y.meeting)),
    dropped: are(told, diff.dropped),
    joined: now
      .filter((one) => {
        const before = at(told, one);
        return isAhead(one) && before !== undefined && before.name !== one.name;
      })
      .sort(inRounds),
    added: are(now, diff.added),
  };
  return countOf(news) > 0 ? news : null;
}

const countOf = ({ moved, dropped, added, joined }: TimetableNews): number =>
  moved.length + dropped.length + added.length + joined.length;

interface MailFrame {
  /** Of the person. */
  name: string;
  content: Pick<EventContent, 'title' | 'venue' | 'rounds'>;
  /** Page with all meetings of the person. */
  page: string;
  /** Whether the person is told for the first time. */
  isFirst: boolean;
}

const texts = {
  zh: {
    first: (title: string, count: number) => `${title}：您有 ${count} 场会面`,
    changed: (title: string, count: number) => `${title}：您的会面有 ${count} 处变动`,
    hello: (name: string) => `${name}，您好：`,
    firstText: (title: string) => `“${title}”的会面安排已经公布，您的会面：`,
    changedText: (title: string) => `“${title}”的会面安排有变动，与您有关的是：`,
    place: (round: number, time: string, table: number) => `第 ${round} 轮（${time}）${table} 号桌`,
    moved: (name: string, from: string, to: string) => `改动：${name}\n  原为 ${from}\n  改到 ${to}`,
    dropped: (name: string, from: string) => `取消：${name}，原为 ${from}`,
    joined: (name: string, to: string) => `同席有变：${to}，${name}`,
    added: (name: string, to: string) => `新增：${name}，${to}`,
    listed: (name: string, to: string) => `${to}：${name}`,
    venue: (venue: string) => `地点：${venue}`,
    page: (page: string) => `全部会面，以及当天的最新安排：${page}`,
  },
  en: {
    first: (title: string, count: number) => `${title}: you have ${count} meetings`,
    changed: (title: string, count: number) => `${title}: ${count} changes to your meetings`,
    hello: (name: string) => `Dear ${name},`,
    firstText: (title: string) => `the timetable of “${title}” has been announced. Your meetings:`,
    changedText: (title: string) => `the timetable of “${title}” has changed. What concerns you:`,
    place: (round: number, time: string, table: number) => `round ${round} (${time}), table ${table}`,
    moved: (name: string, from: string, to: string) => `Moved: ${name}\n  was ${from}\n  now ${to}`,
    dropped: (name: string, from: string) => `Cancelled: ${name}, was ${from}`,
    joined: (name: string, to: string) => `At the table now: ${name}, ${to}`,
    added: (name: string, to: string) => `New: ${name}, ${to}`,
    listed: (name: string, to: string) => `${to}: ${name}`,
    venue: (venue: string) => `Place: ${venue}`,
    page: (page: string) => `All your meetings, as they are at the moment: ${page}`,
  },
};

const time = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** The mail that tells one person what changed; plain text. */
export function timetableMail(
  news: TimetableNews,
  { name, content, page, isFirst }: MailFrame,
  locale: Locale,
): { subject: string; body: string } {
  const t = texts[locale];
  const { title, venue, rounds } = content;
  const placeOf = ({ round, table }: Place) =>
    t.place(round, rounds[round - 1] ? time.format(new Date(rounds[round - 1]!.startsAt)) : '', table);
  const nameOf = (one: ToldMeeting) => seatName(one.name, one.representative, locale);
  const { moved, dropped, added, joined } = news;
  const count = countOf(news);
  const lines = [
    ...moved.map(({ meeting, from }) => t.moved(nameOf(meeting), placeOf(from), placeOf(meeting))),
    ...joined.map((one) => t.joined(nameOf(one), placeOf(one))),
    ...dropped.map((one) => t.dropped(nameOf(one), placeOf(one))),
    ...added.map((one) => (isFirst ? t.listed : t.added)(nameOf(one), placeOf(one))),
  ];
  return {
    subject: (isFirst ? t.first : t.changed)(title, count),
    body: [
      t.hello(name),
      (isFirst ? t.firstText : t.changedText)(title),
      '',
      ...lines.map((line) => `· ${line}`),
      '',
      t.venue(venue),
      t.page(page),
      '',
    ].join('\n'),
  };
}
