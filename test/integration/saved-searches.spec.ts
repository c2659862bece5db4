import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { OwnIndex, TellNewHits } from '#catalogue';
import {
  changeSavedSearch,
  deleteSavedSearch,
  listMails,
  listSavedSearches,
  saveSearch,
  unsubscribeSearches,
} from '#contracts';
import { eventually } from '../support/eventually.js';
import { officer, participant, type Participant, type Person } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';
import { publish, technology } from '../support/samples.js';

/** Takes mails as a server does, and keeps what it was told. */
class MailServer {
  readonly taken: string[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((socket) => {
      let text = '';
      let inData = false;
      socket.write('220 test\r\n');
      socket.on('data', (chunk) => {
        text += chunk.toString();
        for (;;) {
          const end = inData ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n');
          if (end < 0) return;
          const part = text.slice(0, end);
          text = text.slice(end + (inData ? 5 : 2));
          if (inData) this.taken.push(part);
          inData = !inData && part === 'DATA';
          socket.write(part === 'QUIT' ? '221 bye\r\n' : inData ? '354 go on\r\n' : '250 ok\r\n');
        }
      });
      socket.on('error', () => undefined);
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
  }
}

const mailServer = new MailServer();
let product: Product;
let bureau: Person;
let administrator: Person;
let institute: Participant;
let enterprise: Participant;
beforeAll(async () => {
  const url = await mailServer.open();
  product = await startProduct({ worker: true, config: { mail: { url, from: 'desk@example.cn' } } });
  bureau = await officer(product);
  administrator = await officer(product, 'system_admin');
  institute = await participant(product, 'institute');
  enterprise = await participant(product, 'enterprise');
});
afterAll(async () => {
  await product.stop();
  mailServer.close();
});

const save = (by: Person, name: string, query: Record<string, string | string[]>, mail = true) =>
  by.agent.get(saveSearch, { body: { name, kind: 'technology', query, mail } });
const make = (title: string, disclosure?: 'registered' | 'confidential') =>
  publish(institute, bureau, { kind: 'technology', content: technology({ title }), disclosure });
const fresh = (by: Person, id: string, count: number) =>
  eventually(`${count} new hits`, async () => {
    const { searches } = await by.agent.get(listSavedSearches, {});
    return searches.find((one) => one.id === id)?.fresh === count;
  });
const tell = () => product.api.get(TellNewHits).run();
/** Everything so far lies a minute back, so that it counts as settled. */
const aMinuteLater = async () => {
  await product.database.query(`
    UPDATE saved_searches SET told_until = told_until - interval '1 minute', seen_at = seen_at - interval '1 minute';
    UPDATE listings SET published_at = published_at - interval '1 minute'`);
  await product.api.get(OwnIndex).reconcile();
};
const mails = () => administrator.agent.get(listMails, {});

describe('saved searches', () => {
  it('are kept, renamed and forgotten by their person alone, and count what is new', async () => {
    await make('磁悬浮轴承');
    const kept = await save(enterprise, '膜', { q: '纳滤膜', field: ['environment'] }, false);
    expect(kept).toMatchObject({ fresh: 0, mail: false, query: { q: '纳滤膜' } });
    await make('中空纤维纳滤膜');
    await fresh(enterprise, kept.id, 1);
    const params = { id: kept.id };
    const seen = await enterprise.agent.get(changeSavedSearch, {
      params,
      body: { seen: true, name: '膜材料' },
    });
    expect(seen).toMatchObject({ fresh: 0, name: '膜材料' });
    expect((await bureau.agent.get(listSavedSearches, {})).searches).toEqual([]);
    expect((await bureau.agent.refused(changeSavedSearch, { params, body: { mail: true } })).code).toBe(
      'not_found',
    );
    expect((await bureau.agent.refused(deleteSavedSearch, { params })).code).toBe('not_found');
    expect((await product.visitor().refused(listSavedSearches)).code).toBe('not_signed_in');
    await enterprise.agent.get(deleteSavedSearch, { params });
    expect((await enterprise.agent.get(listSavedSearches, {})).searches).toEqual([]);
  });

  it('refuse a query that the catalogue does not understand, and more than fifty', async () => {
    const body = { name: 'x', kind: 'technology', mail: false };
    const bad = await enterprise.agent.refused(saveSearch, {
      body: { ...body, query: { field: ['alchemy'] } },
    });
    expect(bad.fields!.map(({ field }) => field)).toEqual(['query.field.0']);
    const keeper = await participant(product, 'enterprise');
    for (let i = 0; i < 50; i++) await save(keeper, `${i}`, { q: '膜' }, false);
    const over = await keeper.agent.refused(saveSearch, { body: { ...body, query: {} } });
    expect(over.fields).toMatchObject([{ field: 'name', reason: 'too_many' }]);
  });
});

describe('the mails about new hits', () => {
  it('go out once a day with all that is new and visible to their reader, until they are ended', async () => {
    const search = await save(enterprise, '光刻胶', { q: '光刻胶' });
    const quiet = await participant(product, 'enterprise');
    await save(quiet, '光刻胶', { q: '光刻胶' }, false);
    const one = await make('电子束光刻胶', 'registered');
    await make('厚膜光刻胶');
    await make('军用光刻胶', 'confidential');
    await fresh(enterprise, search.id, 2);
    expect(await tell()).toBe(0);
    await aMinuteLater();
    expect(await tell()).toBe(1);
    const [mail] = (await mails()).items;
    expect(mail).toMatchObject({ subject: '产研汇：您保存的搜索有 2 条新结果' });
    expect(mail!.body).toContain(`/listings/${one.id}`);
    expect(mail!.body).not.toContain('军用');
    await eventually('the mail sent', async () => (await mails()).items[0]!.sentAt !== null);
    expect(mailServer.taken).toHaveLength(1);
    expect(mailServer.taken[0]).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');

    await make('纳米压印光刻胶');
    await fresh(enterprise, search.id, 3);
    await aMinuteLater();
    expect(await tell()).toBe(0);
    await product.database.query(`UPDATE mails SET day = day - 1`);
    expect(await tell()).toBe(1);
    expect((await mails()).items[0]!.body).toContain('纳米压印');
    expect((await mails()).items[0]!.body).not.toContain('电子束');

    const token = new URL(/https?:\S+unsubscribe\?token=\S+/.exec(mail!.body)![0]).searchParams.get('token')!;
    const stranger = product.visitor();
    const forged = { query: { token: `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}` } };
    expect((await stranger.refused(unsubscribeSearches, forged)).code).toBe('link_spent');
    await stranger.get(unsubscribeSearches, { query: { token } });
    expect((await enterprise.agent.get(listSavedSearches, {})).searches.map(({ mail: on }) => on)).toEqual([
      false,
    ]);
    expect((await bureau.agent.refused(listMails)).code).toBe('not_allowed');
  });
});
