import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import compression from 'compression';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import type { Config } from '#platform';
import { ApiModule } from './api.module.js';
import { refuseRoutesWithoutPolicy } from './http/route-check.js';
import { answerUnreadable } from './http/unreadable-request.js';
import { SocketAdapter } from './socket-adapter.js';

const logLevels = {
  error: ['fatal', 'error'],
  warn: ['fatal', 'error', 'warn'],
  info: ['fatal', 'error', 'warn', 'log'],
  debug: ['fatal', 'error', 'warn', 'log', 'debug'],
} as const;

/** The api as it runs in production, not yet listening. Tests use the same. */
export async function createApi(config: Config): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(ApiModule.forRoot(config), {
    logger: new ConsoleLogger({ logLevels: [...logLevels[config.logLevel]], colors: false }),
    abortOnError: false,
    bodyParser: false,
  });
  refuseRoutesWithoutPolicy(app);
  answerUnreadable(app);
  app.set('trust proxy', 'loopback, linklocal, uniquelocal');
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          connectSrc: ["'self'", 'ws:', 'wss:'],
          upgradeInsecureRequests: null,
        },
      },
      strictTransportSecurity: config.publicUrl?.startsWith('https:') ?? false,
    }),
  );
  app.use((_: Request, response: Response, next: NextFunction) => {
    response.locals['requestId'] = randomUUID();
    response.setHeader('X-Request-Id', response.locals['requestId']);
    next();
  });
  // Where nginx serves the web app it compresses both; without it the api does.
  app.use(compression());
  app.use(express.json({ limit: '512kb' }));
  app.setGlobalPrefix('api');
  app.useWebSocketAdapter(await SocketAdapter.create(app, config));
  SwaggerModule.setup('api/docs', app, openApi(app), { jsonDocumentUrl: 'api/docs.json' });
  serveWeb(app, config.webDir);
  app.enableShutdownHooks();
  return app;
}

/** OpenAPI 3.1 of every route. */
function openApi(app: NestExpressApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setTitle('产研汇 API')
    .setDescription('Technologies, needs, events, live meetings and the ledger of what came of them.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth('chanyanhui_session')
    .build();
  return SwaggerModule.createDocument(app, description);
}

/** Files of the web app; every other page address answers with its first page. */
function serveWeb(app: NestExpressApplication, webDir: string | null): void {
  if (!webDir) return;
  const assets = join(webDir, 'assets');
  app.use(
    '/assets',
    precompressed(assets),
    express.static(assets, { immutable: true, maxAge: '365d', index: false }),
  );
  const files = express.static(webDir, { index: false, maxAge: 0 });
  app.use((request: Request, response: Response, next: NextFunction) => {
    // Nobody looks for a file for each call of the api.
    if (/^\/(api|socket\.io|assets)(\/|$)/.test(request.path)) return next();
    files(request, response, (error?: unknown) => {
      if (error || request.method !== 'GET') return next(error);
      response.sendFile('index.html', { root: webDir, maxAge: 0 });
    });
  });
}

/** Serves the brotli form that the build has laid beside a file, to browsers that take it. */
function precompressed(directory: string): RequestHandler {
  const files = new Set(existsSync(directory) ? readdirSync(directory) : []);
  return (request, response, next) => {
    const name = request.path.slice(1);
    if (files.has(`${name}.br`) && request.acceptsEncodings('br')) {
      response.type(extname(name));
      response.setHeader('Content-Encoding', 'br');
      response.vary('Accept-Encoding');
      request.url = `/${name}.br`;
    }
    next();
  };
}
