import { z } from 'zod';
import type { Problem } from './errors.js';
import { byId, id, instant, route, version } from './route.js';
import {
  boardPhaseCodes,
  meetingOriginCodes,
  meetingStateCodes,
  organisationKindCodes,
  timetablePriorityCodes,
} from './vocabulary.js';

/** Each once, the most important first. */
export const timetableOrder = z
  .array(z.enum(timetablePriorityCodes))
  .length(timetablePriorityCodes.length)
  .refine((order) => new Set(order).size === order.length, { message: 'duplicate' });
export type TimetableOrder = z.infer<typeof timetableOrder>;

export const partyName = z.object({
  registrationId: id,
  name: z.string(),
  kind: z.enum(organisationKindCodes),
});

export const timetableMeeting = z.object({
  id,
  round: z.int(),
  table: z.int(),
  a: partyName,
  b: partyName,
  /** Which of several people sits there, counted from 1; null where the side sends one. */
  representativeA: z.int().nullable(),
  representativeB: z.int().nullable(),
  /** An investor who sits with the two. */
  third: partyName.nullable(),
  origin: z.enum(meetingOriginCodes),
  /** 0..1300: 0..1000 for the match, 150 for each side's wish. */
  score: z.int(),
  pinned: z.boolean(),
  state: z.enum(meetingStateCodes),
  /** Why it cannot be held as it stands, in the reader's language: somebody has changed since. */
  fault: z.string().nullable(),
});
export const timetable = z.object({
  id,
  no: z.int(),
  state: z.enum(['computing', 'failed', 'draft', 'announced', 'superseded', 'discarded']),
  /** Optimistic lock: grows with each edit. */
  version,
  /** The version that it was copied or computed from. */
  baseId: id.nullable(),
  /** Computed from its base, which has not been edited since: it can be taken over into it. */
  isProposal: z.boolean(),
  /** What counted when it was computed; null for a version that was not, or before this was kept. */
  priorities: timetableOrder.nullable(),
  /** Why it failed, in the reader's language. */
  failure: z.string().nullable(),
  createdAt: instant,
  announcedAt: instant.nullable(),
  /** How the computing goes; null once it is over. */
  progress: z
    .object({
      state: z.enum(['queued', 'running', 'stopping']),
      elapsedMs: z.int(),
      limitMs: z.int(),
      /** Value of the best so far and what none can exceed, where known: the scores and, for each party met, 1000. */
      objective: z.number().nullable(),
      bound: z.number().nullable(),
    })
    .nullable(),
  objectives: z
    .object({
      meetings: z.int(),
      score: z.int(),
      mutual: z.int(),
      withoutMeeting: z.int(),
      /** Meetings of the party that has the fewest. */
      fewest: z.int().optional(),
      wishesUnmet: z.int(),
      /** Idle rounds inside the days of all parties; changes of table. */
      idle: z.int().optional(),
      tableChanges: z.int().optional(),
    })
    .nullable(),
});
export type Timetable = z.infer<typeof timetable>;
/** A wish without a meeting; `reason` is the first thing in its way. */
export const unplacedWish = z.object({
  a: partyName,
  b: partyName,
  origin: z.enum(meetingOriginCodes),
  reason: z.enum([
    /** Both are free and there is a table in `rounds`: it may be placed. */
    'room',
    /** Never present in the same round. */
    'no_common_round',
    /** `party` meets somebody in each round it could be there. */
    'party_full',
    /** Both have free rounds, but never the same. */
    'no_common_free_round',
    /** All tables are taken in `rounds`, where both are free. */
    'tables_full',
    /** No table has what the two need. */
    'no_table',
    /** All rounds in which it could be held have begun. */
    'begun',
  ]),
  party: z.string().nullable(),
  rounds: z.array(z.int()),
});
export type UnplacedWish = z.infer<typeof unplacedWish>;
export const timetableDetail = timetable.extend({
  rounds: z.int(),
  tables: z.int(),
  /** Rounds up to this one have begun: nothing in them changes any more. */
  begun: z.int(),
  /** Edits that may be undone and redone. */
  undo: z.int(),
  redo: z.int(),
  meetings: z.array(timetableMeeting),
  unplaced: z.array(unplacedWish),
});
export type TimetableDetail = z.infer<typeof timetableDetail>;

export const computeTimetable = route({
  method: 'POST',
  path: '/events/:id/timetables',
  summary: 'Propose a timetable from wishes, matches and availability (a job; read it until it is a draft)',
  policy: 'event.manage',
  status: 202,
  idempotent: true,
  params: byId,
  body: z.object({
    seed: z.int().min(0).max(2_147_483_647).default(1),
    /** What may change of `base`; pinned meetings and rounds that have begun never do. */
    scope: z.enum(['all', 'empty', 'from_round']).default('all'),
    fromRound: z.int().min(1).max(40).optional(),
    base: id.optional(),
    /** What counts; default: as it was asked for last at this event. */
    priorities: timetableOrder.optional(),
    /** The most time that may be spent on it. */
    seconds: z.int().min(1).max(30).default(5),
  }),
  response: timetable,
});
export const listTimetables = route({
  method: 'GET',
  path: '/events/:id/timetables',
  summary: 'Versions of the timetable, the newest first',
  policy: 'event.manage',
  params: byId,
  response: z.object({ timetables: z.array(timetable) }),
});
const timetableParams = z.object({ id, timetable: id });
export const readTimetable = route({
  method: 'GET',
  path: '/events/:id/timetables/:timetable',
  summary: 'One version with its meetings',
  policy: 'event.manage',
  params: timetableParams,
  response: timetableDetail,
});
export const announceTimetable = route({
  method: 'POST',
  path: '/events/:id/timetables/:timetable/announcement',
  summary: 'Make a draft the timetable that everybody sees',
  policy: 'event.manage',
  params: timetableParams,
  response: timetable,
});

/** A meeting as the public board shows it: names of organisations only. */
export const boardMeeting = z.object({
  id,
  round: z.int(),
  table: z.int(),
  a: z.string(),
  b: z.string(),
  /** Which of several people comes, counted from 1; null where the side sends one. */
  representativeA: z.int().nullable(),
  representativeB: z.int().nullable(),
  /** An investor who sits with the two; nobody marks whether it came. */
  third: z.string().nullable(),
  state: z.enum(meetingStateCodes),
  seatedA: z.boolean(),
  seatedB: z.boolean(),
});
export type BoardMeeting = z.infer<typeof boardMeeting>;
/** The state of the live board without its meetings. Rounds are 1-based; times are the server's. */
export const boardClock = z.object({
  phase: z.enum(boardPhaseCodes),
  /** The round that runs, or ran last; 0 before the first. */
  round: z.int(),
  /** When the running round ends; null unless running. */
  endsAt: instant.nullable(),
  /** What is left of a paused round, milliseconds. */
  remainingMs: z.int().nullable(),
  /** What the organizer told everybody. */
  notice: z.string().nullable(),
});
export type BoardClock = z.infer<typeof boardClock>;
export const boardSnapshot = z.object({
  eventId: id,
  title: z.string(),
  venue: z.string(),
  /** Grows by one with each change; see `boardChange`. */
  version: z.int(),
  serverTime: instant,
  clock: boardClock,
  rounds: z.array(z.object({ no: z.int(), startsAt: instant, minutes: z.int() })),
  tables: z.int(),
  /** Tables that cannot be used any more. */
  closedTables: z.array(z.int()),
  meetings: z.array(boardMeeting),
});
export type BoardSnapshot = z.infer<typeof boardSnapshot>;

/**
 * One change of the board. A client applies it only when `version` is its own plus one; otherwise it asks for the
 * snapshot. `reload` says that more changed than is worth sending (a new timetable).
 */
export const boardChange = z.object({
  eventId: id,
  version: z.int(),
  serverTime: instant,
  clock: boardClock.optional(),
  meetings: z.array(boardMeeting).optional(),
  reload: z.literal(true).optional(),
});
export type BoardChange = z.infer<typeof boardChange>;
export const boardHeartbeat = z.object({ eventId: id, version: z.int(), serverTime: instant });
export type BoardHeartbeat = z.infer<typeof boardHeartbeat>;

/** Messages of the socket namespace `/board`. `watch` is acknowledged with a `BoardWatchAnswer`. */
export const boardSocket = {
  namespace: '/board',
  watch: 'board:watch',
  change: 'board:change',
  heartbeat: 'board:heartbeat',
  heartbeatMs: 5_000,
} as const;
export const boardWatch = z.object({ eventId: id });
export type BoardWatchAnswer = { snapshot: BoardSnapshot } | { problem: Problem };

export const readBoard = route({
  method: 'GET',
  path: '/events/:id/board',
  summary: 'The public board: rounds, tables and names, no contacts',
  policy: 'event.read',
  params: byId,
  response: boardSnapshot,
});
export const commandBoard = route({
  method: 'POST',
  path: '/events/:id/board/commands',
  summary: 'Run the board: start, pause, resume, extend or end a round, tell everybody something',
  policy: 'event.manage',
  idempotent: true,
  params: byId,
  body: z.discriminatedUnion('command', [
    z.object({ command: z.literal('start_round'), version: z.int() }),
    z.object({ command: z.literal('pause'), version: z.int() }),
    z.object({ command: z.literal('resume'), version: z.int() }),
    z.object({ command: z.literal('extend'), version: z.int(), minutes: z.int().min(1).max(30) }),
    z.object({ command: z.literal('end_round'), version: z.int() }),
    z.object({ command: z.literal('notice'), version: z.int(), notice: z.string().trim().max(200) }),
  ]),
  response: boardSnapshot,
});
export const markMeeting = route({
  method: 'POST',
  path: '/events/:id/meetings/:meeting/marks',
  summary: 'Mark a side (or both) as seated or missing, or take the mark back',
  policy: 'event.desk',
  idempotent: true,
  params: z.object({ id, meeting: id }),
  body: z.object({ side: z.enum(['a', 'b', 'both']), mark: z.enum(['seated', 'missed', 'clear']) }),
  response: boardMeeting,
});
