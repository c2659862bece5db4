import { z } from 'zod';
import { partyName } from './meeting.js';
import { byId, id, route } from './route.js';

const round = z.int().min(1).max(40);

/** What went otherwise than announced. Rounds count from 1. */
export const incident = z.discriminatedUnion('type', [
  /** Not there in the rounds `from` … before `until`; without `until` for the rest of the day. */
  z.object({ type: z.literal('absent'), registration: id, from: round, until: round.optional() }),
  /** There after all. */
  z.object({ type: z.literal('present'), registration: id }),
  /** One meeting that is not to be held. */
  z.object({ type: z.literal('cancel'), meeting: id }),
  /** Nothing went wrong: what is free is filled, with walk-ins first. */
  z.object({ type: z.literal('fill') }),
]);
export type Incident = z.infer<typeof incident>;

const place = z.object({ round: z.int(), table: z.int() });
const pair = z.object({ a: partyName, b: partyName });

export const repairProposal = z.object({
  /** Names this proposal when it is taken; changes with the timetable. */
  digest: z.string(),
  kind: z.enum(['fewest-moves', 'others-move', 'nobody-else', 'first-meetings']),
  kept: z.int(),
  moved: z.array(pair.extend({ from: place, to: place, reason: z.string() })),
  dropped: z.array(pair.extend({ from: place, reason: z.string() })),
  added: z.array(pair.extend({ to: place, reason: z.string() })),
  /** How many parties have a meeting moved, dropped or added. */
  affected: z.int(),
  /** Parties without any meeting, before and after. */
  withoutMeeting: z.object({ before: z.int(), after: z.int() }),
  /** Nothing else keeps as many announced meetings with fewer moved. */
  isProven: z.boolean(),
});
export type RepairProposal = z.infer<typeof repairProposal>;

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
  response: z.object({ timetable: z.object({ id, no: z.int() }) }),
});
