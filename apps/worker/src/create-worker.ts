import { ConsoleLogger, type INestApplicationContext, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CatalogueModule } from '#catalogue';
import { EventsModule } from '#events';
import { IdentityModule } from '#identity';
import { IntentsModule } from '#intents';
import { MeetingsModule } from '#meetings';
import { type Config, PlatformModule } from '#platform';
import { JobHandlers } from './handlers.js';
import { JobRunner } from './job-runner.js';

@Module({})
class WorkerModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forRoot(config),
        IdentityModule,
        CatalogueModule,
        EventsModule,
        MeetingsModule,
        IntentsModule,
      ],
      providers: [JobHandlers, JobRunner],
    };
  }
}

/** The worker as it runs in production: outbox relay, jobs and timers. It runs once this has resolved. */
export async function createWorker(config: Config): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), {
    logger: new ConsoleLogger({ logLevels: ['fatal', 'error', 'warn'], colors: false }),
    abortOnError: false,
  });
  app.enableShutdownHooks();
  return app;
}
