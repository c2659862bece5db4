import { z } from 'zod';
import { route, version } from './route.js';

/** Two wordings with the same key are one: width, case and spaces make no difference. */
export const synonymKey = (term: string): string =>
  term.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');

export const synonymLimits = { term: 40, terms: 20, sets: 1_000 } as const;

export const synonymSets = z
  .array(z.array(z.string().trim().min(1).max(synonymLimits.term)).min(2).max(synonymLimits.terms))
  .max(synonymLimits.sets)
  .superRefine((sets, context) => {
    const seen = new Set<string>();
    for (const [i, terms] of sets.entries()) {
      for (const [j, term] of terms.entries()) {
        const key = synonymKey(term);
        if (seen.has(key)) context.addIssue({ code: 'custom', path: [i, j], message: 'duplicate' });
        seen.add(key);
      }
    }
  });
export type SynonymSets = z.infer<typeof synonymSets>;

const synonymTable = z.object({ version: z.int(), sets: z.array(z.array(z.string())) });
export const readSynonyms = route({
  method: 'GET',
  path: '/synonyms',
  summary: 'Wordings that mean the same, for the matching and the search',
  policy: 'synonyms.edit',
  response: synonymTable,
});
export const saveSynonyms = route({
  method: 'PUT',
  path: '/synonyms',
  summary: 'Save the whole table of synonyms; lists are computed again with it',
  policy: 'synonyms.edit',
  body: z.object({ version, sets: synonymSets }),
  response: synonymTable,
});
