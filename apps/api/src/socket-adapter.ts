import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Redis } from 'ioredis';
import type { Config } from '#platform';

/** socket.io in one process, or over Redis streams with `REDIS_URL`. */
export class SocketAdapter extends IoAdapter {
  private readonly servers: ReturnType<IoAdapter['createIOServer']>[] = [];

  private constructor(
    app: INestApplicationContext,
    private readonly redis: Redis | null,
  ) {
    super(app);
  }

  static async create(app: INestApplicationContext, config: Config): Promise<SocketAdapter> {
    const redis = config.redisUrl
      ? new Redis(config.redisUrl, { maxRetriesPerRequest: null, lazyConnect: true })
      : null;
    await redis?.connect();
    return new SocketAdapter(app, redis);
  }

  override createIOServer(
    ...[port, options]: Parameters<IoAdapter['createIOServer']>
  ): ReturnType<IoAdapter['createIOServer']> {
    const server = super.createIOServer(port, {
      ...options,
      serveClient: false,
      maxHttpBufferSize: 10_000,
      ...(this.redis ? { adapter: createAdapter(this.redis) } : {}),
    } as typeof options);
    this.servers.push(server);
    return server;
  }

  override async dispose(): Promise<void> {
    await super.dispose();
    // Nest leaves a server that shares the HTTP port open, and with it the adapter's connections to Redis.
    for (const server of this.servers) await server.close();
    this.redis?.disconnect();
  }
}
