import type { declineReasonCodes, feedbackSources } from '#contracts';
import type { Rating } from '#matching';

/** One standing word of somebody on a pair. */
export interface Statement {
  needId: string;
  technologyId: string;
  source: (typeof feedbackSources)[number];
  authorId: string;
  value: string;
  reason: (typeof declineReasonCodes)[number] | null;
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
  // Many an intent comes to nothing: only a contract says that the pair suits very well.
  intent: { confirmed: 3, contracted: 4, rejected: 2 },
};
/** A “no” for these reasons says how well the pair suits; for any other (no time, a competitor) it says nothing. */
const gradesOfReasons: Partial<Record<NonNullable<Statement['reason']>, number>> = {
  irrelevant: 1,
  immature: 2,
  expensive: 2,
};

/** The grade that a statement stands for, 4 suits very well … 1 does not suit, or null where it says nothing of the fit. */
export function gradeOf({
  source,
  value,
  reason,
}: Omit<Statement, 'needId' | 'technologyId'>): number | null {
  if (reason !== null) return gradesOfReasons[reason] ?? null;
  return grades[source][value] ?? null;
}

/** The statements that say something of the fit as ratings, in their order, and what they were made from. */
export function ratingsOf(statements: Statement[]): { ratings: Rating[]; learned: Learned } {
  const ratings: Rating[] = [];
  const counts = { wish: 0, grade: 0, intent: 0 };
  const people = new Set<string>();
  for (const statement of statements) {
    const level = gradeOf(statement);
    if (level === null) continue;
    const { needId, technologyId, source, authorId } = statement;
    ratings.push({ needId, technologyId, level, author: authorId });
    counts[source] += 1;
    if (source !== 'intent') people.add(authorId);
  }
  const pairs = new Set(ratings.map(({ needId, technologyId }) => `${needId} ${technologyId}`));
  return { ratings, learned: { pairs: pairs.size, ...counts, people: people.size } };
}
