import { z } from 'zod';
import { id } from './route.js';

/** Domain events of the outbox. Payloads hold ids only; a consumer reads the rest. */
export const domainEvents = {
  'organisation.decided': z.object({ organisationId: id }),
  'listing.changed': z.object({ listingId: id }),
  'match-lists.touched': z.object({ listingId: id }),
  'match.rated': z.object({ feedbackId: z.string() }),
  'match-model.asked': z.object({ personId: id }),
  'match-model.activated': z.object({ modelId: id }),
  'synonyms.changed': z.object({ version: z.string() }),
  'thesis.changed': z.object({ organisationId: id }),
  'catalogue.imported': z.object({ organisationId: id }),
  'event.changed': z.object({ eventId: id }),
  'wish.changed': z.object({ registrationId: id, targetId: id }),
  'registration.changed': z.object({ eventId: id, registrationId: id }),
  'timetable.requested': z.object({ eventId: id, timetableId: id }),
  'timetable.announced': z.object({ eventId: id, timetableId: id }),
  'meeting.judged': z.object({ meetingId: id }),
  'board.changed': z.object({ eventId: id }),
  'intent.changed': z.object({ intentId: id }),
  'mail.written': z.object({ mailId: id }),
  'search-index.asked': z.object({ task: z.enum(['rebuild', 'reconciliation']) }),
} as const;
export type DomainEventName = keyof typeof domainEvents;
export type DomainEventPayload<N extends DomainEventName> = z.infer<(typeof domainEvents)[N]>;
