/** One side's wish, in points of a timetable's score; a match counts 0..1000. */
const WISH_POINTS = { must: 150, maybe: 75, no: 0 } as const;
type Wish = 'must' | 'maybe' | 'no' | null;

export interface ScoredPair {
  score: number;
  mutual: boolean;
  origin: 'mutual' | 'wish' | 'proposed';
}

/** The worth of a meeting for the timetable, or null where it should not be offered: unwished and unmatched, or refused. */
export function scorePair(matchScore: number | null, a: Wish, b: Wish): ScoredPair | null {
  if (a === 'no' || b === 'no') return null;
  if (matchScore === null && !a && !b) return null;
  const mutual = a !== null && b !== null;
  return {
    score: Math.round(Math.min(1, Math.max(0, matchScore ?? 0)) * 1000) + points(a) + points(b),
    mutual,
    origin: mutual ? 'mutual' : a || b ? 'wish' : 'proposed',
  };
}

const points = (wish: Wish) => (wish ? WISH_POINTS[wish] : 0);
