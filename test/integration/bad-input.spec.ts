import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventEmitter, once } from 'node:events';
import * as contracts from '#contracts';
import { hostileInputs } from '../support/hostile-inputs.js';
import { goLive, timetabledEvent } from '../support/live-event.js';
import { type Product, startProduct } from '../support/product.js';
import { need, publish, technology } from '../support/samples.js';
import type { ApiAgent, Sent } from '../support/api-agent.js';

const routes = Object.entries(contracts).filter(
  (entry): entry is [string, (typeof entry)[1] & contracts.RouteShape] =>
    typeof entry[1] === 'object' && entry[1] !== null && 'policy' in entry[1] && 'path' in entry[1],
);
/** These end the caller's own session, which the other routes still need. */
const leaving = new Set(['closeSession', 'closeAllSessions']);

/** Routes asked at a time: much of the time one of them waits for the database. */
const AT_ONCE = 4;

let product: Product;
let callers: ApiAgent[];
let known: Record<string, string[]>;

beforeAll(async () => {
  product = await startProduct({ worker: true });
  const event = await timetabledEvent(product, { institutes: 1, enterprises: 1 });
  const offered = await publish(event.institutes[0]!, event.bureau, {
    kind: 'technology',
    content: technology(),
  });
  const wanted = await publish(event.enterprises[0]!, event.bureau, { kind: 'need', content: need() });
  await goLive(event);
  callers = [product.visitor(), event.enterprises[0]!.agent, event.bureau.agent];
  known = {
    events: [event.id],
    listings: [offered.id, wanted.id],
    organisations: [event.institutes[0]!.organisation.id],
  };
});
afterAll(() => product?.stop());

/**
 * Asks a route everything; returns how often. `ApiAgent` fails on every answer that the OpenAPI document does not
 * describe: a 5xx, a stack, a stray field.
 */
async function askAll(name: string, route: contracts.RouteShape): Promise<number> {
  const ids = known[route.path.split('/')[1]!] ?? [];
  const willing = new Set(leaving.has(name) ? callers.slice(0, 1) : callers);
  let asked = 0;
  const ask = async (caller: ApiAgent, input: Sent) => {
    const { status } = await caller.send(route, input);
    if (status >= 500) throw new Error(`${status} for ${JSON.stringify(input).slice(0, 500)}`);
    asked += 1;
    // A stranger is refused before the input is looked at: once is enough.
    if (status === 401 || status === 403) willing.delete(caller);
  };
  for (const input of hostileInputs(route, ids)) {
    await Promise.all([...willing].map((caller) => ask(caller, input)));
  }
  return asked;
}

describe('bad input', () => {
  const told = new EventEmitter();
  const outcomes = new Map<string, { asked?: number; fault?: unknown }>();
  beforeAll(() => {
    const waiting = routes.values();
    const lane = async () => {
      for (const [name, route] of waiting) {
        const outcome = await askAll(name, route).then(
          (asked) => ({ asked }),
          (fault: unknown) => ({ fault }),
        );
        outcomes.set(name, outcome);
        told.emit(name);
      }
    };
    for (let i = 0; i < AT_ONCE; i++) void lane();
  });

  it.each(routes)(
    'is refused with a problem or answered: %s',
    async (name) => {
      if (!outcomes.has(name)) await once(told, name);
      const { asked, fault } = outcomes.get(name)!;
      if (fault) throw fault;
      expect(asked).toBeGreaterThan(0);
    },
    300_000,
  );
});
