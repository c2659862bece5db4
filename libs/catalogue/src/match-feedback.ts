import type { declineReasonCodes, feedbackSources } from '#contracts';

/** One standing word of somebody on a pair. */
export interface Statement {
  needId: string;
  technologyId: string;
  source: (typeof feedbackSources)[number];
  authorId: string;
  value: string;
  reason: (typeof declineReasonCodes)[number] | null;
}

/** What the statements on a pair come to: 4 suits very well … 1 does not suit. */
export interface RatedPair {
  needId: string;
  technologyId: string;
  grade: number;
}

/** What a model version learned from. */
export interface Learned {
  pairs: number;
  wish: number;
  grade: number;
  intent: number;
  people: number;
}

const grades: Record<Statement['source'], Record<string, number>> = {
  wish: { must: 4, maybe: 3, no: 1 },
  grade: { strong: 4, fair: 3, weak: 2, none: 1 },
  intent: { confirmed: 4, contracted: 4, rejected: 2 },
};
/** A “no” for these reasons says how well the pair suits; for any other (no time, a competitor) it says nothing. */
const gradesOfReasons: Partial<Record<NonNullable<Statement['reason']>, number>> = {
  irrelevant: 1,
  immature: 2,
  expensive: 2,
};

/** The grade that a statement stands for, or null where it says nothing of the fit. */
export function gradeOf({
  source,
  value,
  reason,
}: Omit<Statement, 'needId' | 'technologyId'>): number | null {
  if (reason !== null) return gradesOfReasons[reason] ?? null;
  return grades[source][value] ?? null;
}

/** The mean grade of each pair, in the order of the ids, and what it was made from. */
export function ratedPairs(statements: Statement[]): { pairs: RatedPair[]; learned: Learned } {
  const byPair = new Map<string, { needId: string; technologyId: string; grades: number[] }>();
  const counts = { wish: 0, grade: 0, intent: 0 };
  const people = new Set<string>();
  for (const statement of statements) {
    const grade = gradeOf(statement);
    if (grade === null) continue;
    const { needId, technologyId, source, authorId } = statement;
    const key = `${needId} ${technologyId}`;
    const pair = byPair.get(key) ?? { needId, technologyId, grades: [] };
    pair.grades.push(grade);
    byPair.set(key, pair);
    counts[source] += 1;
    if (source !== 'intent') people.add(authorId);
  }
  const pairs = [...byPair]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { grades: given, ...pair }]) => ({
      ...pair,
      grade: given.reduce((sum, grade) => sum + grade, 0) / given.length,
    }));
  return { pairs, learned: { pairs: pairs.length, ...counts, people: people.size } };
}
