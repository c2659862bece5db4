import { z } from 'zod';
import { byId, id, instant, pageOf, pageQuery, route, version } from './route.js';
import {
  districtCodes,
  eventStateCodes,
  fieldCodes,
  registrationStateCodes,
  tableFeatureCodes,
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
