import { z } from 'zod';
import { id, instant, pageOf, pageQuery, route } from './route.js';
import { intentStageCodes } from './vocabulary.js';

export const figureKeys = [
  'events',
  'organisations',
  'technologies',
  'needs',
  'registrations',
  'check_ins',
  'meetings_held',
  'intents_confirmed',
  'intents_at_stage',
  'intents_of_institute',
] as const;
/** An instant up to which the ledger is read; now if it is missing. */
const asOf = instant.optional();
const filter = { asOf, eventId: id.optional() };

export const tally = z.object({
  asOf: instant,
  queryVersion: z.string(),
  figures: z.array(z.object({ figure: z.enum(figureKeys), key: z.string().nullable(), count: z.int() })),
  /** Where each intent that was not voided stands at `asOf`. */
  byStage: z.array(z.object({ stage: z.enum(intentStageCodes), count: z.int(), everReached: z.int() })),
  byInstitute: z.array(
    z.object({
      organisation: z.object({ id, name: z.string() }),
      confirmed: z.int(),
      contracted: z.int(),
      paid: z.int(),
      contractValue: z.int(),
      technologyValue: z.int(),
      received: z.int(),
    }),
  ),
  /** 分; four separate sums, never added to each other. */
  amounts: z.object({
    intendedMax: z.int(),
    contractValue: z.int(),
    technologyValue: z.int(),
    received: z.int(),
  }),
});
export type Tally = z.infer<typeof tally>;
export const readTally = route({
  method: 'GET',
  path: '/bureau/tally',
  summary: 'Counts and sums from the ledger, as of an instant',
  policy: 'tally.read',
  query: z.object(filter),
  response: tally,
});
export const tallyRow = z.object({
  id,
  title: z.string(),
  subtitle: z.string(),
  state: z.string(),
  at: instant.nullable(),
  /** Page of the thing itself in the web app. */
  link: z.string().nullable(),
});
export type TallyRow = z.infer<typeof tallyRow>;
export const listTallyRows = route({
  method: 'GET',
  path: '/bureau/tally/rows',
  summary: 'The rows behind one figure, under the same filter',
  policy: 'tally.read',
  query: pageQuery.extend({
    ...filter,
    figure: z.enum(figureKeys),
    /** The stage or the institute's id, for the figures that need one. */
    key: z.string().max(60).optional(),
  }),
  response: pageOf(tallyRow),
});

export const auditRow = z.object({
  id: z.string(),
  at: instant,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  subjectId: z.string(),
});
export const listAudit = route({
  method: 'GET',
  path: '/audit',
  summary: 'Who changed what, the newest first',
  policy: 'audit.read',
  query: pageQuery.extend({ subjectId: id.optional() }),
  response: pageOf(auditRow),
});
