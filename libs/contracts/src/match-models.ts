import { z } from 'zod';
import { byId, id, instant, ok, pageOf, pageQuery, route } from './route.js';
import { declineReasonCodes } from './vocabulary.js';

/** What the matching learns from. */
export const feedbackSources = ['wish', 'grade', 'intent', 'event', 'meeting'] as const;
export const matchFeedback = z.object({
  id: z.string(),
  at: instant,
  author: z.string(),
  source: z.enum(feedbackSources),
  /** Null: taken back. */
  value: z.string().nullable(),
  reason: z.enum(declineReasonCodes).nullable(),
  /** Null where an investor answered for its thesis. */
  need: z.object({ id, title: z.string() }).nullable(),
  technology: z.object({ id, title: z.string() }),
  /** The last word of its author on this pair. */
  standing: z.boolean(),
});
export type MatchFeedback = z.infer<typeof matchFeedback>;
export const listMatchFeedback = route({
  method: 'GET',
  path: '/match-feedback',
  summary: 'Every rating of a match with its author and time, the newest first; nothing is ever deleted',
  policy: 'match.steer',
  query: pageQuery,
  response: pageOf(matchFeedback),
});

export const matchModel = z.object({
  id,
  no: z.int(),
  createdAt: instant,
  /** Who or what made it. */
  author: z.string(),
  engine: z.string(),
  active: z.boolean(),
  /** An officer went back to it: newer ones are made but do not replace it. */
  pinned: z.boolean(),
  /** What it learned from. */
  learned: z.object({
    pairs: z.int(),
    wish: z.int(),
    grade: z.int(),
    intent: z.int(),
    /** Wishes at events, and what became of meetings; versions of before did not know them. */
    event: z.int().default(0),
    meeting: z.int().default(0),
    people: z.int(),
    /** Terms of the catalogue whose near terms it knows. */
    terms: z.int(),
  }),
  /** How the lists differ from those of the version that was active before it. */
  changes: z.object({ lists: z.int(), changed: z.int(), topThree: z.int(), before: z.int() }).nullable(),
});
export type MatchModel = z.infer<typeof matchModel>;
export const listMatchModels = route({
  method: 'GET',
  path: '/match-models',
  summary: 'Versions of the matching model, the newest first',
  policy: 'match.steer',
  response: z.object({
    models: z.array(matchModel),
    /** Ratings that no version has learned from yet. */
    waiting: z.int(),
    /** Lists that the active version has not computed yet. */
    outdated: z.int(),
  }),
});
export const refitMatchModel = route({
  method: 'POST',
  path: '/match-models',
  summary: 'Learn from all ratings now',
  policy: 'match.steer',
  status: 202,
  response: ok,
});
export const activateMatchModel = route({
  method: 'POST',
  path: '/match-models/:id/activation',
  summary: 'Go to this version; all lists are computed again with it',
  policy: 'match.steer',
  params: byId,
  response: ok,
});
