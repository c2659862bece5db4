import { z } from 'zod';
import { partyName } from './meeting.js';
import { byId, id, route } from './route.js';
import { organisationKindCodes } from './vocabulary.js';

const round = z.int().min(1).max(40);
const table = z.int().min(1).max(200);

/** What goes otherwise than announced. Rounds and tables count from 1; rounds that have begun are never affected. */
export const incident = z.discriminatedUnion('type', [
  /** Not there in the rounds `from` … before `until`; without `until` for the rest of the day. */
  z.object({ type: z.literal('absent'), registration: id, from: round, until: round.optional() }),
  /** There after all, in every round it registered for. */
  z.object({ type: z.literal('present'), registration: id }),
  /** One meeting is not to be held. */
  z.object({ type: z.literal('cancel'), meeting: id }),
  /** Two wish to meet who have no meeting ahead. */
  z.object({ type: z.literal('meet'), a: id, b: id }),
  /** An organisation comes without a seat: it gets one and is checked in. */
  z.object({ type: z.literal('walk_in'), organisation: id }),
  /** A table cannot be used any more, or is there (again); the number after the last adds one. */
  z.object({ type: z.literal('close_table'), table }),
  z.object({ type: z.literal('open_table'), table }),
  /** The day ends after this round: it runs late, or there is time for more after all. */
  z.object({ type: z.literal('end_after'), round }),
  /** Nothing went wrong: what is free is filled, people without a meeting first. */
  z.object({ type: z.literal('fill') }),
]);
export type Incident = z.infer<typeof incident>;

const place = z.object({ round: z.int(), table: z.int() });
const pair = z.object({ a: partyName, b: partyName });
const moved = pair.extend({ from: place, to: place, reason: z.string() });

/** One way to go on. Reasons are sentences in the reader's language. */
export const repairProposal = z.object({
  /** Names this way when it is taken; another one once the timetable allows it no more. */
  digest: z.string(),
  kind: z.enum(['fewest-moves', 'others-move', 'first-meetings']),
  /** Meetings ahead that stay as they are. */
  kept: z.int(),
  /** Into another round. */
  moved: z.array(moved),
  /** In the same round at another table. */
  reseated: z.array(moved),
  /** `nowhere`: why it has no other place, unless the reason says so already. */
  dropped: z.array(pair.extend({ from: place, reason: z.string(), nowhere: z.string().nullable() })),
  added: z.array(pair.extend({ to: place, reason: z.string() })),
  /** What was asked for and has no place. */
  missing: z.array(pair.extend({ nowhere: z.string() })),
  /** Thirds who cannot come to a meeting any more, which goes on without them. */
  withoutThird: z.array(z.string()),
  /** Tables that do not suit a meeting placed there. */
  unsuited: z.array(z.string()),
  /** Whom it disturbs, who loses most first, with the meetings of each; without who is absent itself. */
  people: z.array(z.object({ party: partyName, moved: z.int(), dropped: z.int(), added: z.int() })),
  /** Parties without any meeting, of those who are there in some round ahead. */
  withoutMeeting: z.object({ before: z.int(), after: z.int() }),
  /** Proven: no other way gives up fewer announced meetings, or as many and moves fewer. */
  isProven: z.boolean(),
});
export type RepairProposal = z.infer<typeof repairProposal>;

/** A party of the day, as the organizer sees it beside the board. */
export const liveParty = partyName.extend({
  /** Rounds it registered for; empty means all. */
  rounds: z.array(z.int()),
  /** Rounds ahead in which it is known not to be there. */
  absentRounds: z.array(z.int()),
  /** Meetings in rounds ahead. */
  ahead: z.int(),
});
export type LiveParty = z.infer<typeof liveParty>;
export const readLiveDay = route({
  method: 'GET',
  path: '/events/:id/repair',
  summary: 'Who is at the event, who turned out not to be, and whose meetings the announced ones are',
  policy: 'event.manage',
  params: byId,
  response: z.object({
    /** Rounds up to this one have begun. */
    begun: z.int(),
    /** The last round that takes place, and the last that was planned. */
    lastRound: z.int(),
    plannedRounds: z.int(),
    tables: z.int(),
    closedTables: z.array(z.int()),
    parties: z.array(liveParty),
    meetings: z.array(z.object({ id, round: z.int(), table: z.int(), a: id, b: id, pinned: z.boolean() })),
  }),
});
export const listWalkIns = route({
  method: 'GET',
  path: '/events/:id/walk-ins',
  summary: 'Organisations that have no seat at the event; the search knows names and pinyin initials',
  policy: 'event.manage',
  params: byId,
  query: z.object({ q: z.string().trim().max(100).optional() }),
  response: z.object({
    items: z.array(z.object({ id, name: z.string(), kind: z.enum(organisationKindCodes) })),
  }),
});
export const proposeRepair = route({
  method: 'POST',
  path: '/events/:id/repair',
  summary: 'Ways to go on after something went otherwise than announced; changes nothing',
  policy: 'event.manage',
  params: byId,
  body: z.object({ incident }),
  response: z.object({
    /** The announced version that they change. */
    timetable: z.object({ id, no: z.int() }),
    /** One to three, the recommended first. */
    proposals: z.array(repairProposal),
  }),
});
export const takeRepair = route({
  method: 'POST',
  path: '/events/:id/repair/announcement',
  summary: 'Announce one of the proposed ways; `digest` says which',
  policy: 'event.manage',
  idempotent: true,
  params: byId,
  body: z.object({ incident, digest: z.string().min(1).max(64) }),
  response: z.object({
    /** The announced version: a new one unless no meeting changed. */
    timetable: z.object({ id, no: z.int() }),
  }),
});
