import {
  type EventContent,
  featureNames,
  type Locale,
  representativeName,
  seatName,
  type Timetable,
} from '#contracts';
import { featuresOf } from '../table-fit.js';
import type { Section, Sheets } from './sheets.js';

export interface ExportedSide {
  registrationId: string;
  organisation: string;
  person: string;
  /** Which of several people, from 1; null where one comes. */
  representative: number | null;
}
export interface ExportedMeeting {
  round: number;
  table: number;
  a: ExportedSide;
  b: ExportedSide;
  /** An investor who sits with the two. */
  third: ExportedSide | null;
  /** Titles of the listings that are talked about. */
  topics: string[];
}
/** A timetable with its event, as it leaves the house: names of organisations and people, never contacts. */
export interface ExportedTimetable {
  eventTitle: string;
  venue: string;
  no: number;
  state: Timetable['state'];
  rounds: { startsAt: string; minutes: number }[];
  /** For each feature the tables that have it. */
  tableFeatures: EventContent['tableFeatures'];
  meetings: ExportedMeeting[];
}

const texts = {
  zh: {
    table: '桌号',
    tableNo: (no: number) => `${no} 号桌`,
    round: '轮次',
    roundNo: (no: number) => `第 ${no} 轮`,
    time: '时间',
    a: '一方',
    b: '另一方',
    other: '洽谈对象',
    topics: '洽谈内容',
    organisation: '单位',
    person: '姓名',
    version: (no: number) => `第 ${no} 版`,
    byTable: '各桌排期',
    byParticipant: '各参会方排期',
    wall: '座位总表：各轮桌号',
    mine: '我的会面',
    draft: '草案',
    old: '已替代',
  },
  en: {
    table: 'Table',
    tableNo: (no: number) => `Table ${no}`,
    round: 'Round',
    roundNo: (no: number) => `Round ${no}`,
    time: 'Time',
    a: 'One side',
    b: 'Other side',
    other: 'Meets',
    topics: 'About',
    organisation: 'Organisation',
    person: 'Name',
    version: (no: number) => `Version ${no}`,
    byTable: 'Timetable by table',
    byParticipant: 'Timetable by participant',
    wall: 'Tables in each round',
    mine: 'My meetings',
    draft: 'DRAFT',
    old: 'SUPERSEDED',
  },
};

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
const byPinyin = new Intl.Collator('zh');

function headOf(
  { eventTitle, venue, no, state, rounds }: ExportedTimetable,
  locale: Locale,
  title: string,
): Pick<Sheets, 'title' | 'note' | 'fileName' | 'stamp'> {
  const t = texts[locale];
  const date = rounds[0] ? day.format(new Date(rounds[0].startsAt)) : '';
  const stamp = state === 'announced' ? null : state === 'superseded' ? t.old : t.draft;
  return {
    title,
    note: [eventTitle, date, venue, t.version(no)].filter(Boolean).join(' · '),
    fileName: [title, eventTitle, t.version(no), stamp].filter(Boolean).join(' '),
    stamp,
  };
}

function timeOf({ rounds }: ExportedTimetable, round: number): string {
  const one = rounds[round - 1];
  if (!one) return '';
  const start = new Date(one.startsAt);
  return `${clock.format(start)}–${clock.format(new Date(start.getTime() + one.minutes * 60_000))}`;
}

/** For each table, whom it has in each round. */
export function sheetsByTable(timetable: ExportedTimetable, locale: Locale): Sheets {
  const t = texts[locale];
  const tables = [...new Set(timetable.meetings.map(({ table }) => table))].sort((x, y) => x - y);
  return {
    ...headOf(timetable, locale, t.byTable),
    keyColumns: [t.table],
    columns: [
      { title: t.round, width: 8 },
      { title: t.time, width: 13 },
      { title: t.a, width: 19 },
      { title: t.b, width: 19 },
      { title: t.topics, width: 0 },
    ],
    sections: tables.map((table): Section => ({
      heading: t.tableNo(table),
      subheading: featureNames(featuresOf(timetable, table), locale) || undefined,
      keys: [String(table)],
      rows: inRounds(timetable.meetings.filter((one) => one.table === table)).map((one) => [
        t.roundNo(one.round),
        timeOf(timetable, one.round),
        nameOf(one.a, locale),
        namesOf(one.third ? [one.b, one.third] : [one.b], locale),
        one.topics.join(' / '),
      ]),
    })),
    isWall: false,
  };
}

/** For each participant, or each of its representatives, its day. */
export function sheetsByParticipant(timetable: ExportedTimetable, locale: Locale): Sheets {
  const t = texts[locale];
  return {
    ...headOf(timetable, locale, t.byParticipant),
    keyColumns: [t.organisation, t.person],
    columns: dayColumns(locale),
    sections: sidesOf(timetable).map((side) => {
      const person = [side.person, ...whichOf(side, locale)].join(' · ');
      return {
        heading: side.organisation,
        subheading: person,
        keys: [side.organisation, person],
        rows: dayOf(timetable, locale, (one) => sideKey(one) === sideKey(side)),
      };
    }),
    isWall: false,
  };
}

/** One participant's own day. */
export function sheetsOfOne(
  timetable: ExportedTimetable,
  locale: Locale,
  own: { organisation: string; registrationIds: ReadonlySet<string> },
): Sheets {
  const isOwn = (one: ExportedSide) => own.registrationIds.has(one.registrationId);
  const sides = new Map(
    sidesOf(timetable)
      .filter(isOwn)
      .map((side) => [side.representative, side]),
  );
  return {
    ...headOf(timetable, locale, texts[locale].mine),
    keyColumns: [],
    columns: dayColumns(locale),
    sections: [...sides.values()].map((side) => ({
      heading: own.organisation,
      subheading: whichOf(side, locale)[0],
      keys: [],
      rows: dayOf(timetable, locale, (one) => isOwn(one) && one.representative === side.representative),
    })),
    isWall: false,
  };
}

/**
 * One line for each organisation, or each of its representatives: its table in each round. For the wall, so without
 * names of people.
 */
export function sheetsForWall(timetable: ExportedTimetable, locale: Locale): Sheets {
  const t = texts[locale];
  const names = [...new Set(sidesOf(timetable).map((side) => nameOf(side, locale)))];
  const rounds = timetable.rounds.map((_, i) => i + 1);
  const tablesOf = (name: string, round: number) =>
    timetable.meetings
      .filter((one) => one.round === round && sidesAt(one).some((side) => nameOf(side, locale) === name))
      .map(({ table }) => table)
      .sort((x, y) => x - y)
      .join(' / ');
  return {
    ...headOf(timetable, locale, t.wall),
    keyColumns: [],
    columns: [
      { title: t.organisation, width: 30 },
      ...rounds.map((round) => ({
        title: `${t.roundNo(round)} ${timeOf(timetable, round).slice(0, 5)}`,
        width: 0,
      })),
    ],
    sections: [
      {
        heading: t.wall,
        keys: [],
        rows: names.map((name) => [name, ...rounds.map((round) => tablesOf(name, round))]),
      },
    ],
    isWall: true,
  };
}

const inRounds = (meetings: ExportedMeeting[]) => [...meetings].sort((x, y) => x.round - y.round);

function sidesOf({ meetings }: ExportedTimetable): ExportedSide[] {
  const sides = new Map(meetings.flatMap(sidesAt).map((side) => [sideKey(side), side]));
  return [...sides.values()].sort(
    (x, y) =>
      byPinyin.compare(x.organisation, y.organisation) ||
      byPinyin.compare(x.person, y.person) ||
      (x.representative ?? 0) - (y.representative ?? 0),
  );
}

export const sidesAt = ({ a, b, third }: Pick<ExportedMeeting, 'a' | 'b' | 'third'>): ExportedSide[] =>
  third ? [a, b, third] : [a, b];
/** Whom somebody meets: all at the table but the first side that is its own. */
export function othersAt(
  meeting: Pick<ExportedMeeting, 'a' | 'b' | 'third'>,
  isOwn: (side: ExportedSide) => boolean,
): ExportedSide[] {
  const own = sidesAt(meeting).find(isOwn);
  return sidesAt(meeting).filter((side) => side !== own);
}
const namesOf = (sides: readonly ExportedSide[], locale: Locale) =>
  sides.map((side) => nameOf(side, locale)).join(' + ');
const sideKey = ({ registrationId, representative }: ExportedSide) =>
  `${registrationId} ${representative ?? 0}`;
const whichOf = ({ representative }: ExportedSide, locale: Locale): string[] =>
  representative === null ? [] : [representativeName(representative, locale)];
const nameOf = ({ organisation, representative }: ExportedSide, locale: Locale): string =>
  seatName(organisation, representative, locale);

const dayColumns = (locale: Locale): Sheets['columns'] => {
  const t = texts[locale];
  return [
    { title: t.round, width: 8 },
    { title: t.time, width: 13 },
    { title: t.table, width: 6 },
    { title: t.other, width: 28 },
    { title: t.topics, width: 0 },
  ];
};

function dayOf(
  timetable: ExportedTimetable,
  locale: Locale,
  isOwn: (side: ExportedSide) => boolean,
): string[][] {
  const own = timetable.meetings.filter((one) => sidesAt(one).some(isOwn));
  return inRounds(own).map((one) => [
    texts[locale].roundNo(one.round),
    timeOf(timetable, one.round),
    String(one.table),
    namesOf(othersAt(one, isOwn), locale),
    one.topics.join(' / '),
  ]);
}
