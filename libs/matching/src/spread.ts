/** What chance would give counts as much as so many technologies, or a small catalogue would have no spread. */
const PRIOR = 20;

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
