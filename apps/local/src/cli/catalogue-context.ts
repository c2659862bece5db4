import { ConsoleLogger, type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CatalogueModule } from '#catalogue';
import { type Config, loadConfig, PlatformModule } from '#platform';

@Module({})
class CommandModule {
  static forRoot(config: Config): DynamicModule {
    return { module: CommandModule, imports: [PlatformModule.forRoot(config), CatalogueModule] };
  }
}

/** Runs a command over the catalogue's use cases. */
export async function withCatalogue<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  const app = await NestFactory.createApplicationContext(CommandModule.forRoot(loadConfig(process.env)), {
    logger: new ConsoleLogger({ logLevels: ['error', 'warn'] }),
    abortOnError: false,
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
