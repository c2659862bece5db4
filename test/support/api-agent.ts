import { Agent } from 'node:http';
import request, { type Response } from 'supertest';
import type { Problem, RequestOf, ResponseOf, RouteShape } from '#contracts';
import type { ApiDocument } from './api-document.js';

export interface Sent {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}
export interface SendOptions {
  /** `Idempotency-Key`. */
  key?: string;
  headers?: Record<string, string>;
  file?: { name: string; bytes: Buffer };
}

/** A connection for each request would cost more than most answers. */
const connections = new Agent({ keepAlive: true });

/** A supertest agent with one caller's cookies. An answer that differs from the OpenAPI document fails the test. */
export class ApiAgent {
  private readonly agent: ReturnType<typeof request.agent>;

  constructor(
    readonly url: string,
    private readonly document: ApiDocument,
    /** The cookie header of a session, or none. */
    readonly cookie: string | null = null,
  ) {
    this.agent = request.agent(url);
  }

  /** Whatever the api answers. */
  async send(
    route: RouteShape,
    sent: Sent = {},
    { key, headers, file }: SendOptions = {},
  ): Promise<Response> {
    const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(sent.params?.[name] ?? ''),
    );
    const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
    const call = this.agent[method](`/api${path}${queryOf(sent.query)}`);
    call.agent(connections);
    if (this.cookie) call.set('Cookie', this.cookie);
    if (key) call.set('Idempotency-Key', key);
    if (headers) call.set(headers);
    if (file) call.attach('file', file.bytes, file.name);
    // As text: the client library itself refuses what is not an object.
    else if (sent.body !== undefined) call.type('json').send(JSON.stringify(sent.body));
    if (route.response === null) call.buffer(true).parse(bytes);
    const answer = await call;
    this.document.check(route.method, route.path, {
      status: answer.status,
      type: answer.type,
      body: answer.body,
    });
    return answer;
  }

  /** The body of a success; anything else fails with the problem. */
  async get<R extends RouteShape>(
    route: R,
    sent: RequestOf<R>,
    options?: SendOptions,
  ): Promise<ResponseOf<R>> {
    const answer = await this.send(route, sent, options);
    if (answer.status !== (route.status ?? 200)) {
      throw new Error(`${route.method} ${route.path} → ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body as ResponseOf<R>;
  }

  /** The problem of a refusal; a success fails. The input need not fit the route. */
  async refused(route: RouteShape, sent: Sent = {}, options?: SendOptions): Promise<Problem> {
    const answer = await this.send(route, sent, options);
    if (answer.status < 400) {
      throw new Error(`${route.method} ${route.path} was not refused: ${JSON.stringify(answer.body)}`);
    }
    return answer.body as Problem;
  }
}

function queryOf(query: Record<string, unknown> = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined)
      .map((one): [string, string] => [name, String(one)]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}

/** A file's answer as a Buffer; a problem's as JSON. */
function bytes(response: Response, done: (error: Error | null, body: unknown) => void): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => {
    const body = Buffer.concat(chunks);
    const json = String(response.headers['content-type']).includes('json');
    done(null, json ? JSON.parse(body.toString()) : body);
  });
}
