import { ConsoleLogger, type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CatalogueModule, RefitMatches } from '#catalogue';
import { EventsModule } from '#events';
import { IdentityModule } from '#identity';
import { IntentsModule } from '#intents';
import { MeetingsModule } from '#meetings';
import { type Config, Database, loadConfig, machine, PlatformModule } from '#platform';
import { readDemoData } from './demo-data.js';
import { DemoEvents } from './demo-events.js';
import { saveListings } from './demo-listings.js';
import { saveOrganisations } from './demo-organisations.js';
import { saveTheses } from './demo-theses.js';

@Module({})
class DemoModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: DemoModule,
      imports: [
        PlatformModule.forRoot(config),
        IdentityModule,
        CatalogueModule,
        EventsModule,
        MeetingsModule,
        IntentsModule,
      ],
    };
  }
}

const DAY = 86_400_000;

/**
 * Fills an empty database with the demonstration: organisations, listings, two past events with outcomes and one event
 * today, ready to run. Returns false, and changes nothing, when there is data already. All or nothing.
 */
export async function loadDemo(
  databaseUrl: string,
  secretKey: string,
  onProgress: (line: string) => void,
): Promise<boolean> {
  const config = { ...loadConfig(process.env), databaseUrl, secretKey };
  const app = await NestFactory.createApplicationContext(DemoModule.forRoot(config), {
    logger: new ConsoleLogger({ logLevels: ['error', 'warn'] }),
  });
  try {
    return await app.get(Database).transaction(async (tx) => {
      const [someone] = await tx.query('SELECT 1 FROM people LIMIT 1');
      if (someone) return false;
      const now = Date.now();
      const today = Math.floor((now + 8 * 3_600_000) / DAY) * DAY;
      const data = await readDemoData();
      onProgress(
        `写入演示数据：${data.technologies.length} 项成果、${data.needs.length} 项需求 / writing the demo listings`,
      );
      const people = await saveOrganisations(tx, data);
      await saveListings(tx, data, people.organisations, new Date(now));
      await saveTheses(tx, people.organisations, new Date(now));
      onProgress('学习用语并计算供需匹配 / learning terms and computing match lists');
      await app.get(RefitMatches).run(machine('timer'), { train: true });
      const keys = (from: number, to: number) => [
        ...data.institutes.slice(from / 4, to / 4).map((one) => one.key),
        ...data.enterprises.slice(from, to).map((one) => one.key),
      ];
      const events = new DemoEvents(app, people);
      onProgress('演练三场活动 / playing three events');
      const past = [
        {
          number: 21,
          title: '产研汇第21场 · 人工智能与生物医药专场',
          theme: 'biomedicine' as const,
          ago: 56,
          keys: keys(0, 40),
        },
        {
          number: 22,
          title: '产研汇第22场 · 新能源与新材料专场',
          theme: 'materials' as const,
          ago: 28,
          keys: keys(40, 80),
        },
      ];
      for (const { ago, ...plan } of past) {
        const day = today - ago * DAY;
        const id = await events.open({ ...plan, day, tables: 10, rounds: 6 });
        await events.announce(id, day + 60_000, plan.keys.length);
        await events.intents(await events.play(id, day + 5_400_000), day + 6 * 3_600_000);
      }
      const all = [...keys(0, 12), ...keys(40, 64), ...data.investors.slice(0, 3).map((one) => one.key)];
      const first = new Set([data.technologies[0]!.institute, data.needs[0]!.enterprise, ...all]);
      const id = await events.open({
        number: 23,
        title: '产研汇第23场 · 科技成果供需对接会',
        theme: 'materials',
        day: today,
        keys: [...first],
        tables: 12,
        rounds: 6,
      });
      await events.announce(id, now, Math.floor(first.size * 0.7));
      return true;
    });
  } finally {
    await app.close();
  }
}
