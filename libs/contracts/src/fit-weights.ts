import { z } from 'zod';
import { byId, route } from './route.js';

/** 0 leaves a condition out, 1 counts it as usual, 2 doubly. */
const weight = z.number().min(0).max(2).default(1);
export const fitWeights = z.object({
  maturity: weight,
  budget: weight,
  mode: weight,
  region: weight,
  industry: weight,
  deadline: weight,
  ip: weight,
});
export type FitWeights = z.infer<typeof fitWeights>;
export const readFitWeights = route({
  method: 'GET',
  path: '/events/:id/fit-weights',
  summary: 'How much the conditions of both sides count at this event',
  policy: 'event.manage',
  params: byId,
  response: z.object({ weights: fitWeights, version: z.int() }),
});
export const previewFitWeights = route({
  method: 'POST',
  path: '/events/:id/fit-weights/preview',
  summary: 'What other weights would change; nothing is saved',
  policy: 'event.manage',
  params: byId,
  body: z.object({ weights: fitWeights }),
  response: z.object({
    participants: z.int(),
    /** Participants whose order of counterparts changes, and those whose first three change. */
    changed: z.int(),
    topThree: z.int(),
    examples: z.array(
      z.object({ organisation: z.string(), before: z.array(z.string()), after: z.array(z.string()) }),
    ),
  }),
});
export const saveFitWeights = route({
  method: 'PUT',
  path: '/events/:id/fit-weights',
  summary: 'Set how much the conditions count at this event',
  policy: 'event.manage',
  params: byId,
  body: z.object({ version: z.int().min(0), weights: fitWeights }),
  response: z.object({ weights: fitWeights, version: z.int() }),
});
