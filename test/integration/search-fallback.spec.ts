import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { SharedIndex } from '#catalogue';
import { listListings, readSearchIndex } from '#contracts';
import { eventually } from '../support/eventually.js';
import { officer, participant, type Person } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';
import { publish, technology } from '../support/samples.js';

const server = process.env['MEILI_URL'];
process.stdout.write(
  server
    ? 'Search fallback: runs with a Meilisearch that is away and with one that comes back.\n'
    : 'Search fallback: runs with a Meilisearch that is away; one that comes back is left out, since MEILI_URL is not set.\n',
);

/** Stands between the product and the server, and cuts the connection when told. */
class Gate {
  private readonly server: Server;
  private readonly open = new Set<Socket>();
  private cut = false;
  port = 0;

  constructor(private readonly target: URL) {
    this.server = createServer((inside) => {
      if (this.cut) {
        inside.destroy();
        return;
      }
      const outside = connect(Number(this.target.port || 80), this.target.hostname);
      for (const [from, to] of [
        [inside, outside],
        [outside, inside],
      ] as const) {
        this.open.add(from);
        from.on('error', () => to.destroy());
        from.on('close', () => this.open.delete(from));
        from.pipe(to);
      }
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    this.port = (this.server.address() as AddressInfo).port;
  }

  shut(): void {
    this.cut = true;
    for (const socket of this.open) socket.destroy();
  }

  unlock(): void {
    this.cut = false;
  }

  close(): void {
    this.shut();
    this.server.close();
  }
}

let product: Product;
let bureau: Person;
const found = async (q: string) =>
  (await product.visitor().get(listListings, { query: { kind: 'technology', q } })).items.map(
    ({ title }) => title,
  );
const state = () => bureau.agent.get(readSearchIndex, {});
const make = async (title: string) =>
  publish(await participant(product, 'institute'), bureau, {
    kind: 'technology',
    content: technology({ title }),
  });
const startWith = async (url: string, worker: boolean) => {
  const meili = {
    url,
    key: process.env['MEILI_KEY'] ?? null,
    index: `fallback-${randomBytes(4).toString('hex')}`,
  };
  product = await startProduct({ worker, config: { meili } });
  bureau = await officer(product);
};

describe('a Meilisearch that is away', () => {
  beforeAll(() => startWith('http://127.0.0.1:9', false));
  afterAll(() => product.stop());

  it('leaves the built-in index to answer, and tells the operator', async () => {
    await make('石墨烯散热膜');
    await eventually('the listing', async () => (await found('石墨烯')).length === 1, 2);
    const now = await state();
    expect(now).toMatchObject({ engine: 'meilisearch', fallback: true, documents: 1 });
    expect(now.problem!.reason).toMatch(/Meilisearch/);
  });
});

describe('a Meilisearch that is slow', () => {
  // Each of its answers would be in time, all that a search needs would not.
  const slow = http.createServer((_, response) => {
    setTimeout(() => response.end('{"results":[],"total":0}'), 1_700);
  });
  beforeAll(async () => {
    await new Promise<void>((done) => slow.listen(0, '127.0.0.1', done));
    await startWith(`http://127.0.0.1:${(slow.address() as AddressInfo).port}`, false);
  });
  afterAll(async () => {
    await product.stop();
    slow.closeAllConnections();
    slow.close();
  });

  it('keeps no reader waiting for more than 2 s', async () => {
    const started = performance.now();
    expect(await found('石墨烯')).toEqual([]);
    expect(performance.now() - started).toBeLessThan(3_000);
    expect((await state()).problem!.reason).toMatch(/no answer in time/);
  });
});

const where = server ? 'runs' : 'is left out, since MEILI_URL is not set';
process.stdout.write(`A real Meilisearch in this test ${where}.\n`);
if (server)
  describe('a Meilisearch that comes back', () => {
    let gate: Gate;
    beforeAll(async () => {
      gate = new Gate(new URL(server));
      await gate.listen();
      await startWith(`http://127.0.0.1:${gate.port}`, true);
    }, 60_000);
    afterAll(async () => {
      gate.unlock();
      const { index } = product.api.get(SharedIndex);
      await index!.remove([...(await index!.stamps()).keys()]);
      await product.stop();
      gate.close();
    }, 60_000);

    it('answers again by itself, with what was published meanwhile', async () => {
      await make('钠电池负极');
      await eventually(
        'the listing on Meilisearch',
        async () => !(await state()).fallback && (await state()).documents === 1,
        20,
      );
      gate.shut();
      expect(await found('钠电池负极')).toEqual(['钠电池负极']);
      expect(await state()).toMatchObject({ fallback: true });
      await make('生物质气化炉');
      await eventually(
        'the listing from the built-in index',
        async () => (await found('气化炉')).length === 1,
        5,
      );
      gate.unlock();
      await eventually('the way back', async () => !(await state()).fallback, 15);
      expect((await state()).problem).toBeNull();
      await eventually('the listing on Meilisearch', async () => (await state()).documents === 2, 40);
      expect(await found('气化炉')).toEqual(['生物质气化炉']);
    }, 120_000);
  });
