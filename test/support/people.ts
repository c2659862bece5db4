import { Sessions } from '#identity';
import { usccCheckDigit } from '#contracts';
import { ApiAgent } from './api-agent.js';
import type { Product } from './product.js';

/** Somebody with a session. */
export interface Person {
  id: string;
  name: string;
  agent: ApiAgent;
}
export interface Participant extends Person {
  organisation: { id: string; name: string };
}
type ParticipantKind = 'institute' | 'enterprise' | 'investor';

let number = 0;

/** A 统一社会信用代码 with a right check digit that no other call has given. */
export function freshUscc(): string {
  number += 1;
  const first = `91120116MA0T${String(number).padStart(5, '0')}`;
  return first + usccCheckDigit(first)!;
}

/** An account name that no other call has given. */
export function freshLogin(): string {
  number += 1;
  return `person${number}@example.cn`;
}

/** A bureau officer, or another holder of a platform role. */
export function officer(
  product: Product,
  role: 'bureau_officer' | 'district_officer' | 'system_admin' = 'bureau_officer',
  district: string | null = null,
): Promise<Person> {
  return person(product, { name: '局工作人员', platformRole: role, district });
}

/** An approved organisation with one administrator. */
export async function participant(
  product: Product,
  kind: ParticipantKind,
  {
    name,
    state = 'approved',
    district = 'binhai',
  }: { name?: string; state?: string; district?: string } = {},
): Promise<Participant> {
  const uscc = freshUscc();
  const called = name ?? `${{ institute: '产研院', enterprise: '企业', investor: '基金' }[kind]}${number}`;
  const { rows } = await product.database.query<{ id: string }>(
    'INSERT INTO organisations (name, kind, uscc, district, state) VALUES ($1, $2, $3, $4, $5) RETURNING id',
    [called, kind, uscc, district, state],
  );
  return colleague(product, { id: rows[0]!.id, name: called }, 'admin');
}

/** One more person of an organisation. */
export async function colleague(
  product: Product,
  organisation: { id: string; name: string },
  role: 'member' | 'admin' = 'member',
): Promise<Participant> {
  return { ...(await person(product, { organisationId: organisation.id, role })), organisation };
}

async function person(
  product: Product,
  given: {
    name?: string;
    organisationId?: string;
    role?: 'member' | 'admin';
    platformRole?: string;
    district?: string | null;
  },
): Promise<Person> {
  const login = freshLogin();
  const name = given.name ?? `联系人${number}`;
  const { rows } = await product.database.query<{ id: string }>(
    `INSERT INTO people (name, login, organisation_id, organisation_role, platform_role, district)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [
      name,
      login,
      given.organisationId ?? null,
      given.role ?? null,
      given.platformRole ?? null,
      given.district ?? null,
    ],
  );
  const { id } = rows[0]!;
  await product.database.query('INSERT INTO contacts (person_id, email) VALUES ($1, $2)', [id, login]);
  return { id, name, agent: await signedIn(product, id) };
}

/** An agent with a session of its own for this person, opened as the product opens one. */
export async function signedIn(product: Product, personId: string): Promise<ApiAgent> {
  const { token } = await product.api.get(Sessions).openForPerson(personId);
  return new ApiAgent(product.url, product.document, `chanyanhui_session=${token}`);
}
