import { Module } from '@nestjs/common';
import { CatalogueModule } from '#catalogue';
import { CheckIn } from './check-in.service.js';
import { CounterpartsReader } from './counterparts.reader.js';
import { Devices } from './devices.service.js';
import { EventsReader } from './events.reader.js';
import { EventFitWeights } from './fit-weights.service.js';
import { LearnFromWish } from './learn-from-wish.service.js';
import { PlanEvent } from './plan-event.service.js';
import { Register } from './register.service.js';
import { RegistrationsReader } from './registrations.reader.js';
import { SaveWish } from './save-wish.service.js';
import { WalkInsReader } from './walk-ins.reader.js';

const services = [
  CheckIn,
  CounterpartsReader,
  Devices,
  EventFitWeights,
  EventsReader,
  LearnFromWish,
  PlanEvent,
  Register,
  RegistrationsReader,
  SaveWish,
  WalkInsReader,
];

@Module({ imports: [CatalogueModule], providers: services, exports: services })
export class EventsModule {}
