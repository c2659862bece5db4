import dayjs, { type Dayjs } from 'dayjs';
import { formatDateTime } from '../layout/time';

/** Pickers know only this device's zone: an instant as a picker value that reads like the clock in Shanghai. */
export const toPicker = (instant: string): Dayjs => dayjs(formatDateTime(instant).replace(' ', 'T'));

/** What a picker shows, taken as Shanghai time (which has no summer time). */
export const fromPicker = (value: Dayjs): string =>
  new Date(`${value.format('YYYY-MM-DDTHH:mm')}:00+08:00`).toISOString();
