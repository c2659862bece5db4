import type { EventDetail } from '#contracts';

/** The one thing that a reader of the event page can do next; it changes with the phase and the own registration. */
export type CallToAction =
  | 'register'
  | 'waitlist'
  | 'sign-in'
  | 'organisation-pending'
  | 'not-participant'
  | 'not-yet'
  | 'closed'
  | 'over'
  | 'preparing'
  | 'pending'
  | 'waiting'
  | 'offered'
  | 'ticket'
  | 'now'
  | 'intents';

interface Reader {
  signedIn: boolean;
  isParticipant: boolean;
  approved: boolean;
}

export function callToAction(event: EventDetail, reader: Reader, now: number): CallToAction {
  const own = event.registration;
  if (event.state === 'closed') return own && own.state !== 'cancelled' ? 'intents' : 'over';
  if (own && own.state !== 'cancelled') {
    if (own.state === 'pending') return 'pending';
    if (own.state === 'waitlisted') return 'waiting';
    if (own.state === 'offered') return 'offered';
    // At the door the ticket comes first; once inside, the next table.
    if (own.state === 'checked_in') return 'now';
    return 'ticket';
  }
  if (event.state === 'draft') return 'preparing';
  if (event.state !== 'registration' && event.state !== 'matching') return 'closed';
  if (now < Date.parse(event.registrationOpensAt)) return 'not-yet';
  if (now > Date.parse(event.registrationClosesAt)) return 'closed';
  if (!reader.signedIn) return 'sign-in';
  if (!reader.isParticipant) return 'not-participant';
  if (!reader.approved) return 'organisation-pending';
  return event.admitted >= event.capacity && event.approval === 'automatic' ? 'waitlist' : 'register';
}
