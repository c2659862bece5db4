import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { CONFIG, type Config } from './config.js';

type Handler = (payload: string) => void;

/**
 * Hears what transactions notify (`Transaction.notify`) on one connection of its own, and connects again when it is
 * lost. What was said meanwhile is not heard: `onReconnect` is for catching up.
 */
@Injectable()
export class NotificationListener implements OnApplicationShutdown {
  private readonly logger = new Logger(NotificationListener.name);
  private readonly handlers = new Map<string, Handler[]>();
  private readonly reconnected: (() => void)[] = [];
  private client: Client | null = null;
  /** Those who listen while the first connection is being made share it. */
  private connecting: Promise<void> | null = null;
  private stopped = false;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Hears a channel; the first call connects. */
  async listen(channel: 'outbox' | 'board' | 'listing', handler: Handler): Promise<void> {
    this.handlers.set(channel, [...(this.handlers.get(channel) ?? []), handler]);
    try {
      if (!this.client) {
        this.connecting ??= this.connect().finally(() => {
          this.connecting = null;
        });
        await this.connecting;
      }
      await this.client?.query(`LISTEN ${channel}`);
    } catch (error) {
      // A shutdown cuts the connection under those who are just beginning to listen: then nobody waits for news.
      if (!this.stopped) throw error;
    }
  }

  onReconnect(handler: () => void): void {
    this.reconnected.push(handler);
  }

  private async connect(): Promise<void> {
    const client = new Client({ connectionString: this.config.databaseUrl, keepAlive: true });
    client.on('notification', ({ channel, payload }) => {
      for (const handler of this.handlers.get(channel) ?? []) handler(payload ?? '');
    });
    client.on('error', (error) => this.logger.warn(`Lost the notification connection: ${error.message}`));
    client.on('end', () => void this.reconnect(client));
    await client.connect();
    if (this.stopped) return client.end();
    this.client = client;
  }

  private async reconnect(lost: Client): Promise<void> {
    if (this.stopped || this.client !== lost) return;
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      if (this.stopped) return;
      try {
        await this.connect();
        for (const channel of this.handlers.keys()) await this.client?.query(`LISTEN ${channel}`);
        for (const handler of this.reconnected) handler();
        return;
      } catch (error) {
        this.logger.warn(`Still without notifications: ${(error as Error).message}`);
      }
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.client?.end();
  }
}
