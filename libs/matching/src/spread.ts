/** What chance would give counts as much as so many technologies, or a small catalogue would have no spread. */
const PRIOR = 20;
/** A handful of cosines says little of how far they spread: theirs is drawn towards this. */
const USUAL_DEVIATION = 0.1;

/** Mean and standard deviation of a score over the technologies of a catalogue. */
export interface Spread {
  mean: number;
  deviation: number;
}

/** The spread of `n` values with this sum and sum of squares, drawn towards what is expected. */
export function spreadOf(n: number, sum: number, squares: number, expected: Spread): Spread {
  const mean = (sum + PRIOR * expected.mean) / (n + PRIOR);
  const prior = PRIOR * (expected.mean ** 2 + expected.deviation ** 2);
  return { mean, deviation: Math.sqrt(Math.max(0, (squares + prior) / (n + PRIOR) - mean * mean)) };
}

/**
 * The spread of cosines with things at random; 0 ± the usual deviation where there are none. Models differ in what they
 * call unlike (0 to .8): only the catalogue can say where the middle is.
 */
export function cosineSpread(cosines: readonly number[]): Spread {
  const sum = cosines.reduce((total, value) => total + value, 0);
  const squares = cosines.reduce((total, value) => total + value * value, 0);
  const mean = cosines.length === 0 ? 0 : sum / cosines.length;
  return spreadOf(cosines.length, sum, squares, { mean, deviation: USUAL_DEVIATION });
}
