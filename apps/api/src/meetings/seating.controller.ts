import { Controller } from '@nestjs/common';
import { type InputOf, seatRegistration } from '#contracts';
import { RegistrationsReader } from '#events';
import type { Caller } from '#identity';
import { SeatRegistration } from '#meetings';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class SeatingController {
  constructor(
    private readonly seating: SeatRegistration,
    private readonly registrations: RegistrationsReader,
  ) {}

  @Endpoint(seatRegistration)
  async seat(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof seatRegistration>) {
    await this.seating.run(caller, params.id, params.registration, body);
    return this.registrations.one(caller.rows, params.id, params.registration);
  }
}
