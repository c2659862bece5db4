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
  'thesis.changed': z.object({ organisationId: id }),
  'catalogue.imported': z.object({ organisationId: id }),
  'event.changed': z.object({ eventId: id }),
  'registration.changed': z.object({ eventId: id, registrationId: id }),
  'timetable.requested': z.object({ eventId: id, timetableId: id }),
  'timetable.announced': z.object({ eventId: id, timetableId: id }),
  'board.changed': z.object({ eventId: id }),
  'intent.changed': z.object({ intentId: id }),
} as const;
export type DomainEventName = keyof typeof domainEvents;
export type DomainEventPayload<N extends DomainEventName> = z.infer<(typeof domainEvents)[N]>;
