import { z } from 'zod';
import { cents } from './listing-content.js';
import { listQuery, matchList, wishAnswer } from './matching.js';
import { byId, ok, route } from './route.js';
import { fieldCodes, industryCodes, maturityStageCodes } from './vocabulary.js';

/** What an investor looks for. Money is 分. */
export const thesisContent = z
  .object({
    fields: z.array(z.enum(fieldCodes)).max(11).default([]),
    industries: z.array(z.enum(industryCodes)).max(24).default([]),
    stages: z.array(z.enum(maturityStageCodes)).max(4).default([]),
    ticketMin: cents.optional(),
    ticketMax: cents.optional(),
    keywords: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
    text: z.string().trim().max(2_000).optional(),
  })
  .refine(
    ({ ticketMin, ticketMax }) =>
      ticketMin === undefined || ticketMax === undefined || ticketMin <= ticketMax,
    { path: ['ticketMax'], message: 'max_below_min' },
  );
export type ThesisContent = z.infer<typeof thesisContent>;
const thesis = z.object({ content: thesisContent, version: z.int() });
export const readThesis = route({
  method: 'GET',
  path: '/thesis',
  summary: 'What the own fund looks for; version 0 before it was ever said',
  policy: 'thesis.own',
  response: thesis,
});
export const saveThesis = route({
  method: 'PUT',
  path: '/thesis',
  summary: 'Say what the own fund looks for; its list is computed again',
  policy: 'thesis.own',
  body: z.object({ version: z.int().min(0), content: thesisContent }),
  response: thesis,
});
export const listThesisMatches = route({
  method: 'GET',
  path: '/thesis/matches',
  summary: 'The technologies that suit what the own fund looks for, with reasons',
  policy: 'thesis.own',
  query: listQuery,
  response: matchList,
});
export const rateThesisMatch = route({
  method: 'PUT',
  path: '/thesis/matches/:id',
  summary: 'Must, maybe or no (with a reason) for one technology; null takes it back',
  policy: 'thesis.own',
  params: byId,
  body: wishAnswer,
  response: ok,
});
