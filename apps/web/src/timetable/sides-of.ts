import { type Locale, seatName } from '#contracts';
import type { GridMeeting } from './use-timetable-editing';

/** The whole names of those who meet. */
export const sidesOf = (
  { a, b, third, representativeA, representativeB }: GridMeeting,
  locale: Locale,
): string =>
  [
    `${seatName(a.name, representativeA, locale)} × ${seatName(b.name, representativeB, locale)}`,
    ...(third ? [third.name] : []),
  ].join(' + ');
