import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

/** Where dense vectors come from. */
export interface EmbeddingsAddress {
  /** The base (`http://host/v1`) or the whole address (`http://host/v1/embeddings`). */
  url: string;
  key: string | null;
  model: string;
}

export interface EmbeddingsLimits {
  /** For one request, its answer included. */
  timeoutMs: number;
  /** How often one request is tried. */
  attempts: number;
  /** Pause before the second try; it doubles with each further one. */
  backoffMs: number;
  /** Texts in one request. */
  batch: number;
}

/**
 * `unavailable`: nobody answers, or not in time, or not yet, or not to us. `refused`: these texts are not accepted.
 * `senseless`: the answer is not what the protocol says.
 */
export type EmbeddingsFault = 'unavailable' | 'refused' | 'senseless';

/** The message names the address (never the key), the cause and how often it was tried. */
export class EmbeddingsError extends Error {
  override name = 'EmbeddingsError';

  constructor(
    readonly fault: EmbeddingsFault,
    message: string,
  ) {
    super(message);
  }
}

const LIMITS: EmbeddingsLimits = { timeoutMs: 10_000, attempts: 4, backoffMs: 500, batch: 32 };
/** A server that asks to wait longer is not waited for. */
const LONGEST_PAUSE_MS = 10_000;
/** Answers that say something of the texts sent. */
const OF_THE_TEXTS = new Set([400, 413, 422]);
const SHOWN_OF_AN_ANSWER = 160;

const answer = z.object({
  data: z.array(z.object({ index: z.int().min(0).optional(), embedding: z.array(z.number()).min(1) })),
});

interface Failure {
  fault: EmbeddingsFault;
  cause: string;
  again: boolean;
  /** What the server asks for. */
  pauseMs?: number;
}

/** The OpenAI-compatible `POST /v1/embeddings`: text in, unit vectors out. One per process and model. */
export class Embeddings {
  readonly model: string;
  private readonly address: URL;
  private readonly limits: EmbeddingsLimits;

  constructor(
    private readonly from: EmbeddingsAddress,
    limits: Partial<EmbeddingsLimits> = {},
  ) {
    this.model = from.model;
    this.address = addressOf(from.url);
    this.limits = { ...LIMITS, ...limits };
  }

  /**
   * The vectors of texts in their order, each of length 1 (of zeros if the model says so). `dimensions` is what vectors
   * kept before have. Throws `EmbeddingsError`; with `signal` a waiting call ends at once.
   */
  async embed(
    texts: string[],
    { dimensions, signal }: { dimensions?: number; signal?: AbortSignal } = {},
  ): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (let at = 0; at < texts.length; at += this.limits.batch) {
      const asked = texts.slice(at, at + this.limits.batch);
      vectors.push(...(await this.request(asked, dimensions ?? vectors[0]?.length, signal)));
    }
    return vectors;
  }

  private async request(
    input: string[],
    dimensions: number | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Float32Array[]> {
    for (let attempt = 1; ; attempt++) {
      const result = await this.attempt(input, dimensions, signal);
      if (Array.isArray(result)) return result;
      if (!result.again || attempt === this.limits.attempts || signal?.aborted) {
        const tried = attempt > 1 ? ` (tried ${attempt} times)` : '';
        throw new EmbeddingsError(result.fault, `${this.shown} ${result.cause}${tried}`);
      }
      const pause = result.pauseMs ?? this.limits.backoffMs * 2 ** (attempt - 1);
      await wait(Math.min(pause, LONGEST_PAUSE_MS), undefined, { signal }).catch(() => undefined);
    }
  }

  private async attempt(
    input: string[],
    dimensions: number | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Float32Array[] | Failure> {
    const timeout = AbortSignal.timeout(this.limits.timeoutMs);
    try {
      const response = await fetch(this.address, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(this.from.key && { authorization: `Bearer ${this.from.key}` }),
        },
        body: JSON.stringify({ model: this.model, input, encoding_format: 'float' }),
        signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
      });
      const body = await response.text();
      return response.ok ? vectorsOf(body, input.length, dimensions) : failureOf(response, body);
    } catch (error) {
      const { name, message, cause } = error as Error;
      const why = timeout.aborted
        ? `did not answer within ${this.limits.timeoutMs} ms`
        : `cannot be reached: ${cause instanceof Error ? cause.message || cause.name : message || name}`;
      return { fault: 'unavailable', cause: why, again: true };
    }
  }

  /** Without what may be secret in it. */
  private get shown(): string {
    return `EMBEDDINGS_URL ${this.address.origin}${this.address.pathname}`;
  }
}

export const EMBEDDINGS = Symbol('embeddings');

function addressOf(url: string): URL {
  const address = new URL(url);
  const path = address.pathname.replace(/\/+$/, '');
  if (path.endsWith('/embeddings')) address.pathname = path;
  else address.pathname = `${path.endsWith('/v1') ? path : `${path}/v1`}/embeddings`;
  return address;
}

function failureOf(response: Response, body: string): Failure {
  const { status } = response;
  const said = body.replaceAll(/\s+/g, ' ').trim().slice(0, SHOWN_OF_AN_ANSWER);
  const cause = `answered ${status}${said ? `: ${said}` : ''}`;
  if (OF_THE_TEXTS.has(status)) return { fault: 'refused', cause, again: false };
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    fault: 'unavailable',
    cause,
    again: status === 429 || status >= 500,
    ...(seconds >= 0 && { pauseMs: seconds * 1_000 }),
  };
}

function vectorsOf(body: string, count: number, dimensions: number | undefined): Float32Array[] | Failure {
  const senseless = (cause: string): Failure => ({ fault: 'senseless', cause, again: false });
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return senseless(`answered what is no JSON: ${body.trim().slice(0, SHOWN_OF_AN_ANSWER) || 'nothing'}`);
  }
  const parsed = answer.safeParse(json);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    return senseless(`answered without vectors: ${path.join('.') || 'answer'}: ${message}`);
  }
  const vectors: Float32Array[] = [];
  for (const [at, { index = at, embedding }] of parsed.data.data.entries()) {
    const expected = dimensions ?? vectors.find(Boolean)?.length ?? embedding.length;
    if (embedding.length !== expected) {
      return senseless(
        `answered ${embedding.length} dimensions where ${expected} are expected; another model needs another EMBEDDINGS_MODEL`,
      );
    }
    if (index >= count || vectors[index]) return senseless(`answered with a wrong index ${index}`);
    vectors[index] = unit(embedding);
  }
  const got = Object.keys(vectors).length;
  return got === count ? vectors : senseless(`answered ${got} vectors for ${count} texts`);
}

function unit(numbers: number[]): Float32Array {
  const length = Math.hypot(...numbers);
  return Float32Array.from(numbers, (value) => (length > 0 ? value / length : 0));
}
