import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock } from './clock.js';
import { CONFIG, type Config } from './config.js';
import { createDataSource, Database } from './database.js';
import { EMBEDDINGS, Embeddings } from './embeddings.js';
import { Idempotency } from './idempotency.js';
import { NotificationListener } from './listener.js';
import { Mails } from './mail/mails.service.js';
import { OutboxRelay } from './outbox-relay.js';

/** What every room stands on: config, database, clock, idempotency, outbox, notifications. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(config: Config): DynamicModule {
    const services = [Database, Clock, Idempotency, Mails, OutboxRelay, NotificationListener];
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => createDataSource(config.databaseUrl).options,
        }),
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: EMBEDDINGS, useValue: config.embeddings && new Embeddings(config.embeddings) },
        ...services,
      ],
      exports: [CONFIG, EMBEDDINGS, ...services],
    };
  }
}
