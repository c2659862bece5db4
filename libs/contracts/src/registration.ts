import { z } from 'zod';
import { myRegistration } from './event.js';
import { matchCard, wishAnswer } from './matching.js';
import { byId, id, instant, ok, pageOf, pageQuery, route } from './route.js';
import {
  declineReasonCodes,
  organisationKindCodes,
  registrationStateCodes,
  tableFeatureCodes,
  wishLevelCodes,
} from './vocabulary.js';

export const register = route({
  method: 'POST',
  path: '/events/:id/registrations',
  summary: 'Register for an event; admitted while there are seats, otherwise on the waiting list',
  policy: 'registration.own',
  status: 201,
  idempotent: true,
  params: byId,
  body: z.object({
    /** Own published listings to talk about. */
    listingIds: z.array(id).max(20).default([]),
    /** Rounds present, 1-based; empty means all. */
    rounds: z.array(z.int().min(1).max(40)).max(40).default([]),
    /** What the tables of the meetings must have. */
    tableNeeds: z.array(z.enum(tableFeatureCodes)).max(tableFeatureCodes.length).default([]),
  }),
  response: myRegistration,
});
export const cancelRegistration = route({
  method: 'DELETE',
  path: '/events/:id/registration',
  summary: 'Give the seat back; the waiting list moves up',
  policy: 'registration.own',
  params: byId,
  response: myRegistration,
});

export const registrationRow = z.object({
  id,
  personName: z.string(),
  organisation: z.object({ id, name: z.string(), kind: z.enum(organisationKindCodes) }),
  state: z.enum(registrationStateCodes),
  waitingNumber: z.int().nullable(),
  ticketCode: z.string().nullable(),
  checkedInAt: instant.nullable(),
  createdAt: instant,
  rounds: z.array(z.int()),
  /** People it sends who can be in meetings of the same round. */
  representatives: z.int(),
  /** The table at which it has all its meetings. */
  homeTable: z.int().nullable(),
  /** What its tables must have. */
  tableNeeds: z.array(z.enum(tableFeatureCodes)),
});
export type RegistrationRow = z.infer<typeof registrationRow>;
export const listRegistrations = route({
  method: 'GET',
  path: '/events/:id/registrations',
  summary: 'Registrations of an event; the search knows names and pinyin initials',
  policy: 'event.desk',
  params: byId,
  query: pageQuery.extend({
    state: z.enum(registrationStateCodes).optional(),
    q: z.string().trim().max(100).optional(),
  }),
  response: pageOf(registrationRow).extend({ counts: z.record(z.string(), z.int()) }),
});
export const decideRegistration = route({
  method: 'POST',
  path: '/events/:id/registrations/:registration/decision',
  summary: 'Admit a pending or waiting registration, or cancel it',
  policy: 'event.manage',
  params: z.object({ id, registration: id }),
  body: z.object({ decision: z.enum(['admit', 'cancel']) }),
  response: registrationRow,
});
export const seatRegistration = route({
  method: 'PUT',
  path: '/events/:id/registrations/:registration/seating',
  summary:
    'Say how many people a registration sends who can meet in parallel, its own table, and what it needs there',
  policy: 'event.manage',
  params: z.object({ id, registration: id }),
  body: z
    .object({
      representatives: z.int().min(1).max(9),
      homeTable: z.int().min(1).max(200).nullable().default(null),
      tableNeeds: z.array(z.enum(tableFeatureCodes)).max(tableFeatureCodes.length).default([]),
    })
    .refine((body) => body.homeTable === null || body.representatives === 1, {
      path: ['homeTable'],
      message: 'only_with_one',
    }),
  response: registrationRow,
});
export const checkIn = route({
  method: 'POST',
  path: '/events/:id/check-ins',
  summary: 'Check a ticket in by its code or QR text',
  policy: 'event.desk',
  idempotent: true,
  params: byId,
  body: z.object({ code: z.string().trim().toUpperCase().min(6).max(200) }),
  response: registrationRow,
});
export const undoCheckIn = route({
  method: 'DELETE',
  path: '/events/:id/check-ins/:registration',
  summary: 'Take a check-in back',
  policy: 'event.desk',
  params: z.object({ id, registration: id }),
  response: registrationRow,
});

/** Somebody one may meet, with the reasons found between the listings both sides bring. */
export const counterpart = z.object({
  registrationId: id,
  organisation: z.object({
    id,
    name: z.string(),
    kind: z.enum(organisationKindCodes),
    intro: z.string().nullable(),
  }),
  /** The best pair of listings, where there is one. */
  match: matchCard.nullable(),
  ownListingId: id.nullable(),
  wish: z.enum(wishLevelCodes).nullable(),
  declineReason: z.enum(declineReasonCodes).nullable(),
  /** The other side has said must or maybe and this side may know. */
  mutual: z.boolean(),
});
export type Counterpart = z.infer<typeof counterpart>;
export const listCounterparts = route({
  method: 'GET',
  path: '/events/:id/counterparts',
  summary: 'Whom one may meet at the event, the best match first',
  policy: 'registration.own',
  params: byId,
  query: pageQuery,
  response: pageOf(counterpart),
});
export const saveWish = route({
  method: 'PUT',
  path: '/events/:id/wishes/:registration',
  summary: 'Must, maybe or no (with a reason) for one counterpart; null takes it back',
  policy: 'registration.own',
  params: z.object({ id, registration: id }),
  body: wishAnswer,
  response: ok,
});
