import { expect, jest } from '@jest/globals';
import type { IntentDetail, IntentStage } from '#contracts';
import { Clock } from '#platform';
import type { TestApi } from './test-api.js';

type Call = Awaited<ReturnType<TestApi['as']>>;
interface Hosts {
  institutes: string[];
  enterprises: string[];
}
const DAY_MS = 86_400_000;
const start = Date.now() - 200 * DAY_MS;
/** An instant of the history: days since its start. */
export const onDay = (day: number) => new Date(start + day * DAY_MS);
/** Stages aside of the way to the money. */
const aside = new Set<IntentStage>(['rejected', 'expired', 'on_hold', 'terminated', 'disputed', 'void']);

/** Two events: one with a meeting at which both were seen, one where only one side came; one seat given back. */
export async function holdEvents(api: TestApi, { institutes, enterprises }: Hosts): Promise<string[]> {
  const event = (day: number, district: string, state = 'closed') =>
    api.insert('events', {
      state,
      content: { title: `产研汇 ${day}`, district, venue: '会展中心' },
      starts_at: onDay(day),
      capacity: 100,
    });
  const events = [await event(10, 'binhai'), await event(90, 'xiqing')];
  await event(15, 'xiqing', 'draft');
  const technology = await api.listing(institutes[0]!, 'technology', { published_at: onDay(2) });
  const register = async (eventId: string, organisationId: string, kind: string, at: number | null) =>
    api.insert('registrations', {
      event_id: eventId,
      person_id: await api.person({ organisationId }),
      organisation_id: organisationId,
      kind,
      state: at === null ? 'admitted' : 'checked_in',
      created_at: onDay(5),
      checked_in_at: at === null ? null : onDay(at),
      listing_ids: kind === 'institute' ? [technology] : [],
    });
  for (const [i, eventId] of events.entries()) {
    const day = i === 0 ? 10 : 90;
    const a = await register(eventId, institutes[0]!, 'institute', day);
    const b = await register(eventId, enterprises[i]!, 'enterprise', i === 0 ? day : null);
    await api.insert('meetings', {
      timetable_id: await api.insert('timetables', { event_id: eventId, no: 1, state: 'announced', seed: 1 }),
      event_id: eventId,
      a_id: a,
      b_id: b,
      round: 1,
      table_no: 1,
      origin: 'mutual',
      score: 1,
      state: 'ended',
      seated_a: onDay(day + 0.01),
      seated_b: i === 0 ? onDay(day + 0.02) : null,
    });
  }
  const cancelled = await register(events[0]!, enterprises[2]!, 'enterprise', null);
  await api.rows(`UPDATE registrations SET state = 'cancelled' WHERE id = $1`, [cancelled]);
  await api.rows(
    `INSERT INTO audit_log (at, actor_label, action, subject, subject_id)
     VALUES ($1, 'test', 'registration.cancel', 'registration', $2)`,
    [onDay(8), cancelled],
  );
  return events;
}

/** 60 intents that take steps at random, one after another in time, through the api. */
export async function walkIntents(
  api: TestApi,
  { institutes, enterprises, events, asBureau }: Hosts & { events: string[]; asBureau: Call },
): Promise<void> {
  const pick = random(20_261_124);
  let at = start;
  const clock = jest.spyOn(api.app.get(Clock), 'now').mockImplementation(() => new Date(at));
  const callers = new Map<string, Call>();
  for (const id of [...institutes, ...enterprises]) {
    callers.set(id, await api.as(await api.person({ organisationId: id })));
  }
  // Sessions that were opened half a year ago would have ended on the way.
  await api.rows(`UPDATE sessions SET expires_at = now() + interval '1 day'`);
  const open: { sides: Call[]; intent: IntentDetail }[] = [];
  for (let i = 0; i < 60; i++) {
    at += pick(2 * DAY_MS);
    const [a, b] = [institutes[pick(3)]!, enterprises[pick(4)]!];
    const kind = (['licence', 'service', 'equity', 'loan', 'other'] as const)[pick(5)];
    const { body, status } = await callers.get(a)!('post', '/api/intents').send({
      counterpartId: b,
      kind,
      intendedMax: pick(1_000_000),
    });
    if (status === 201) {
      const intent = body as IntentDetail;
      // Intents of an event come from its meetings; here any will do.
      if (i % 3 === 0)
        await api.rows('UPDATE intents SET event_id = $1 WHERE id = $2', [events[i % 2], intent.id]);
      open.push({ sides: [callers.get(a)!, callers.get(b)!], intent });
    }
    for (let step = 0; step < 8 && open.length > 0; step++) {
      at += pick(DAY_MS / 8);
      const one = open[pick(open.length)]!;
      one.intent = await takeStep(
        pick(12) === 0 ? asBureau : one.sides[pick(2)]!,
        one.intent,
        pick,
        new Date(at),
      );
    }
  }
  clock.mockRestore();
  expect(at).toBeLessThan(Date.now());
}

async function takeStep(
  call: Call,
  seen: IntentDetail,
  pick: (below: number) => number,
  now: Date,
): Promise<IntentDetail> {
  const { body } = await call('get', `/api/intents/${seen.id}`).expect(200);
  const intent = body as IntentDetail;
  // Rather along the way than aside of it.
  const ahead = intent.next.filter(({ to }) => !aside.has(to));
  const offered = ahead.length > 0 && pick(6) > 0 ? ahead : intent.next;
  const next = offered[pick(offered.length)];
  if (!next) return intent;
  const day = now.toISOString().slice(0, 10);
  const { contractValue, technologyValue, received } = intent.amounts;
  const left = (contractValue ?? 0) - received;
  if (next.to === 'partly_paid' && left < 2) return intent;
  const values: Record<string, unknown> = {
    date: day,
    fileHash: 'c'.repeat(64),
    contractKind: 'service',
    contractValue: 1_000 + pick(1_000_000),
    technologyValue: technologyValue ?? pick(1_000),
    registrationNumber: String(1_000_000_000_000_000 + pick(2 ** 31) * 1_000 + pick(1_000)),
    received: next.to === 'paid' ? left : 1 + pick(left - 1),
    reviewDate: new Date(now.getTime() + 30 * DAY_MS).toISOString().slice(0, 10),
  };
  const evidence = Object.fromEntries(
    next.needs.filter((need) => need !== 'reason').map((need) => [need, values[need]]),
  );
  const answer = await call('post', `/api/intents/${intent.id}/transitions`)
    .send({ version: intent.version, to: next.to, reason: '测试', evidence })
    .expect(200);
  return answer.body as IntentDetail;
}

/** Whole numbers from 0 below `below`, the same in every run (Park and Miller's generator). */
function random(seed: number): (below: number) => number {
  let value = seed;
  return (below) => {
    value = (value * 48_271) % 2_147_483_647;
    return Math.floor((value / 2_147_483_647) * Math.max(1, below));
  };
}
