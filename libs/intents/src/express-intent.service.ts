import { Injectable } from '@nestjs/common';
import type { expressIntent, InputOf } from '#contracts';
import { auditActor, type Caller } from '#identity';
import { AppError, cityDay, Clock, Database, invalidField, type Transaction } from '#platform';
import { append } from './ledger.js';
import { MatterReader, type MeetingParties } from './matter.reader.js';

type ExpressBody = InputOf<typeof expressIntent>['body'];
interface Matter {
  meetingId: string | null;
  eventId: string | null;
  counterpartId: string;
  technologyId: string | null;
  needId: string | null;
}

/** One side expresses an intent; it is pending until the other side confirms it. */
@Injectable()
export class ExpressIntent {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly matters: MatterReader,
  ) {}

  /**
   * Returns the intent's id. Errors: `not_allowed` for whoever does not take part, `same_party`, `intent_exists`,
   * `wrong_state` for a meeting that was called off, `invalid_input`.
   */
  async run(caller: Caller, body: ExpressBody): Promise<string> {
    const ownId = caller.rows.organisationId;
    if (!ownId) throw new AppError('not_allowed');
    if (
      body.intendedMin !== undefined &&
      body.intendedMax !== undefined &&
      body.intendedMin > body.intendedMax
    ) {
      throw invalidField('intendedMax', 'max_below_min');
    }
    return this.database.transaction(async (tx) => {
      const matter = await this.matterOf(ownId, body);
      const id = await this.insert(tx, ownId, body, matter);
      await append(tx, {
        intentId: id,
        seq: 1,
        at: this.clock.now(),
        from: null,
        to: 'pending',
        actor: auditActor(caller),
        organisationId: ownId,
        note: body.nextStep ?? null,
        evidence: null,
      });
      return id;
    });
  }

  private async matterOf(ownId: string, body: ExpressBody): Promise<Matter> {
    const meeting = body.meetingId ? await this.meetingOf(ownId, body.meetingId) : null;
    const counterpartId = meeting?.counterpartId ?? body.counterpartId;
    if (!counterpartId) throw invalidField('counterpartId', 'required');
    if (body.counterpartId && body.counterpartId !== counterpartId) {
      throw invalidField('counterpartId', 'unknown_value');
    }
    if (counterpartId === ownId) throw new AppError('same_party');
    if (!(await this.matters.mayBeParty(counterpartId))) throw invalidField('counterpartId', 'not_found');
    for (const kind of ['technology', 'need'] as const) {
      const listingId = body[`${kind}Id`];
      if (!listingId || listingId === meeting?.[`${kind}Id`]) continue;
      const reason = await this.matters.listingFault(kind, listingId, { ownId, counterpartId });
      if (reason) throw invalidField(`${kind}Id`, reason);
    }
    return {
      meetingId: body.meetingId ?? null,
      eventId: meeting?.eventId ?? null,
      counterpartId,
      technologyId: body.technologyId ?? meeting?.technologyId ?? null,
      needId: body.needId ?? meeting?.needId ?? null,
    };
  }

  private async meetingOf(ownId: string, meetingId: string): Promise<MeetingParties> {
    const meeting = await this.matters.meeting(ownId, meetingId);
    if (!meeting) throw invalidField('meetingId', 'not_found');
    if (meeting.state === 'cancelled') throw new AppError('wrong_state');
    return meeting;
  }

  private async insert(tx: Transaction, ownId: string, body: ExpressBody, matter: Matter): Promise<string> {
    const now = this.clock.now();
    const [sequence] = await tx.query<{ no: string }>(`SELECT nextval('intent_codes') AS no`);
    const code = `YX-${cityDay(now).slice(0, 4)}-${String(sequence?.no).padStart(4, '0')}`;
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO intents (code, event_id, meeting_id, a_id, b_id, technology_id, need_id, kind, stage, content, next_step,
         intended_min, intended_max, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'pending', $9, $10, $11, $12, $13, $13) RETURNING id`,
      [
        code,
        matter.eventId,
        matter.meetingId,
        ownId,
        matter.counterpartId,
        matter.technologyId,
        matter.needId,
        body.kind,
        body.content ?? null,
        body.nextStep ?? null,
        body.intendedMin ?? null,
        body.intendedMax ?? null,
        now,
      ],
    );
    return row!.id;
  }
}
