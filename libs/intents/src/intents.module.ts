import { Module } from '@nestjs/common';
import { AdvanceIntent } from './advance-intent.service.js';
import { ExpireIntents } from './expire-intents.service.js';
import { ExpressIntent } from './express-intent.service.js';
import { IntentsReader } from './intents.reader.js';
import { MatterReader } from './matter.reader.js';

const services = [AdvanceIntent, ExpireIntents, ExpressIntent, IntentsReader];

@Module({ providers: [...services, MatterReader], exports: services })
export class IntentsModule {}
