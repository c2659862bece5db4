import type { Tally } from '#contracts';
import { formatDate } from '../layout/time';

/** What is counted: up to the end of a day (now if it is missing), and of one event or of all. */
export interface TallyFilter {
  /** YYYY-MM-DD in Asia/Shanghai. */
  day?: string;
  eventId?: string;
}
export type FigureKey = Tally['figures'][number]['figure'];

export function filterOf(search: URLSearchParams): TallyFilter {
  const day = search.get('day');
  return {
    day: day && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined,
    eventId: search.get('event') ?? undefined,
  };
}

/** The filter as the server takes it; a day that is not over yet counts up to now. */
export function queryOf({ day, eventId }: TallyFilter) {
  const past = day !== undefined && day < formatDate(new Date());
  return { asOf: past ? new Date(`${day}T23:59:59.999+08:00`).toISOString() : undefined, eventId };
}

export function searchOf({ day, eventId }: TallyFilter): Record<string, string> {
  return { ...(day && { day }), ...(eventId && { event: eventId }) };
}

/** The page with the rows behind a figure, under the same filter. */
export function rowsLink(filter: TallyFilter, figure: FigureKey, key?: string): string {
  return `/bureau/rows?${new URLSearchParams({ figure, ...(key && { key }), ...searchOf(filter) }).toString()}`;
}
