import { z } from 'zod';
import { fillSentence } from './fill-sentence.js';
import { partyName, timetable, timetableDetail } from './meeting.js';
import { byId, id, route, version } from './route.js';
import { type Locale, tableFeatureCodes, tableFeatures, type TableFeature, termLabel } from './vocabulary.js';

/** Why a meeting cannot stand somewhere; `party` and `other` are the names of whom it is about. */
export const clash = z.object({
  code: z.enum([
    'busy',
    'absent',
    'no_seat',
    'pinned',
    'begun',
    'taken',
    'met',
    'refused',
    'no_such_place',
    'home_table',
    'table_lacks',
  ]),
  party: z.string().nullable(),
  other: z.string().nullable(),
  round: z.int().nullable(),
  table: z.int().nullable(),
  /** What the table lacks. */
  features: z.array(z.enum(tableFeatureCodes)).optional(),
});
export type Clash = z.infer<typeof clash>;
/** What a move makes worse for somebody without forbidding it: idle rounds between meetings, changes of table. */
export const softClash = z.object({
  code: z.enum(['idle', 'table_change']),
  party: z.string(),
  count: z.int(),
});
export type SoftClash = z.infer<typeof softClash>;
/** One cell of the grid for the meeting that is picked up. */
export const moveOption = z.object({
  round: z.int(),
  table: z.int(),
  kind: z.enum(['here', 'free', 'swap', 'blocked']),
  clashes: z.array(clash),
  soft: z.array(softClash),
});
export type MoveOption = z.infer<typeof moveOption>;

const clashSentences: Record<Clash['code'], { zh: string; en: string }> = {
  busy: {
    zh: '{party}本轮在 {table} 号桌与{other}会面',
    en: '{party} meets {other} at table {table} in this round',
  },
  absent: { zh: '{party}第 {round} 轮不在场', en: '{party} is not there in round {round}' },
  no_seat: { zh: '{party}已取消报名', en: '{party} has no seat any more' },
  pinned: { zh: '{party} × {other} 已锁定', en: '{party} × {other} is pinned' },
  begun: { zh: '该轮已经开始', en: 'this round has begun' },
  taken: { zh: '此桌本轮已有 {party} × {other}', en: '{party} × {other} has this table in this round' },
  met: {
    zh: '{party} × {other} 已排在第 {round} 轮 {table} 号桌',
    en: '{party} × {other} already meet in round {round} at table {table}',
  },
  refused: { zh: '{party}与{other}不能会面', en: '{party} and {other} may not meet' },
  no_such_place: { zh: '没有这一轮或这张桌子', en: 'there is no such round or table' },
  home_table: { zh: '{party}固定在 {table} 号桌', en: '{party} has table {table} for itself' },
  table_lacks: {
    zh: '{table} 号桌没有{party}需要的{features}',
    en: 'table {table} lacks what {party} needs: {features}',
  },
};
const softSentences: Record<SoftClash['code'], { zh: string; en: string }> = {
  idle: { zh: '{party}多等 {count} 轮', en: '{party} waits {count} round(s) more' },
  table_change: { zh: '{party}多换 {count} 次桌', en: '{party} changes table {count} time(s) more' },
};

/** Features of a table in the reader's language. */
export const featureNames = (features: readonly TableFeature[], locale: Locale): string =>
  features.map((one) => termLabel(tableFeatures, one, locale)).join(locale === 'zh' ? '、' : ', ');
/** A clash as a sentence for the reader. */
export const clashSentence = (one: Clash, locale: Locale): string =>
  fillSentence(clashSentences[one.code][locale], {
    ...one,
    features: featureNames(one.features ?? [], locale),
  });
/** A soft mark as a sentence for the reader. */
export const softSentence = (one: SoftClash, locale: Locale): string =>
  fillSentence(softSentences[one.code][locale], one);

const timetableParams = z.object({ id, timetable: id });
const place = { round: z.int().min(1).max(40), table: z.int().min(1).max(200) };

export const listMoveOptions = route({
  method: 'GET',
  path: '/events/:id/timetables/:timetable/options',
  summary:
    'For a meeting (or two registrations without one): which cells are free, a swap or blocked, and by whom',
  policy: 'event.manage',
  params: timetableParams,
  query: z.object({ meeting: id.optional(), a: id.optional(), b: id.optional() }),
  response: z.object({ version, cells: z.array(moveOption) }),
});

export const listGuests = route({
  method: 'GET',
  path: '/events/:id/timetables/:timetable/guests',
  summary: 'Investors who could join the two of a meeting, and what keeps each of the others away',
  policy: 'event.manage',
  params: timetableParams,
  query: z.object({ meeting: id }),
  /** `fault` is a sentence in the reader's language; null for who can come. */
  response: z.object({ version, guests: z.array(partyName.extend({ fault: z.string().nullable() })) }),
});

export const timetableEdit = z.discriminatedUnion('op', [
  /** Onto a free cell, or swapped with the meeting that stands there. */
  z.object({ op: z.literal('move'), version, meeting: id, ...place }),
  /** A wish from the tray gets a place. */
  z.object({ op: z.literal('place'), version, a: id, b: id, ...place }),
  /** Back into the tray. */
  z.object({ op: z.literal('remove'), version, meeting: id }),
  /** An investor joins the two of a meeting; null for nobody any more. */
  z.object({ op: z.literal('invite'), version, meeting: id, third: id.nullable() }),
  z.object({ op: z.literal('pin'), version, meeting: id, pinned: z.boolean() }),
  z.object({ op: z.literal('undo'), version }),
  z.object({ op: z.literal('redo'), version }),
]);
export type TimetableEdit = z.infer<typeof timetableEdit>;
export const editTimetable = route({
  method: 'POST',
  path: '/events/:id/timetables/:timetable/edits',
  summary: 'Change a draft by one step, or take a step back; `version` is the one that was seen',
  policy: 'event.manage',
  idempotent: true,
  params: timetableParams,
  body: timetableEdit,
  response: timetableDetail,
});
export const copyTimetable = route({
  method: 'POST',
  path: '/events/:id/timetables/:timetable/copies',
  summary: 'Make a draft with the same meetings, to change and announce it',
  policy: 'event.manage',
  status: 201,
  idempotent: true,
  params: timetableParams,
  body: z.object({}),
  response: timetable,
});
export const discardTimetable = route({
  method: 'DELETE',
  path: '/events/:id/timetables/:timetable',
  summary: 'Put a draft, or one that failed, out of sight',
  policy: 'event.manage',
  params: timetableParams,
  response: timetable,
});

export const stopTimetable = route({
  method: 'POST',
  path: '/events/:id/timetables/:timetable/stop',
  summary: 'Stop computing: keep the best so far, or nothing',
  policy: 'event.manage',
  params: timetableParams,
  body: z.object({ keep: z.boolean() }),
  response: timetable,
});
export const applyTimetable = route({
  method: 'POST',
  path: '/events/:id/timetables/:timetable/application',
  summary:
    'Take a recomputed version over into the draft it was computed from, as one step that can be undone',
  policy: 'event.manage',
  idempotent: true,
  params: timetableParams,
  body: z.object({}),
  response: timetableDetail,
});

const placement = z.object({ round: z.int(), table: z.int() });
const change = z.object({ a: partyName, b: partyName });
export const timetableDiff = z.object({
  moved: z.array(change.extend({ from: placement, to: placement })),
  added: z.array(change.extend(placement.shape)),
  dropped: z.array(change.extend(placement.shape)),
  unchanged: z.int(),
  /** Whoever notices, the most affected first, with the number of its meetings. */
  affected: z.array(z.object({ party: partyName, moved: z.int(), added: z.int(), dropped: z.int() })),
});
export type TimetableDiff = z.infer<typeof timetableDiff>;
export const compareTimetables = route({
  method: 'GET',
  path: '/events/:id/timetables/:timetable/diff',
  summary: 'What changes, and for whom, when this version takes the place of another (or of none)',
  policy: 'event.manage',
  params: timetableParams,
  query: z.object({ against: id.optional() }),
  response: timetableDiff,
});

export const exportTimetable = route({
  method: 'GET',
  path: '/events/:id/timetables/:timetable/export',
  summary: 'A version as a file: by table, by participant, or for the wall. No contacts',
  policy: 'event.manage',
  params: timetableParams,
  query: z.object({ layout: z.enum(['tables', 'participants', 'wall']), format: z.enum(['xlsx', 'pdf']) }),
  response: null,
});
export const exportMyMeetings = route({
  method: 'GET',
  path: '/events/:id/my-meetings/export',
  summary: 'The own meetings of the announced timetable, for a calendar or on paper',
  policy: 'meeting.own',
  params: byId,
  /** A link cannot say in a header which language its reader chose. */
  query: z.object({ format: z.enum(['ics', 'pdf']), lang: z.enum(['zh', 'en']).optional() }),
  response: null,
});
