import { Injectable } from '@nestjs/common';

/** The time, as something that tests can set. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}

/** The day in the city (Asia/Shanghai), as YYYY-MM-DD. */
export function cityDay(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
