import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import * as contracts from '#contracts';
import { ConfigError, loadConfig } from '#platform';
import { refuseRoutesWithoutPolicy } from '../../apps/api/src/http/route-check.js';
import { type Product, startProduct } from '../support/product.js';

const routes = Object.values(contracts).filter(
  (one): one is typeof one & contracts.RouteShape =>
    typeof one === 'object' && one !== null && 'method' in one && 'path' in one && 'policy' in one,
);

describe('the OpenAPI document', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product.stop());

  it('is OpenAPI 3.1 and has every route of the contracts and no other', () => {
    const { openapi, paths } = product.document.openapi;
    expect(openapi).toMatch(/^3\.1\./);
    const documented = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const agreed = routes.map(({ method, path }) => `${method} /api${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(agreed.length).toBeGreaterThan(40);
    expect(documented.sort()).toEqual(agreed.sort());
  });

  it('describes inputs, the answer and the problem of each route', () => {
    for (const route of routes) {
      const path = `/api${route.path.replaceAll(/:(\w+)/g, '{$1}')}`;
      const operation = product.document.openapi.paths[path]![route.method.toLowerCase()]!;
      const asked = (operation.parameters ?? []).map((one) => `${one.in} ${one.name}`);
      for (const name of Object.keys(route.params?.shape ?? {})) expect(asked).toContain(`path ${name}`);
      for (const name of Object.keys(route.query?.shape ?? {})) expect(asked).toContain(`query ${name}`);
      expect(asked.includes('header Idempotency-Key')).toBe(route.idempotent === true);
      expect(operation.requestBody !== undefined).toBe(route.body !== undefined || route.upload === true);
      expect(Object.keys(operation.responses).sort()).toEqual([String(route.status ?? 200), '4XX'].sort());
    }
  });

  it('is what answers are held to: a wrong one fails the agent', () => {
    const right = { status: 200, type: 'application/json', body: { ok: true } };
    const check = (answer: typeof right) => product.document.check('DELETE', '/session', answer);
    expect(() => check(right)).not.toThrow();
    expect(() => check({ ...right, body: { ok: true, more: 1 } as never })).toThrow(/additional properties/);
    expect(() => check({ ...right, body: {} as never })).toThrow(/required property/);
    expect(() => check({ ...right, status: 500 })).toThrow(/not in the document/);
    expect(() => check({ ...right, type: 'text/html' })).toThrow(/not as text\/html/);
  });

  it('answers an unknown address with a problem, never a stack', async () => {
    const response = await fetch(`${product.url}/api/no-such-thing`, {
      headers: { 'accept-language': 'en' },
    });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = contracts.problem.strict().parse(await response.json());
    expect(problem).toMatchObject({ code: 'not_found', detail: 'Not found.' });
  });

  it.each([
    ['half a JSON', '{"login":', 400, 'malformed_request'],
    ['a body over the limit', JSON.stringify({ login: 'x'.repeat(600_000) }), 413, 'too_large'],
    ['a list for an object', '[]', 422, 'invalid_input'],
  ])('refuses %s', async (_, body, status, code) => {
    const response = await fetch(`${product.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });
});

describe('the start', () => {
  @Controller('loose')
  class LooseController {
    @Get()
    anybody(): string {
      return 'without a policy';
    }
  }
  @Module({ imports: [DiscoveryModule], controllers: [LooseController] })
  class LooseModule {}

  it('stops on a route without a policy and says what to do', async () => {
    const app = await NestFactory.create(LooseModule, { logger: false });
    expect(() => refuseRoutesWithoutPolicy(app)).toThrow(
      /LooseController\.anybody is a route without a policy: declare it in libs\/contracts/,
    );
    await app.close();
  });

  const good = {
    DATABASE_URL: 'postgres://somebody@localhost:5432/chanyanhui',
    SECRET_KEY: '8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab91',
  };

  it('takes a complete environment', () => {
    expect(loadConfig(good)).toMatchObject({ port: 3000, host: '127.0.0.1', demo: false, redisUrl: null });
  });

  it.each([
    ['an unknown value', { DEMO: 'maybe' }, /^DEMO .*(true|false)/],
    [
      'a placeholder',
      { SECRET_KEY: 'change-me-change-me-change-me-change-me' },
      /^SECRET_KEY .*placeholder.*openssl/,
    ],
    ['a short secret', { SECRET_KEY: 'abc' }, /^SECRET_KEY .*32 random characters/],
    ['no database', { DATABASE_URL: undefined }, /^DATABASE_URL is needed: a PostgreSQL address such as/],
    ['an empty database', { DATABASE_URL: '' }, /^DATABASE_URL is needed/],
    ['another database', { DATABASE_URL: 'mysql://localhost/x' }, /^DATABASE_URL should be a PostgreSQL/],
    ['another queue', { REDIS_URL: 'localhost:6379' }, /^REDIS_URL should be a Redis address/],
    ['a word for a port', { PORT: 'three' }, /^PORT should be a port number/],
    ['a port that does not exist', { PORT: '70000' }, /^PORT /],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL should be error, warn, info or debug/],
    ['half an address', { PUBLIC_URL: 'example' }, /^PUBLIC_URL should be the address that browsers use/],
  ])('stops on %s with a sentence that names the variable', (_, change, sentence) => {
    const start = () => loadConfig({ ...good, ...change });
    expect(start).toThrow(ConfigError);
    expect(start).toThrow(sentence);
  });
});
