import { Controller } from '@nestjs/common';
import {
  cancelRegistration,
  checkIn,
  decideRegistration,
  type InputOf,
  listCounterparts,
  listRegistrations,
  register,
  saveWish,
  undoCheckIn,
} from '#contracts';
import { CheckIn, CounterpartsReader, EventsReader, Register, RegistrationsReader, SaveWish } from '#events';
import type { Caller } from '#identity';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class RegistrationController {
  constructor(
    private readonly registering: Register,
    private readonly checkingIn: CheckIn,
    private readonly wishes: SaveWish,
    private readonly events: EventsReader,
    private readonly registrations: RegistrationsReader,
    private readonly counterparts: CounterpartsReader,
  ) {}

  @Endpoint(register)
  async register(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof register>) {
    await this.registering.run(caller, params.id, body);
    return this.events.ownRegistration(caller, params.id);
  }

  @Endpoint(cancelRegistration)
  async cancel(@Calling() caller: Caller, @Input() { params }: InputOf<typeof cancelRegistration>) {
    await this.registering.cancel(caller, params.id);
    return this.events.ownRegistration(caller, params.id);
  }

  @Endpoint(listRegistrations)
  list(@Calling() caller: Caller, @Input() { params, query }: InputOf<typeof listRegistrations>) {
    return this.registrations.list(caller.rows, params.id, query);
  }

  @Endpoint(decideRegistration)
  async decide(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof decideRegistration>) {
    await this.registering.decide(caller, params.id, params.registration, body.decision);
    return this.registrations.one(caller.rows, params.id, params.registration);
  }

  @Endpoint(checkIn)
  async checkIn(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof checkIn>) {
    const id = await this.checkingIn.run(caller, params.id, body.code);
    return this.registrations.one(caller.rows, params.id, id);
  }

  @Endpoint(undoCheckIn)
  async undo(@Calling() caller: Caller, @Input() { params }: InputOf<typeof undoCheckIn>) {
    await this.checkingIn.undo(caller, params.id, params.registration);
    return this.registrations.one(caller.rows, params.id, params.registration);
  }

  @Endpoint(listCounterparts)
  others(@Calling() caller: Caller, @Input() { params, query }: InputOf<typeof listCounterparts>) {
    return this.counterparts.list(caller, params.id, query.page, query.pageSize);
  }

  @Endpoint(saveWish)
  async wish(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof saveWish>) {
    await this.wishes.run(caller, params.id, params.registration, body);
    return { ok: true };
  }
}
