import { z } from 'zod';
import { needContent } from './listing-content.js';
import { listingCard } from './listing.js';
import { id, pageOf, pageQuery, route } from './route.js';
import { matchLevelCodes } from './vocabulary.js';

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
