import { z } from 'zod';
import { boardMeeting } from './meeting.js';
import { byId, id, instant, ok, route } from './route.js';
import {
  declineReasonCodes,
  meetingOutcomeCodes,
  meetingStateCodes,
  organisationKindCodes,
} from './vocabulary.js';

export const myMeeting = z.object({
  id,
  round: z.int(),
  table: z.int(),
  startsAt: instant,
  minutes: z.int(),
  state: z.enum(meetingStateCodes),
  seated: z.boolean(),
  counterpart: z.object({
    organisationId: id,
    name: z.string(),
    kind: z.enum(organisationKindCodes),
    person: z.string(),
    listing: z.object({ id, title: z.string() }).nullable(),
  }),
  /** Which of the own people goes there, counted from 1; null where one is sent. */
  representative: z.int().nullable(),
  /** Who else sits there: an investor with the two, or the second of the two for the investor. */
  also: z.string().nullable(),
  /** The own side is the investor who joins two others. */
  isGuest: z.boolean(),
  ownListing: z.object({ id, title: z.string() }).nullable(),
  reasons: z.array(z.string()),
  intentId: id.nullable(),
  /** What the own side thought of it. */
  outcome: z.enum(meetingOutcomeCodes).nullable(),
  declineReason: z.enum(declineReasonCodes).nullable(),
});
export type MyMeeting = z.infer<typeof myMeeting>;
export const listMyMeetings = route({
  method: 'GET',
  path: '/events/:id/my-meetings',
  summary: 'The own meetings of the announced timetable',
  policy: 'meeting.own',
  params: byId,
  response: z.object({ boardVersion: z.int(), meetings: z.array(myMeeting) }),
});
export const arrive = route({
  method: 'POST',
  path: '/events/:id/meetings/:meeting/arrival',
  summary: 'Say that the own side sits at the table',
  policy: 'meeting.own',
  params: z.object({ id, meeting: id }),
  response: boardMeeting,
});
export const recordOutcome = route({
  method: 'PUT',
  path: '/events/:id/meetings/:meeting/outcome',
  summary: 'What the own side thought of a meeting (with a reason for no match); null takes it back',
  policy: 'meeting.own',
  params: z.object({ id, meeting: id }),
  body: z
    .object({
      outcome: z.enum(meetingOutcomeCodes).nullable(),
      reason: z.enum(declineReasonCodes).optional(),
    })
    .refine((body) => body.reason === undefined || body.outcome === 'mismatch', {
      path: ['reason'],
      message: 'only_with_mismatch',
    }),
  response: ok,
});
