import type { INestApplicationContext } from '@nestjs/common';
import { computeTimetable, eventContent, type EventContent, type IntentDetail } from '#contracts';
import { CheckIn, CounterpartsReader, EventsReader, PlanEvent, Register, SaveWish } from '#events';
import { type Actor, can, type Caller, Sessions } from '#identity';
import { AdvanceIntent, ExpressIntent, IntentsReader } from '#intents';
import {
  AnnounceTimetable,
  BoardReader,
  ComputeTimetable,
  MarkMeeting,
  RequestTimetable,
  RunBoard,
} from '#meetings';
import { Clock, Database } from '#platform';
import type { DemoPeople } from './demo-organisations.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

interface Plan {
  number: number;
  title: string;
  theme: EventContent['theme'];
  /** 00:00 UTC of the day. */
  day: number;
  /** Keys of the organisations that come. */
  keys: string[];
  tables: number;
  rounds: number;
}

/** Runs events through the use cases of the product, with the clock set to their day. */
export class DemoEvents {
  private readonly sessions: Sessions;
  private readonly clock: Clock;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly people: DemoPeople,
  ) {
    this.sessions = app.get(Sessions);
    this.clock = app.get(Clock);
  }

  /** Everybody who comes is registered and wishes something; the event is open for more. Returns its id. */
  async open(plan: Plan): Promise<string> {
    const start = plan.day + 1.5 * 60 * MINUTE;
    const at = (minutes: number) => new Date(start + minutes * MINUTE).toISOString();
    const content = eventContent.parse({
      seriesNumber: plan.number,
      title: plan.title,
      theme: plan.theme,
      intro: '一对一洽谈、现场路演与需求发布。每轮洽谈 15 分钟，请按大屏和手机提示就座。',
      hosts: ['海津市科学技术局', '滨海新区人民政府'],
      district: 'binhai',
      venue: '滨海科技会堂 三层多功能厅',
      startsAt: at(0),
      endsAt: at(plan.rounds * 20 + 30),
      registrationOpensAt: new Date(plan.day - 20 * DAY).toISOString(),
      registrationClosesAt: new Date(plan.day + 15 * 60 * MINUTE).toISOString(),
      capacity: plan.keys.length + 12,
      approval: 'automatic',
      tables: plan.tables,
      rounds: Array.from({ length: plan.rounds }, (_, i) => ({ startsAt: at(20 + i * 20), minutes: 15 })),
      sessions: [{ title: '开场与重点成果路演', room: '主会场', startsAt: at(0), endsAt: at(20) }],
    });
    this.setClock(plan.day - 10 * DAY);
    const organizer = this.people.accounts.organizer;
    const bureau = await this.caller(this.people.accounts.bureau, 'event.create');
    const id = await this.app.get(PlanEvent).create(bureau, content);
    await this.app
      .get(Database)
      .query('INSERT INTO event_organizers (event_id, person_id) VALUES ($1, $2)', [id, organizer]);
    await this.move(id, 'registration');
    for (const key of plan.keys) {
      const person = await this.caller(this.people.people.get(key)!, 'registration.own');
      await this.app.get(Register).run(person, id, { listingIds: [], rounds: [], tableNeeds: [] });
    }
    for (const [i, key] of plan.keys.entries()) {
      const person = await this.caller(this.people.people.get(key)!, 'registration.own');
      const { items } = await this.app.get(CounterpartsReader).list(person, id, 1, 6);
      for (const [place, other] of items.filter((item) => item.match).entries()) {
        if ((i + place) % 4 === 3) continue;
        const level = place === 0 ? 'must' : 'maybe';
        await this.app.get(SaveWish).run(person, id, other.registrationId, { level });
      }
    }
    await this.move(id, 'matching');
    return id;
  }

  /** Check-in of the first `present`, then a timetable, announced. */
  async announce(id: string, at: number, present: number): Promise<void> {
    this.setClock(at);
    const bureau = await this.caller(this.people.accounts.bureau, 'event.manage', id);
    const tickets = await this.app
      .get(Database)
      .query<{ ticket_code: string }>(
        `SELECT ticket_code FROM registrations WHERE event_id = $1 AND state = 'admitted' ORDER BY created_at, id LIMIT $2`,
        [id, present],
      );
    for (const { ticket_code } of tickets) await this.app.get(CheckIn).run(bureau, id, ticket_code);
    const timetable = await this.app.get(RequestTimetable).run(bureau, id, computeTimetable.body.parse({}));
    await this.app.get(Database).transaction((tx) => this.app.get(ComputeTimetable).run(tx, id, timetable));
    await this.app.get(AnnounceTimetable).run(bureau, id, timetable);
    await this.move(id, 'live');
  }

  /** Plays all rounds of a past event; now and then somebody is missing. Returns the meetings that were held. */
  async play(id: string, at: number): Promise<string[]> {
    const bureau = await this.caller(this.people.accounts.bureau, 'event.manage', id);
    const board = this.app.get(BoardReader);
    const command = async (name: 'start_round' | 'end_round') => {
      const { version } = await board.snapshot(bureau.rows, id);
      await this.app.get(RunBoard).run(bureau, id, { command: name, version });
    };
    const { meetings, rounds } = await board.snapshot(bureau.rows, id);
    for (const round of rounds) {
      this.setClock(at + round.no * 20 * MINUTE);
      await command('start_round');
      for (const [i, meeting] of meetings.filter((one) => one.round === round.no).entries()) {
        const missing = (i + round.no) % 11 === 10;
        await this.app
          .get(MarkMeeting)
          .run(bureau, id, meeting.id, { side: missing ? 'a' : 'both', mark: 'seated' });
      }
      await command('end_round');
    }
    const after = await board.snapshot(bureau.rows, id);
    await this.move(id, 'closed');
    return after.meetings.filter((meeting) => meeting.state === 'ended').map((meeting) => meeting.id);
  }

  /** Intents of some of the meetings, each a way along the stages. */
  async intents(meetingIds: string[], at: number): Promise<void> {
    for (const [i, meetingId] of meetingIds.entries()) {
      if (i % 3 === 2) continue;
      this.setClock(at + i * MINUTE);
      const [sides] = await this.app.get(Database).query<{ a: string; b: string }>(
        `SELECT ra.person_id AS a, rb.person_id AS b FROM meetings m
           JOIN registrations ra ON ra.id = m.a_id JOIN registrations rb ON rb.id = m.b_id WHERE m.id = $1`,
        [meetingId],
      );
      const a = await this.caller(sides!.a, 'intent.own');
      const b = await this.caller(sides!.b, 'intent.own');
      const million = 100_000_000;
      const kinds = ['development', 'licence', 'service', 'transfer'] as const;
      const intentId = await this.app
        .get(ExpressIntent)
        .run(b, {
          meetingId,
          kind: kinds[i % 4]!,
          nextStep: '两周内到院交流',
          intendedMax: (1 + (i % 5)) * million,
        })
        .catch(() => null);
      // Two meetings of the same pair on the same matter make one intent.
      if (!intentId) continue;
      const way = i % 7;
      if (way >= 1) await this.advance(a, intentId, at + DAY, { to: 'confirmed' });
      if (way >= 3)
        await this.advance(b, intentId, at + 9 * DAY, { to: 'negotiating', note: '已到现场考察' });
      if (way >= 5) {
        const contractValue = (2 + (i % 4)) * 50_000_000;
        await this.advance(b, intentId, at + 24 * DAY, {
          to: 'contracted',
          evidence: {
            date: new Date(at + 24 * DAY).toISOString().slice(0, 10),
            reference: `HT-2026-${String(i + 1).padStart(3, '0')}`,
            contractKind: 'development',
            contractValue,
          },
        });
      }
    }
  }

  private async advance(
    caller: Caller,
    intentId: string,
    at: number,
    step: Omit<Parameters<AdvanceIntent['run']>[2], 'version'>,
  ): Promise<void> {
    this.setClock(at);
    const { version }: IntentDetail = await this.app.get(IntentsReader).detail(caller, intentId);
    await this.app.get(AdvanceIntent).run(caller, intentId, { ...step, version });
  }

  private async move(id: string, state: 'registration' | 'matching' | 'live' | 'closed'): Promise<void> {
    const bureau = await this.caller(this.people.accounts.bureau, 'event.manage', id);
    const { version } = await this.app.get(EventsReader).detail(bureau, id);
    await this.app.get(PlanEvent).move(bureau, id, version, state);
  }

  private setClock(at: number): void {
    this.clock.now = () => new Date(at);
  }

  private async caller(
    personId: string,
    action: Parameters<typeof can>[1],
    eventId?: string,
  ): Promise<Caller> {
    const { token } = await this.sessions.openForPerson(personId);
    const actor: Actor = await this.sessions.actorOf(token);
    await this.sessions.close(token);
    const decision = can(actor, action, { eventId });
    if (!decision.allowed) throw new Error(`demo: ${action} is ${decision.code}`);
    return { actor, rows: decision.rows, fields: decision.fields, locale: 'zh' };
  }
}
