import { type FitWeights, fitWeights } from '#contracts';
import type { KeptMatch } from './kept-match.js';

/** Every condition counts once, as in the kept lists. */
export const evenWeights: FitWeights = fitWeights.parse({});

/**
 * The score of a kept match if each fit counted with its weight, 0 (not at all) to 2 (doubly): the odds of the score
 * times factor^(weight − 1) for each fit. Above 0 and below 1 like the score; weights of 1 leave it as it is, and a fit
 * with factor 1 (unknown) never matters.
 */
export function reweighed({ score, fits }: Pick<KeptMatch, 'score' | 'fits'>, weights: FitWeights): number {
  const shift = fits.reduce(
    (product, { aspect, factor }) =>
      aspect in weights ? product * factor ** (weights[aspect as keyof FitWeights] - 1) : product,
    1,
  );
  if (shift === 1 || score <= 0 || score >= 1) return score;
  const odds = (score / (1 - score)) * shift;
  return odds / (1 + odds);
}
