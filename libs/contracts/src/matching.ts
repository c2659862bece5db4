import { z } from 'zod';
import { listingCard } from './listing.js';
import { byId, id, instant, ok, route } from './route.js';
import { declineReasonCodes, matchLevelCodes, wishLevelCodes } from './vocabulary.js';

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

/** Which part of a list. */
export const listQuery = z.object({
  top: z.coerce.number().int().min(1).max(50).default(10),
  /** How many of the best are left out: the next ten are `skip=10`. */
  skip: z.coerce.number().int().min(0).max(50).default(0),
});
/** A part of a list, the best first. */
export const matchList = z.object({
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
