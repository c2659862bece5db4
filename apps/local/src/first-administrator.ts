import { ConsoleLogger, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IdentityModule, OneTimeLinks } from '#identity';
import { type Config, Database, loadConfig, PlatformModule } from '#platform';

@Module({})
class FirstAdministratorModule {
  static forRoot(config: Config): DynamicModule {
    return { module: FirstAdministratorModule, imports: [PlatformModule.forRoot(config), IdentityModule] };
  }
}

/** A one-time link, valid for a week, that makes the first administrator; null once there is one. */
export async function firstAdministratorLink(databaseUrl: string, baseUrl: string): Promise<string | null> {
  const config = { ...loadConfig(process.env), databaseUrl };
  const app = await NestFactory.createApplicationContext(FirstAdministratorModule.forRoot(config), {
    logger: new ConsoleLogger({ logLevels: ['error'] }),
  });
  try {
    return await app.get(Database).transaction(async (tx) => {
      const [administrator] = await tx.query(
        `SELECT 1 FROM people WHERE platform_role = 'system_admin' AND active`,
      );
      if (administrator) return null;
      // An earlier start may have printed a link that nobody used: the newest one counts.
      await tx.query(`DELETE FROM one_time_links WHERE purpose = 'first_administrator'`);
      const { token } = await app.get(OneTimeLinks).make(tx, { purpose: 'first_administrator', days: 7 });
      return `${baseUrl}/links/${token}`;
    });
  } finally {
    await app.close();
  }
}
