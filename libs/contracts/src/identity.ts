import { z } from 'zod';
import { login, password } from './credentials.js';
import { byId, id, instant, ok, pageOf, pageQuery, route } from './route.js';
import { uscc } from './uscc.js';
import { districtCodes, organisationKindCodes, platformRoleCodes } from './vocabulary.js';

const name = z.string().trim().min(1).max(60);

export const me = z.object({
  /** Null for a visitor who is not signed in. */
  person: z.object({ id, name: z.string(), login: z.string(), title: z.string().nullable() }).nullable(),
  organisation: z
    .object({
      id,
      name: z.string(),
      kind: z.enum(organisationKindCodes),
      state: z.enum(['pending', 'approved', 'rejected']),
      reason: z.string().nullable(),
      district: z.string().nullable(),
    })
    .nullable(),
  organisationRole: z.enum(['member', 'admin']).nullable(),
  platformRole: z.enum(platformRoleCodes).nullable(),
  /** Events that this person organizes. */
  organizes: z.array(id),
  demo: z.boolean(),
});
export type Me = z.infer<typeof me>;

export const signUp = route({
  method: 'POST',
  path: '/sign-ups',
  summary: 'Sign up an institute, an enterprise or an investor with its first administrator',
  policy: 'organisation.signUp',
  status: 201,
  body: z.object({
    organisation: z.object({
      name: z.string().trim().min(2).max(120),
      kind: z.enum(['institute', 'enterprise', 'investor']),
      uscc,
      district: z.enum(districtCodes),
      intro: z.string().trim().max(2_000).optional(),
    }),
    person: z.object({ name, login, password, title: z.string().trim().max(60).optional() }),
  }),
  response: me,
});

export const openSession = route({
  method: 'POST',
  path: '/session',
  summary: 'Sign in with account and password',
  policy: 'session.open',
  body: z.object({
    login: z.string().trim().toLowerCase().min(1).max(120),
    password: z.string().min(1).max(200),
  }),
  response: me,
});
export const closeSession = route({
  method: 'DELETE',
  path: '/session',
  summary: 'Sign out here',
  policy: 'session.own',
  response: ok,
});
export const closeAllSessions = route({
  method: 'DELETE',
  path: '/sessions',
  summary: 'Sign out everywhere',
  policy: 'session.own',
  response: ok,
});
export const saveLocale = route({
  method: 'PUT',
  path: '/me/locale',
  summary: 'The language in which the caller reads mails',
  policy: 'session.own',
  body: z.object({ locale: z.enum(['zh', 'en']) }),
  response: ok,
});
export const readMe = route({
  method: 'GET',
  path: '/me',
  summary: 'Who is signed in',
  policy: 'public.read',
  response: me,
});

export const listDemoAccounts = route({
  method: 'GET',
  path: '/demo/accounts',
  summary: 'Accounts of the demonstration, one for each role; empty outside demo mode',
  policy: 'public.read',
  response: z.object({
    accounts: z.array(
      z.object({ key: z.string(), name: z.string(), organisation: z.string(), role: z.string() }),
    ),
  }),
});
export const openDemoSession = route({
  method: 'POST',
  path: '/demo/session',
  summary: 'Sign in as a demonstration account (demo mode only)',
  policy: 'session.open',
  body: z.object({ key: z.string().min(1).max(40) }),
  response: me,
});

const token = z.object({ token: z.string().min(20).max(200) });
export const readLink = route({
  method: 'GET',
  path: '/links/:token',
  summary: 'What a one-time link is for',
  policy: 'public.read',
  params: token,
  response: z.object({
    purpose: z.enum(['first_administrator', 'invitation']),
    organisation: z.string().nullable(),
  }),
});
export const redeemLink = route({
  method: 'POST',
  path: '/links/:token',
  summary: 'Make the account that a one-time link stands for, and sign in',
  policy: 'session.open',
  status: 201,
  params: token,
  body: z.object({ name, login, password }),
  response: me,
});

export const organisation = z.object({
  id,
  name: z.string(),
  kind: z.enum(organisationKindCodes),
  uscc: z.string().nullable(),
  district: z.string().nullable(),
  intro: z.string().nullable(),
  state: z.enum(['pending', 'approved', 'rejected']),
  reason: z.string().nullable(),
  createdAt: instant,
  version: z.int(),
});
export type Organisation = z.infer<typeof organisation>;

export const listOrganisations = route({
  method: 'GET',
  path: '/organisations',
  summary: 'Organisations for review',
  policy: 'organisation.review',
  query: pageQuery.extend({
    state: z.enum(['pending', 'approved', 'rejected']).optional(),
    kind: z.enum(organisationKindCodes).optional(),
    q: z.string().trim().max(100).optional(),
  }),
  response: pageOf(organisation),
});
export const decideOrganisation = route({
  method: 'POST',
  path: '/organisations/:id/decision',
  summary: 'Approve or reject an organisation',
  policy: 'organisation.review',
  params: byId,
  body: z.object({
    version: z.int(),
    decision: z.enum(['approve', 'reject']),
    reason: z.string().trim().min(2).max(500).optional(),
  }),
  response: organisation,
});

export const member = z.object({
  id,
  name: z.string(),
  login: z.string(),
  role: z.enum(['member', 'admin']),
  active: z.boolean(),
});
export const listMembers = route({
  method: 'GET',
  path: '/organisation/members',
  summary: 'Members of the own organisation',
  policy: 'organisation.manage',
  response: z.object({ members: z.array(member) }),
});
export const inviteMember = route({
  method: 'POST',
  path: '/organisation/invitations',
  summary: 'Make a one-time link for a new member, valid for seven days',
  policy: 'organisation.manage',
  status: 201,
  body: z.object({ role: z.enum(['member', 'admin']) }),
  response: z.object({ path: z.string(), expiresAt: instant }),
});
export const changeMember = route({
  method: 'PATCH',
  path: '/organisation/members/:id',
  summary: 'Change the role of a member or switch the account off',
  policy: 'organisation.manage',
  params: byId,
  body: z.object({ role: z.enum(['member', 'admin']).optional(), active: z.boolean().optional() }),
  response: member,
});
