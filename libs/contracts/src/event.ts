import { z } from 'zod';
import { matchCard, wishAnswer } from './matching.js';
import { byId, id, instant, ok, pageOf, pageQuery, route, version } from './route.js';
import {
  declineReasonCodes,
  districtCodes,
  eventStateCodes,
  fieldCodes,
  organisationKindCodes,
  registrationStateCodes,
  tableFeatureCodes,
  wishLevelCodes,
} from './vocabulary.js';

const label = z.string().trim().min(1).max(200);
const participantKind = z.enum(['institute', 'enterprise', 'investor']);
const capacity = z.int().min(1).max(5_000);

const agendaSession = z.object({
  title: label,
  room: z.string().trim().max(100).optional(),
  startsAt: instant,
  endsAt: instant,
});
const round = z.object({ startsAt: instant, minutes: z.int().min(3).max(120) });

const tableNo = z.int().min(1).max(200);
const tablesByFeature = z.partialRecord(z.enum(tableFeatureCodes), z.array(tableNo).max(200));

/** What an organizer fills in. Round lengths and breaks are minutes. */
export const eventContent = z
  .object({
    seriesNumber: z.int().min(1).max(9_999),
    title: label,
    theme: z.enum(fieldCodes).optional(),
    intro: z.string().trim().max(5_000).optional(),
    hosts: z.array(label).min(1).max(20),
    district: z.enum(districtCodes),
    venue: label,
    startsAt: instant,
    endsAt: instant,
    registrationOpensAt: instant,
    registrationClosesAt: instant,
    capacity,
    /** Seats per kind of participant, inside the capacity in all; a missing kind shares what is left. */
    quotas: z.partialRecord(participantKind, capacity).default({}),
    /** `automatic` admits while there are seats; `manual` leaves every registration to the organizer. */
    approval: z.enum(['automatic', 'manual']),
    tables: z.int().min(1).max(200),
    /** For each feature the tables that have it. */
    tableFeatures: tablesByFeature.default({}),
    rounds: z.array(round).min(1).max(40),
    sessions: z.array(agendaSession).max(50).default([]),
    /** Pairs of kinds that may meet. */
    mayMeet: z
      .array(z.tuple([participantKind, participantKind]))
      .min(1)
      .max(6)
      .default([
        ['institute', 'enterprise'],
        ['institute', 'investor'],
      ]),
  })
  .refine((event) => event.startsAt < event.endsAt, { path: ['endsAt'], message: 'max_below_min' })
  .refine((event) => event.registrationOpensAt < event.registrationClosesAt, {
    path: ['registrationClosesAt'],
    message: 'max_below_min',
  })
  .refine(
    (event) =>
      event.rounds.every(
        (one, i) =>
          i === 0 ||
          Date.parse(event.rounds[i - 1]!.startsAt) + event.rounds[i - 1]!.minutes * 60_000 <=
            Date.parse(one.startsAt),
      ),
    { path: ['rounds'], message: 'max_below_min' },
  );
export type EventContent = z.infer<typeof eventContent>;

export const eventCard = z.object({
  id,
  seriesNumber: z.int(),
  title: z.string(),
  theme: z.string().nullable(),
  district: z.string(),
  venue: z.string(),
  startsAt: instant,
  endsAt: instant,
  state: z.enum(eventStateCodes),
  capacity: z.int(),
  admitted: z.int(),
});
export type EventCard = z.infer<typeof eventCard>;

export const myRegistration = z.object({
  id,
  state: z.enum(registrationStateCodes),
  waitingNumber: z.int().nullable(),
  offeredUntil: instant.nullable(),
  /** Six characters, shown as text and QR once admitted. */
  ticketCode: z.string().nullable(),
  /** The text of the ticket's QR: the code, signed. */
  ticketQr: z.string().nullable(),
  checkedInAt: instant.nullable(),
  listingIds: z.array(id),
  rounds: z.array(z.int()),
});
export type MyRegistration = z.infer<typeof myRegistration>;

export const eventDetail = eventCard.extend({
  intro: z.string().nullable(),
  hosts: z.array(z.string()),
  registrationOpensAt: instant,
  registrationClosesAt: instant,
  approval: z.enum(['automatic', 'manual']),
  quotas: z.record(z.string(), z.int()),
  tables: z.int(),
  tableFeatures: z.partialRecord(z.enum(tableFeatureCodes), z.array(z.int())),
  rounds: z.array(round.extend({ no: z.int() })),
  sessions: z.array(agendaSession),
  mayMeet: z.array(z.array(z.string())),
  version,
  canManage: z.boolean(),
  registration: myRegistration.nullable(),
});
export type EventDetail = z.infer<typeof eventDetail>;

export const listEvents = route({
  method: 'GET',
  path: '/events',
  summary: 'Events, the nearest first',
  policy: 'event.read',
  query: pageQuery,
  response: pageOf(eventCard),
});
export const readEvent = route({
  method: 'GET',
  path: '/events/:id',
  summary: 'One event, with the own registration',
  policy: 'event.read',
  params: byId,
  response: eventDetail,
});
export const createEvent = route({
  method: 'POST',
  path: '/events',
  summary: 'Plan an event; the caller becomes its organizer',
  policy: 'event.create',
  status: 201,
  idempotent: true,
  body: eventContent,
  response: eventDetail,
});
export const changeEvent = route({
  method: 'PUT',
  path: '/events/:id',
  summary: 'Change the plan of an event',
  policy: 'event.manage',
  params: byId,
  body: z.object({ version, content: eventContent }),
  response: eventDetail,
});
export const moveEvent = route({
  method: 'POST',
  path: '/events/:id/state',
  summary: 'Move an event to its next state',
  policy: 'event.manage',
  params: byId,
  body: z.object({ version, state: z.enum(eventStateCodes) }),
  response: eventDetail,
});

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
      homeTable: tableNo.nullable().default(null),
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

export const makeDeviceLink = route({
  method: 'POST',
  path: '/events/:id/devices',
  summary: 'Make a link that turns a tablet into a check-in desk for this event',
  policy: 'event.manage',
  status: 201,
  params: byId,
  body: z.object({ name: label }),
  response: z.object({ path: z.string(), expiresAt: instant }),
});
export const openDeviceSession = route({
  method: 'POST',
  path: '/device-links/:token',
  summary: 'Sign a device in by its link',
  policy: 'session.open',
  params: z.object({ token: z.string().min(20).max(200) }),
  response: z.object({ eventId: id }),
});
