import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  changeMember,
  closeAllSessions,
  closeSession,
  createListing,
  decideOrganisation,
  inviteMember,
  listDemoAccounts,
  listMembers,
  listOrganisations,
  openDemoSession,
  openSession,
  readLink,
  readMe,
  signUp,
  redeemLink,
} from '#contracts';
import { colleague, freshLogin, freshUscc, officer, participant, signedIn } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';
import { technology } from '../support/samples.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

const password = 'tianjin-2026';
const signUpBody = (changes: { uscc?: string; login?: string; password?: string } = {}) => ({
  organisation: {
    name: '海河新材料研究院',
    kind: 'institute' as const,
    uscc: changes.uscc ?? freshUscc(),
    district: 'binhai' as const,
  },
  person: { name: '王研', login: changes.login ?? freshLogin(), password: changes.password ?? password },
});
const count = async (table: string) =>
  (await product.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]!.n;

describe('sign-up', () => {
  it('makes a pending organisation, signs its administrator in, and the bureau approves it', async () => {
    const newcomer = product.visitor();
    const me = await newcomer.get(signUp, { body: signUpBody() });
    expect(me).toMatchObject({ organisation: { state: 'pending' }, organisationRole: 'admin' });
    expect((await newcomer.get(readMe, {})).person?.id).toBe(me.person!.id);
    const draft = { body: { kind: 'technology' as const, content: technology() } };
    expect((await newcomer.refused(createListing, draft)).code).toBe('organisation_not_approved');

    const bureau = await officer(product);
    const { items } = await bureau.agent.get(listOrganisations, { query: { state: 'pending' } });
    const waiting = items.find((one) => one.id === me.organisation!.id)!;
    const params = { id: waiting.id };
    const decide = (version: number, decision: 'approve' | 'reject', reason?: string) => ({
      params,
      body: { version, decision, reason },
    });
    expect(
      (await bureau.agent.refused(decideOrganisation, decide(waiting.version, 'reject'))).fields,
    ).toEqual([expect.objectContaining({ field: 'reason', reason: 'required' })]);
    const rejected = await bureau.agent.get(
      decideOrganisation,
      decide(waiting.version, 'reject', '材料不全'),
    );
    expect((await newcomer.get(readMe, {})).organisation).toMatchObject({
      state: 'rejected',
      reason: '材料不全',
    });
    expect((await bureau.agent.refused(decideOrganisation, decide(waiting.version, 'approve'))).code).toBe(
      'stale_version',
    );
    await bureau.agent.get(decideOrganisation, decide(rejected.version, 'approve'));
    await newcomer.get(createListing, draft);
    expect(
      (await newcomer.refused(decideOrganisation, decide(rejected.version + 1, 'reject', '反对'))).code,
    ).toBe('not_allowed');
  });

  it.each([
    ['a wrong check digit', { uscc: '91120116MA0T000019' }, 'organisation.uscc', 'bad_uscc'],
    [
      'a letter that the standard leaves out',
      { uscc: 'I1120116MA0T000011' },
      'organisation.uscc',
      'bad_uscc',
    ],
    ['17 characters', { uscc: '91120116MA0T00001' }, 'organisation.uscc', 'bad_uscc'],
    ['a login that is neither phone nor address', { login: 'wang' }, 'person.login', 'bad_login'],
    ['a weak password', { password: 'aaaaaaaaaaaa' }, 'person.password', 'weak_password'],
  ])('refuses %s with the field and the reason', async (_, changes, field, reason) => {
    const before = await count('organisations');
    const problem = await product.visitor().refused(signUp, { body: signUpBody(changes) });
    expect(problem).toMatchObject({ status: 422, code: 'invalid_input', fields: [{ field, reason }] });
    expect(problem.fields![0]!.message).toMatch(/[\u4e00-\u9fff]/);
    expect(await count('organisations')).toBe(before);
  });

  it('takes a 统一社会信用代码 and an account name once, and writes nothing for the second', async () => {
    const first = signUpBody();
    await product.visitor().get(signUp, { body: first });
    const before = [await count('organisations'), await count('people')];
    const again = (changes: object) => product.visitor().refused(signUp, { body: signUpBody(changes) });
    expect((await again({ uscc: first.organisation.uscc.toLowerCase() })).code).toBe('uscc_taken');
    expect((await again({ login: first.person.login.toUpperCase() })).code).toBe('login_taken');
    expect([await count('organisations'), await count('people')]).toEqual(before);
  });

  it('decides a race for the same code: one organisation, one refusal', async () => {
    const uscc = freshUscc();
    const answers = await Promise.all(
      [1, 2].map(() => product.visitor().send(signUp, { body: signUpBody({ uscc }) })),
    );
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409]);
  });
});

describe('sign-in', () => {
  it('opens an httpOnly session, and signing out everywhere ends all of them', async () => {
    const login = freshLogin();
    await product.visitor().get(signUp, { body: signUpBody({ login }) });
    const [phone, desk, bystander] = [product.visitor(), product.visitor(), await officer(product)];
    const opened = await phone.send(openSession, { body: { login: login.toUpperCase(), password } });
    expect(String(opened.headers['set-cookie'])).toMatch(
      /chanyanhui_session=[^;]{40,};.*HttpOnly; SameSite=Lax/,
    );
    await desk.get(openSession, { body: { login, password } });
    await phone.get(closeSession, {});
    expect((await phone.get(readMe, {})).person).toBeNull();
    expect((await desk.get(readMe, {})).person?.login).toBe(login);
    await phone.get(openSession, { body: { login, password } });
    await desk.get(closeAllSessions, {});
    expect((await phone.get(readMe, {})).person).toBeNull();
    expect((await bystander.agent.get(readMe, {})).person?.id).toBe(bystander.id);
  });

  it('says the same of a wrong password and of an unknown account, and closes the account after eight', async () => {
    const login = freshLogin();
    await product.visitor().get(signUp, { body: signUpBody({ login }) });
    const attempt = (tried: string, account = login) =>
      product.visitor().refused(openSession, { body: { login: account, password: tried } });
    const wrong = await attempt('not-this-one');
    const unknown = await attempt('not-this-one', freshLogin());
    expect({ ...wrong, requestId: 0 }).toEqual({ ...unknown, requestId: 0 });
    for (let i = 1; i < 8; i++) expect((await attempt('not-this-one')).code).toBe('wrong_credentials');
    const closed = await attempt(password);
    expect(closed).toMatchObject({ status: 429, code: 'too_many_attempts' });
    expect(closed.detail).toMatch(/\d+ 秒/);
    await product.visitor().refused(openSession, { body: { login: `${login}.cn`, password } });
  });

  it('has no demonstration accounts outside demo mode, even for one that exists', async () => {
    const { id } = await officer(product);
    await product.database.query(`UPDATE people SET demo_key = 'bureau' WHERE id = $1`, [id]);
    expect((await product.visitor().get(listDemoAccounts, {})).accounts).toEqual([]);
    expect((await product.visitor().refused(openDemoSession, { body: { key: 'bureau' } })).code).toBe(
      'not_found',
    );
  });

  it('refuses a changing request from a foreign origin, and takes one of its own', async () => {
    const { agent } = await officer(product);
    const from = (origin: string) => agent.send(closeSession, {}, { headers: { Origin: origin } });
    for (const origin of ['https://evil.example', 'null', `${product.url}.evil.example`]) {
      expect((await from(origin)).body).toMatchObject({ status: 403, code: 'foreign_origin' });
    }
    expect((await from(product.url)).status).toBe(200);
  });
});

describe('members', () => {
  const account = () => ({ name: '李新', login: freshLogin(), password });

  it('gives an invitation to one of two who use it at once', async () => {
    const admin = await participant(product, 'enterprise');
    const { path } = await admin.agent.get(inviteMember, { body: { role: 'member' } });
    const params = { token: path.split('/').at(-1)! };
    expect(await product.visitor().get(readLink, { params })).toEqual({
      purpose: 'invitation',
      organisation: admin.organisation.name,
    });
    const answers = await Promise.all(
      [1, 2].map(() => product.visitor().send(redeemLink, { params, body: account() })),
    );
    expect(answers.map((one) => one.status).sort()).toEqual([201, 410]);
    expect((await product.visitor().refused(readLink, { params })).code).toBe('link_spent');
    const { members } = await admin.agent.get(listMembers, {});
    expect(members.map((one) => one.role).sort()).toEqual(['admin', 'member']);
  });

  it('leaves an invitation unspent when the account name is taken', async () => {
    const admin = await participant(product, 'enterprise');
    const { path } = await admin.agent.get(inviteMember, { body: { role: 'admin' } });
    const params = { token: path.split('/').at(-1)! };
    const { login } = (await admin.agent.get(readMe, {})).person!;
    const taken = { params, body: { ...account(), login } };
    expect((await product.visitor().refused(redeemLink, taken)).code).toBe('login_taken');
    const joined = await product.visitor().get(redeemLink, { params, body: account() });
    expect(joined).toMatchObject({ organisationRole: 'admin', organisation: { id: admin.organisation.id } });
  });

  it('keeps the last administrator, also when two step down at once', async () => {
    const admin = await participant(product, 'enterprise');
    const change = (id: string, body: object) => admin.agent.refused(changeMember, { params: { id }, body });
    expect((await change(admin.id, { role: 'member' })).code).toBe('last_admin');
    expect((await change(admin.id, { active: false })).code).toBe('last_admin');
    const other = await colleague(product, admin.organisation, 'admin');
    const answers = await Promise.all(
      [admin, other].map((one) =>
        one.agent.send(changeMember, { params: { id: one.id }, body: { role: 'member' } }),
      ),
    );
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
  });

  it('ends the sessions of somebody who is switched off, and knows no foreign member', async () => {
    const admin = await participant(product, 'enterprise');
    const member = await colleague(product, admin.organisation);
    expect((await member.agent.refused(listMembers)).code).toBe('not_allowed');
    await admin.agent.get(changeMember, { params: { id: member.id }, body: { active: false } });
    expect((await member.agent.get(readMe, {})).person).toBeNull();
    expect((await (await signedIn(product, member.id)).get(readMe, {})).person).toBeNull();
    const stranger = await participant(product, 'enterprise');
    const foreign = { params: { id: stranger.id }, body: { active: false } };
    expect((await admin.agent.refused(changeMember, foreign)).code).toBe('not_found');
  });
});
