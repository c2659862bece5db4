import { z } from 'zod';
import { cents, needContent } from './listing-content.js';
import { listingCard } from './listing.js';
import { byId, id, instant, ok, pageOf, pageQuery, route } from './route.js';
import {
  declineReasonCodes,
  fieldCodes,
  industryCodes,
  matchLevelCodes,
  maturityStageCodes,
  wishLevelCodes,
} from './vocabulary.js';

export const fitAspects = ['maturity', 'budget', 'mode', 'region', 'industry', 'deadline', 'ip'] as const;

/** Where a quoted phrase stands: the part of the listing, and a piece of its text around the phrase. */
const quote = z.object({ field: z.string(), text: z.string() });
/** `ours` is the side whose list is read, `theirs` the other. */
export const matchPhrase = z.object({ text: z.string(), ours: quote, theirs: quote });
export const matchCard = z.object({
  listing: listingCard,
  level: z.enum(matchLevelCodes),
  /** At most three, in the reader's language. */
  reasons: z.array(z.string()),
  risk: z.string().nullable(),
  phrases: z.array(matchPhrase),
  /** What the reader has answered. */
  wish: z.enum(wishLevelCodes).nullable(),
  declineReason: z.enum(declineReasonCodes).nullable(),
  /** The level that the reader has given as a broker. */
  grade: z.enum(matchLevelCodes).nullable(),
});
export type MatchCard = z.infer<typeof matchCard>;

const listQuery = z.object({
  top: z.coerce.number().int().min(1).max(50).default(10),
  /** How many of the best are left out: the next ten are `skip=10`. */
  skip: z.coerce.number().int().min(0).max(50).default(0),
});
const matchList = z.object({
  modelVersion: z.string().nullable(),
  /** Null while the list is being computed. */
  computedAt: instant.nullable(),
  total: z.int(),
  matches: z.array(matchCard),
});
export const listMatches = route({
  method: 'GET',
  path: '/listings/:id/matches',
  summary: 'The best technologies for a need, or needs for a technology, with reasons',
  policy: 'match.read',
  params: byId,
  query: listQuery,
  response: matchList.extend({
    /** Whether the reader judges as a broker (four levels) instead of answering for the listing. */
    asBroker: z.boolean(),
  }),
});

const pair = z.object({ id, other: id });
export const wishAnswer = z
  .object({ level: z.enum(wishLevelCodes).nullable(), reason: z.enum(declineReasonCodes).optional() })
  .refine((body) => body.reason === undefined || body.level === 'no', {
    path: ['reason'],
    message: 'only_with_no',
  });
export const rateMatch = route({
  method: 'PUT',
  path: '/listings/:id/matches/:other',
  summary: 'Must, maybe or no (with a reason) for one match; null takes it back',
  policy: 'match.read',
  params: pair,
  body: wishAnswer,
  response: ok,
});
export const gradeMatch = route({
  method: 'PUT',
  path: '/listings/:id/matches/:other/grade',
  summary: 'A broker’s level for one pair; null takes it back',
  policy: 'match.steer',
  params: pair,
  body: z.object({ level: z.enum(matchLevelCodes).nullable() }),
  response: ok,
});

/** A pair's strength is a sum: words, near terms, title and vectors in standard deviations; the fits are a product. */
export const matchParts = ['words', 'near', 'title', 'dense', 'learnt', 'fits'] as const;
export const explainPair = route({
  method: 'GET',
  path: '/listings/:id/matches/:other/why',
  summary: 'Why a pair does or does not stand in the list: its sums beside those of the last that is shown',
  policy: 'match.steer',
  params: pair,
  response: matchCard.pick({ listing: true, level: true, reasons: true, risk: true, phrases: true }).extend({
    /** From 1; null where it is not even among those that are kept. */
    place: z.int().nullable(),
    shown: z.int(),
    kept: z.int(),
    last: z.object({ id, title: z.string(), level: z.enum(matchLevelCodes) }).nullable(),
    /** The part in which it falls behind the most comes first. */
    parts: z.array(z.object({ part: z.enum(matchParts), pair: z.number(), last: z.number().nullable() })),
    fits: z.array(
      z.object({
        aspect: z.enum(fitAspects),
        verdict: z.enum(['fit', 'misfit', 'unknown']),
        factor: z.number(),
      }),
    ),
  }),
});

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

export const coverageFigures = ['unanswered_needs', 'unwanted_technologies'] as const;
const coverageScope = { event: id.optional() };
export const readCoverage = route({
  method: 'GET',
  path: '/coverage',
  summary: 'How far technologies answer the needs, of the catalogue or of what comes to an event',
  policy: 'coverage.read',
  query: z.object(coverageScope),
  response: z.object({
    needs: z.int(),
    technologies: z.int(),
    unansweredNeeds: z.int(),
    unwantedTechnologies: z.int(),
    /** Words of these needs that no technology of the catalogue uses, the most wanted first. */
    words: z.array(z.object({ word: z.string(), needs: z.int() })),
  }),
});
export const coverageRow = z.object({
  listing: listingCard,
  /** The best level that the other side offers. */
  best: z.enum(matchLevelCodes),
  bestOther: z.object({ id, title: z.string() }).nullable(),
  /** Words of a need that no technology of the catalogue uses. */
  words: z.array(z.string()),
});
export type CoverageRow = z.infer<typeof coverageRow>;
export const listCoverageRows = route({
  method: 'GET',
  path: '/coverage/rows',
  summary: 'The listings behind a number of the coverage, or the needs that use a missing word',
  policy: 'coverage.read',
  query: pageQuery.extend({
    ...coverageScope,
    figure: z.enum(coverageFigures).optional(),
    word: z.string().trim().min(1).max(64).optional(),
  }),
  response: pageOf(coverageRow),
});

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

/** How well a need can be answered as it is written. */
export const clarityLevels = ['clear', 'fair', 'vague'] as const;
export const diagnoseNeed = route({
  method: 'POST',
  path: '/need-diagnosis',
  summary: 'What a need still lacks to be answered, and published needs like it; nothing is saved',
  policy: 'listing.write',
  body: z.object({
    /** Left out of the similar ones. */
    id: id.optional(),
    content: needContent.partial(),
  }),
  response: z.object({
    clarity: z.enum(clarityLevels),
    missing: z.array(z.object({ code: z.string(), message: z.string() })),
    similar: z.array(listingCard),
  }),
});
