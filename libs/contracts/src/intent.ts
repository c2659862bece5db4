import { z } from 'zod';
import { cents } from './listing-content.js';
import { byId, id, instant, pageOf, pageQuery, route, version } from './route.js';
import { contractKindCodes, intentKindCodes, intentStageCodes, organisationKindCodes } from './vocabulary.js';

const party = z.object({
  id,
  name: z.string(),
  kind: z.enum(organisationKindCodes),
  district: z.string().nullable(),
});

/** The four amounts of an intent, 分. They are never added to each other. */
export const intentAmounts = z.object({
  intendedMin: cents.nullable(),
  intendedMax: cents.nullable(),
  contractValue: cents.nullable(),
  technologyValue: cents.nullable(),
  received: cents,
});

export const intentCard = z.object({
  id,
  code: z.string(),
  stage: z.enum(intentStageCodes),
  kind: z.enum(intentKindCodes),
  a: party,
  b: party,
  event: z.object({ id, title: z.string() }).nullable(),
  technology: z.object({ id, title: z.string() }).nullable(),
  need: z.object({ id, title: z.string() }).nullable(),
  content: z.string().nullable(),
  nextStep: z.string().nullable(),
  amounts: intentAmounts,
  createdAt: instant,
  updatedAt: instant,
  /** The own side must answer. */
  awaitsMe: z.boolean(),
  version,
});
export type IntentCard = z.infer<typeof intentCard>;

/** Proof of a step; which fields a stage needs is said by the stage machine. */
export const evidence = z.object({
  date: z.iso.date().optional(),
  reference: z.string().trim().max(120).optional(),
  /** Name and SHA-256 of a document that the party keeps. */
  fileName: z.string().trim().max(200).optional(),
  fileHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { message: 'bad_format' })
    .optional(),
  contractKind: z.enum(contractKindCodes).optional(),
  contractValue: cents.optional(),
  technologyValue: cents.optional(),
  registrationNumber: z
    .string()
    .regex(/^\d{16}$/, { message: 'bad_format' })
    .optional(),
  /** This one payment; the ledger adds payments up. */
  received: cents.optional(),
  reviewDate: z.iso.date().optional(),
});
export type Evidence = z.infer<typeof evidence>;

export const ledgerEntry = z.object({
  seq: z.int(),
  at: instant,
  from: z.enum(intentStageCodes).nullable(),
  to: z.enum(intentStageCodes),
  actor: z.string(),
  organisation: z.string().nullable(),
  note: z.string().nullable(),
  evidence: evidence.nullable(),
});
export const nextStage = z.object({
  to: z.enum(intentStageCodes),
  /** Fields of `evidence` (or `reason`) that the step needs. */
  needs: z.array(z.string()),
});
export const intentDetail = intentCard.extend({
  ledger: z.array(ledgerEntry),
  /** What the reader may do now. */
  next: z.array(nextStage),
});
export type IntentDetail = z.infer<typeof intentDetail>;

export const expressIntent = route({
  method: 'POST',
  path: '/intents',
  summary: 'Express an intent; the other side must confirm it',
  policy: 'intent.own',
  status: 201,
  idempotent: true,
  body: z.object({
    /** Fills both sides, the event and the listings. */
    meetingId: id.optional(),
    counterpartId: id.optional(),
    technologyId: id.optional(),
    needId: id.optional(),
    kind: z.enum(intentKindCodes),
    content: z.string().trim().max(500).optional(),
    nextStep: z.string().trim().max(200).optional(),
    intendedMin: cents.optional(),
    intendedMax: cents.optional(),
  }),
  response: intentDetail,
});
export const listIntents = route({
  method: 'GET',
  path: '/intents',
  summary: 'Intents that the reader may see, what awaits an answer first',
  policy: 'intent.own',
  query: pageQuery.extend({ stage: z.enum(intentStageCodes).optional(), eventId: id.optional() }),
  response: pageOf(intentCard),
});
export const readIntent = route({
  method: 'GET',
  path: '/intents/:id',
  summary: 'One intent with its ledger',
  policy: 'intent.own',
  params: byId,
  response: intentDetail,
});
export const advanceIntent = route({
  method: 'POST',
  path: '/intents/:id/transitions',
  summary: 'Move an intent to another stage, with the evidence that the stage needs',
  policy: 'intent.own',
  idempotent: true,
  params: byId,
  body: z.object({
    version,
    to: z.enum(intentStageCodes),
    reason: z.string().trim().min(2).max(500).optional(),
    note: z.string().trim().max(500).optional(),
    evidence: evidence.optional(),
  }),
  response: intentDetail,
});
