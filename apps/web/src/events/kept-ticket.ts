import type { EventDetail, MyRegistration } from '#contracts';

export interface Ticket extends Pick<
  EventDetail,
  'id' | 'title' | 'venue' | 'startsAt' | 'endsAt' | 'state'
> {
  registration: Pick<MyRegistration, 'ticketCode' | 'ticketQr' | 'checkedInAt'>;
  name: string;
  organisation: string;
}
const storageKey = (eventId: string) => `chanyanhui.ticket.${eventId}`;

/** Keeps the ticket on the device, so that a hall without network does not matter. */
export function keepTicket({
  id,
  title,
  venue,
  startsAt,
  endsAt,
  state,
  registration,
  name,
  organisation,
}: Ticket) {
  const { ticketCode, ticketQr, checkedInAt } = registration;
  const ticket: Ticket = {
    ...{ id, title, venue, startsAt, endsAt, state, name, organisation },
    registration: { ticketCode, ticketQr, checkedInAt },
  };
  try {
    localStorage.setItem(storageKey(id), JSON.stringify(ticket));
  } catch {
    // Without storage the ticket needs the network; nothing else changes.
  }
}

export function keptTicket(eventId: string): Ticket | null {
  try {
    return JSON.parse(localStorage.getItem(storageKey(eventId)) ?? 'null') as Ticket | null;
  } catch {
    return null;
  }
}
