import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Documents = Map<string, Record<string, unknown> & { id: string }>;

/** A write waits so long for its turn; ms. */
const TURN_MS = 5;

/**
 * Speaks as much of Meilisearch's protocol as keeping documents needs, and can be killed with what it has not written yet.
 * It searches for nothing: every document is a hit.
 */
export class MeilisearchStandIn {
  /** By index. */
  private indexes = new Map<string, Documents>();
  private readonly tasks = new Map<number, { status: string; error?: { code: string; message: string } }>();
  /** By task. */
  private readonly waiting = new Map<number, NodeJS.Timeout>();
  private server: Server | null = null;
  private port = 0;
  private task = 0;

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts, or starts again at the same address. */
  async start(): Promise<void> {
    if (this.server) return;
    const server = createServer((request, response) => void this.answer(request, response));
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** All connections break, and writes that wait are lost. */
  async kill(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = null;
    for (const [task, timer] of this.waiting) {
      clearTimeout(timer);
      this.tasks.set(task, { status: 'canceled' });
    }
    this.waiting.clear();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  /** What it holds now, to be restored later. */
  copy(): Map<string, Documents> {
    return new Map([...this.indexes].map(([name, documents]) => [name, new Map(documents)]));
  }

  restore(copy: Map<string, Documents>): void {
    this.indexes = new Map([...copy].map(([name, documents]) => [name, new Map(documents)]));
  }

  /** Forgets every document. */
  wipe(): void {
    for (const documents of this.indexes.values()) documents.clear();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body: unknown = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : undefined;
    const { pathname, searchParams } = new URL(request.url!, this.url);
    const say = (status: number, json: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    const [first, name = '', ...rest] = pathname.split('/').filter(Boolean);
    const what = [request.method, first, ...rest].join(' ');
    switch (what) {
      case 'GET tasks':
        return void say(200, { uid: Number(name), ...this.tasks.get(Number(name)) });
      case 'POST multi-search': {
        const { queries, federation } = body as { queries: Asked[]; federation?: { hitsPerPage: number } };
        if (federation) return void say(200, this.hits({ ...queries[0]!, ...federation }));
        return void say(200, { results: queries.map((asked) => this.hits(asked)) });
      }
      case 'GET indexes documents': {
        const [offset, limit] = [Number(searchParams.get('offset')), Number(searchParams.get('limit'))];
        const all = [...(this.indexes.get(name)?.values() ?? [])];
        return void say(200, { results: all.slice(offset, offset + limit), total: all.length });
      }
      case 'GET indexes settings synonyms':
        return void say(200, {});
      default:
        return void say(202, this.enqueue(what, name, body));
    }
  }

  private hits({ indexUid, hitsPerPage }: Asked) {
    const all = [...(this.indexes.get(indexUid)?.values() ?? [])];
    return { hits: all.slice(0, hitsPerPage), totalHits: all.length, facetDistribution: {} };
  }

  private enqueue(what: string, name: string, body: unknown) {
    const taskUid = ++this.task;
    this.tasks.set(taskUid, { status: 'enqueued' });
    const timer = setTimeout(() => {
      this.waiting.delete(taskUid);
      this.tasks.set(taskUid, this.write(what, name, body));
    }, TURN_MS);
    this.waiting.set(taskUid, timer);
    return { taskUid, indexUid: name, status: 'enqueued', type: what, enqueuedAt: '' };
  }

  private write(what: string, name: string, body: unknown) {
    const documents: Documents = this.indexes.get(name) ?? new Map();
    switch (what) {
      case 'POST indexes': {
        const { uid } = body as { uid: string };
        if (this.indexes.has(uid)) {
          const error = { code: 'index_already_exists', message: 'Index already exists.' };
          return { status: 'failed', error };
        }
        this.indexes.set(uid, new Map());
        break;
      }
      case 'POST indexes documents':
        for (const one of body as { id: string }[]) documents.set(one.id, one);
        this.indexes.set(name, documents);
        break;
      case 'POST indexes documents delete-batch':
        for (const id of body as string[]) documents.delete(id);
        break;
      case 'DELETE indexes':
        this.indexes.delete(name);
        break;
      case 'POST swap-indexes': {
        const [{ indexes }] = body as [{ indexes: [string, string] }];
        const [one, other] = indexes.map((each) => this.indexes.get(each)!);
        this.indexes.set(indexes[0], other!).set(indexes[1], one!);
      }
    }
    return { status: 'succeeded' };
  }
}

interface Asked {
  indexUid: string;
  hitsPerPage: number;
}
