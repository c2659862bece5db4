import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { InputOf, register } from '#contracts';
import { auditActor, type Caller, organisationOf, personOf } from '#identity';
import {
  AppError,
  type AuditActor,
  Clock,
  Database,
  found,
  invalidField,
  readableCode,
  type Transaction,
} from '#platform';
import { hasSeat, registrationOpen } from './event.js';
import type { EventEntity } from './event.entity.js';
import { lockEvent } from './plan-event.service.js';
import { RegistrationEntity } from './registration.entity.js';

const seated = new Set(['admitted', 'checked_in', 'offered']);

/** Registration: a seat while there are seats, otherwise a number on the waiting list, which moves up by itself. */
@Injectable()
export class Register {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Errors: `registration_closed`, `already_registered`, `invalid_input` for foreign listings or unknown rounds. */
  async run(caller: Caller, eventId: string, body: InputOf<typeof register>['body']): Promise<string> {
    const organisation = organisationOf(caller);
    return this.database.transaction(async (tx) => {
      const event = await lockEvent(tx, eventId);
      if (!registrationOpen(event.state, event.content, this.clock.now()))
        throw new AppError('registration_closed');
      await this.checkListings(tx, organisation.id, body.listingIds);
      if (body.rounds.some((round) => round > event.content.rounds.length)) {
        throw invalidField('rounds', 'too_big', { max: event.content.rounds.length });
      }
      const registration = await tx.manager.save(
        tx.manager.create(RegistrationEntity, {
          eventId,
          personId: personOf(caller).personId,
          organisationId: organisation.id,
          kind: organisation.kind as RegistrationEntity['kind'],
          state: 'pending',
          listingIds: body.listingIds,
          rounds: body.rounds,
          tableNeeds: body.tableNeeds,
        }),
      );
      if (event.content.approval === 'automatic') await this.admitOrQueue(tx, event, registration);
      await this.record(tx, auditActor(caller), 'registration.create', registration);
      return registration.id;
    });
  }

  /** Gives a seat back; the first on the waiting list who fits gets it. Errors: `not_found`, `wrong_state`. */
  async cancel(caller: Caller, eventId: string): Promise<string> {
    return this.database.transaction(async (tx) => {
      const event = await lockEvent(tx, eventId);
      const registration = found(
        await tx.manager
          .createQueryBuilder(RegistrationEntity, 'r')
          .where(`r.eventId = :eventId AND r.personId = :personId AND r.state <> 'cancelled'`, {
            eventId,
            personId: personOf(caller).personId,
          })
          .getOne(),
      );
      if (registration.state === 'checked_in') throw new AppError('wrong_state');
      await this.withdraw(tx, event, registration, auditActor(caller));
      return registration.id;
    });
  }

  /** The organizer admits a pending or waiting registration or cancels one. Errors: `event_full`, `wrong_state`. */
  async decide(caller: Caller, eventId: string, id: string, decision: 'admit' | 'cancel'): Promise<void> {
    await this.database.transaction(async (tx) => {
      const event = await lockEvent(tx, eventId);
      const registration = found(await tx.manager.findOneBy(RegistrationEntity, { id, eventId }));
      if (decision === 'cancel') {
        if (registration.state === 'cancelled') throw new AppError('wrong_state');
        await this.withdraw(tx, event, registration, auditActor(caller));
        return;
      }
      if (!['pending', 'waitlisted'].includes(registration.state)) throw new AppError('wrong_state');
      if (!(await this.takeSeat(tx, event, registration))) throw new AppError('event_full');
      await this.record(tx, auditActor(caller), 'registration.admit', registration);
    });
  }

  /**
   * An organisation comes without a seat: whoever waits for one, or else its first administrator, gets one and is
   * checked in. Errors: `event_full`, `not_found` where it has nobody. Returns the registration's id.
   */
  async walkIn(caller: Caller, eventId: string, organisationId: string): Promise<string> {
    return this.database.transaction(async (tx) => {
      const event = await lockEvent(tx, eventId);
      const waiting = await tx.manager.findOne(RegistrationEntity, {
        where: { eventId, organisationId, state: In(['pending', 'waitlisted']) },
        order: { waitingNumber: 'ASC', id: 'ASC' },
      });
      const registration = waiting ?? (await this.unregistered(tx, eventId, organisationId));
      if (!(await this.takeSeat(tx, event, registration))) throw new AppError('event_full');
      Object.assign(registration, { state: 'checked_in', checkedInAt: this.clock.now() });
      await tx.manager.save(registration);
      await this.record(tx, auditActor(caller), 'registration.walkIn', registration);
      return registration.id;
    });
  }

  private async unregistered(
    tx: Transaction,
    eventId: string,
    organisationId: string,
  ): Promise<RegistrationEntity> {
    const [person] = await tx.query<{ id: string; kind: RegistrationEntity['kind'] }>(
      `SELECT p.id, o.kind FROM people p JOIN organisations o ON o.id = p.organisation_id
        WHERE p.organisation_id = $1 ORDER BY p.organisation_role <> 'admin', p.id LIMIT 1`,
      [organisationId],
    );
    const { id: personId, kind } = found(person);
    return tx.manager.create(RegistrationEntity, {
      eventId,
      personId,
      organisationId,
      kind,
      state: 'pending',
      listingIds: [],
      rounds: [],
    });
  }

  private async withdraw(
    tx: Transaction,
    event: EventEntity,
    registration: RegistrationEntity,
    actor: AuditActor,
  ): Promise<void> {
    const hadSeat = seated.has(registration.state);
    Object.assign(registration, { state: 'cancelled', waitingNumber: null, checkedInAt: null });
    await tx.manager.save(registration);
    await this.record(tx, actor, 'registration.cancel', registration);
    if (!hadSeat) return;
    await tx.query('UPDATE events SET admitted = admitted - 1 WHERE id = $1', [event.id]);
    await tx.query('UPDATE event_quotas SET admitted = admitted - 1 WHERE event_id = $1 AND kind = $2', [
      event.id,
      registration.kind,
    ]);
    event.admitted -= 1;
    await this.moveUp(tx, event, actor);
  }

  /** The first waiting registration that fits into a free seat. */
  private async moveUp(tx: Transaction, event: EventEntity, actor: AuditActor): Promise<void> {
    const waiting = await tx.manager.find(RegistrationEntity, {
      where: { eventId: event.id, state: 'waitlisted' },
      order: { waitingNumber: 'ASC' },
    });
    for (const next of waiting) {
      if (await this.takeSeat(tx, event, next)) {
        await this.record(tx, actor, 'registration.moveUp', next);
        return;
      }
    }
  }

  private async admitOrQueue(
    tx: Transaction,
    event: EventEntity,
    registration: RegistrationEntity,
  ): Promise<void> {
    if (await this.takeSeat(tx, event, registration)) return;
    const [last] = await tx.query<{ number: number }>(
      'SELECT coalesce(max(waiting_number), 0)::int AS number FROM registrations WHERE event_id = $1',
      [event.id],
    );
    Object.assign(registration, { state: 'waitlisted', waitingNumber: last!.number + 1 });
    await tx.manager.save(registration);
  }

  /** Takes a seat under the event's row lock; false when there is none for this kind. */
  private async takeSeat(
    tx: Transaction,
    event: EventEntity,
    registration: RegistrationEntity,
  ): Promise<boolean> {
    const [quota] = await tx.query<{ capacity: number; admitted: number }>(
      'SELECT capacity, admitted FROM event_quotas WHERE event_id = $1 AND kind = $2',
      [event.id, registration.kind],
    );
    if (!hasSeat(event, quota ?? null)) return false;
    await tx.query('UPDATE events SET admitted = admitted + 1 WHERE id = $1', [event.id]);
    await tx.query('UPDATE event_quotas SET admitted = admitted + 1 WHERE event_id = $1 AND kind = $2', [
      event.id,
      registration.kind,
    ]);
    event.admitted += 1;
    Object.assign(registration, {
      state: 'admitted',
      waitingNumber: null,
      ticketCode: registration.ticketCode ?? (await freeTicketCode(tx, event.id)),
    });
    await tx.manager.save(registration);
    return true;
  }

  private async checkListings(tx: Transaction, organisationId: string, listingIds: string[]): Promise<void> {
    const own = await tx.query<{ id: string }>(
      'SELECT id FROM listings WHERE organisation_id = $1 AND published IS NOT NULL AND id = ANY($2::uuid[])',
      [organisationId, listingIds],
    );
    if (own.length < new Set(listingIds).size) throw invalidField('listingIds', 'not_yours');
  }

  private async record(
    tx: Transaction,
    actor: AuditActor,
    action: string,
    registration: RegistrationEntity,
  ): Promise<void> {
    await tx.record({
      actor,
      action,
      subject: 'registration',
      subjectId: registration.id,
      details: { state: registration.state },
      event: {
        name: 'registration.changed',
        payload: { eventId: registration.eventId, registrationId: registration.id },
      },
    });
  }
}

async function freeTicketCode(tx: Transaction, eventId: string): Promise<string> {
  for (;;) {
    const code = readableCode(6);
    const [taken] = await tx.query('SELECT 1 FROM registrations WHERE event_id = $1 AND ticket_code = $2', [
      eventId,
      code,
    ]);
    if (!taken) return code;
  }
}
