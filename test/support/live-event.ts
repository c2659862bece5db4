import {
  announceTimetable,
  computeTimetable,
  readEvent,
  readTimetable,
  register,
  saveWish,
} from '#contracts';
import type { TimetableDetail } from '#contracts';
import { eventually } from './eventually.js';
import { officer, participant, type Participant, type Person } from './people.js';
import type { Product } from './product.js';
import { moveTo, openEvent } from './samples.js';

export interface LiveEvent {
  id: string;
  bureau: Person;
  institutes: Participant[];
  enterprises: Participant[];
  /** Registration id by the name of the organisation. */
  registrations: Map<string, string>;
  timetable: TimetableDetail;
}

/** An event in which every enterprise wishes to meet every institute, with the timetable that the worker computed. */
export async function timetabledEvent(
  product: Product,
  { institutes = 2, enterprises = 3, plan = {} } = {},
): Promise<LiveEvent> {
  const bureau = await officer(product);
  const several = (kind: 'institute' | 'enterprise', length: number) =>
    Promise.all(Array.from({ length }, () => participant(product, kind)));
  const event = {
    bureau,
    id: await openEvent(bureau, plan),
    institutes: await several('institute', institutes),
    enterprises: await several('enterprise', enterprises),
  };
  const params = { id: event.id };
  const registrations = new Map<string, string>();
  for (const one of [...event.institutes, ...event.enterprises]) {
    registrations.set(one.organisation.name, (await one.agent.get(register, { params, body: {} })).id);
  }
  for (const enterprise of event.enterprises) {
    for (const institute of event.institutes) {
      const registration = registrations.get(institute.organisation.name)!;
      await enterprise.agent.get(saveWish, { params: { ...params, registration }, body: { level: 'must' } });
    }
  }
  const timetable = await computedTimetable(event);
  return { ...event, registrations, timetable };
}

/** Asks for a timetable and waits until the worker has made it. */
export async function computedTimetable(event: { id: string; bureau: Person }): Promise<TimetableDetail> {
  const params = { id: event.id };
  const asked = await event.bureau.agent.get(computeTimetable, { params, body: { seconds: 1 } });
  return eventually('the timetable', async () => {
    const read = await event.bureau.agent.get(readTimetable, { params: { ...params, timetable: asked.id } });
    return read.state !== 'computing' && read;
  });
}

/** Announces the timetable and opens the day. */
export async function goLive(event: LiveEvent): Promise<void> {
  const params = { id: event.id };
  await event.bureau.agent.get(announceTimetable, { params: { ...params, timetable: event.timetable.id } });
  const { version } = await event.bureau.agent.get(readEvent, { params });
  await moveTo(event.bureau, event.id, await moveTo(event.bureau, event.id, version, 'matching'), 'live');
}
