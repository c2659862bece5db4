import { Inject, Injectable } from '@nestjs/common';
import { auditActor, type Caller } from '#identity';
import { AppError, Clock, CONFIG, type Config, Database, found, type Transaction } from '#platform';
import { RegistrationEntity } from './registration.entity.js';
import { ticketCode } from './ticket.js';

/** Check-in at the desk, by typed code or scanned QR, and taking it back. */
@Injectable()
export class CheckIn {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Errors: `ticket_unknown` (also a forged QR or another event's ticket), `ticket_used`, `not_admitted`. */
  async run(caller: Caller, eventId: string, text: string): Promise<string> {
    const code = ticketCode(this.config.secretKey, eventId, text.toUpperCase());
    return this.database.transaction(async (tx) => {
      const registration = code === null ? null : await lockRegistration(tx, { eventId, ticketCode: code });
      if (!registration) throw new AppError('ticket_unknown');
      if (registration.state === 'checked_in') throw new AppError('ticket_used');
      if (registration.state !== 'admitted') throw new AppError('not_admitted');
      Object.assign(registration, { state: 'checked_in', checkedInAt: this.clock.now() });
      await this.save(tx, caller, 'registration.checkIn', registration);
      return registration.id;
    });
  }

  /** Errors: `wrong_state` for somebody who is not checked in. */
  async undo(caller: Caller, eventId: string, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const registration = found(await lockRegistration(tx, { eventId, id }));
      if (registration.state !== 'checked_in') throw new AppError('wrong_state');
      Object.assign(registration, { state: 'admitted', checkedInAt: null });
      await this.save(tx, caller, 'registration.undoCheckIn', registration);
    });
  }

  private async save(
    tx: Transaction,
    caller: Caller,
    action: string,
    registration: RegistrationEntity,
  ): Promise<void> {
    await tx.manager.save(registration);
    await tx.record({
      actor: auditActor(caller),
      action,
      subject: 'registration',
      subjectId: registration.id,
      event: {
        name: 'registration.changed',
        payload: { eventId: registration.eventId, registrationId: registration.id },
      },
    });
  }
}

const lockRegistration = (tx: Transaction, where: { eventId: string; id?: string; ticketCode?: string }) =>
  tx.manager.findOne(RegistrationEntity, { where, lock: { mode: 'pessimistic_write' } });
