import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

type Fault =
  '429' | '500' | '400' | '401' | 'wrong dimension' | 'timeout' | 'not JSON' | 'too few' | 'no vectors';

/** A server that speaks the OpenAI-compatible `POST /v1/embeddings`, with faults on demand. */
export interface EmbeddingsServer {
  /** The base address, as in EMBEDDINGS_URL. */
  url: string;
  /** What was asked for, in order: the texts of each request. */
  requests: { model: string; input: string[]; authorization: string | undefined }[];
  /** The next so many requests go wrong in this way; all from now on if no number is given. */
  fail(fault: Fault, times?: number): void;
  /** No request goes wrong from now on. */
  heal(): void;
  /** Texts that hold this are refused with 400, whatever the rest of their batch. */
  poison: string | null;
  stop(): Promise<void>;
}

/** `dimensions` numbers for a text; by default the hashed counts of its characters, so that like texts are near. */
type VectorOf = (text: string, dimensions: number) => number[];

export async function startEmbeddingsServer({
  dimensions = 48,
  vectorOf = characterCounts,
}: { dimensions?: number; vectorOf?: VectorOf } = {}): Promise<EmbeddingsServer> {
  let fault: Fault | null = null;
  let times = 0;
  const state: EmbeddingsServer = {
    url: '',
    requests: [],
    poison: null,
    fail: (kind, count = Infinity) => {
      [fault, times] = [kind, count];
    },
    heal: () => {
      [fault, times] = [null, 0];
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const say = (status: number, body: unknown) =>
      response
        .writeHead(status, {
          'content-type': 'application/json',
          ...(status === 429 && { 'retry-after': '0' }),
        })
        .end(typeof body === 'string' ? body : JSON.stringify(body));
    if (request.method !== 'POST' || request.url !== '/v1/embeddings')
      return say(404, { error: 'not found' });
    const { model, input } = JSON.parse(Buffer.concat(chunks).toString()) as {
      model: string;
      input: string[];
    };
    state.requests.push({ model, input, authorization: request.headers.authorization });
    const data = input.map((text, index) => ({
      object: 'embedding',
      index,
      embedding: vectorOf(text, dimensions),
    }));
    if (state.poison && input.some((text) => text.includes(state.poison!)))
      return say(400, { error: { message: 'input is too long' } });
    const now = times > 0 ? fault : null;
    times -= 1;
    switch (now) {
      case '429':
      case '500':
      case '400':
      case '401':
        return say(Number(now), { error: { message: `test fault ${now}` } });
      case 'timeout':
        return wait(60_000, undefined, { ref: false });
      case 'not JSON':
        return say(200, '<html>502 Bad Gateway</html>');
      case 'wrong dimension':
        return say(200, { data: data.map((one) => ({ ...one, embedding: one.embedding.slice(1) })) });
      case 'too few':
        return say(200, { data: data.slice(1) });
      case 'no vectors':
        return say(200, { object: 'list' });
      default:
        // The protocol numbers the vectors: their order is free.
        return say(200, { object: 'list', model, data: data.toReversed() });
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}

function characterCounts(text: string, dimensions: number): number[] {
  const vector = Array.from({ length: dimensions }, () => 0);
  for (const character of text) vector[character.codePointAt(0)! % dimensions]! += 1;
  return vector;
}
