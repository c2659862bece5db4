import { BadInstanceError } from './scheduling-errors.js';

/** What a timetable should be, each by its own measure; in the order of the default. */
export const objectiveNames = [
  /** Mutual pairs held. `must` pairs always are. */
  'wishes',
  /** Participants without a meeting, and meetings short of `minMeetings`. */
  'everybody',
  /** Sum of the scores. */
  'score',
  /** The worst-off first: participants with a first meeting, then those with a second, and so on. */
  'fairness',
  /** Breaks and the idle rounds in them. */
  'comfort',
  /** Announced meetings that stay in their rounds. */
  'stability',
] as const;
export type Objective = (typeof objectiveNames)[number];

/**
 * The whole order that a list means: what it leaves out follows in the order of the default.
 * @throws BadInstanceError naming the entry that is no objective or stands twice
 */
export function completeOrder(objectives: readonly Objective[]): Objective[] {
  objectives.forEach((objective, index) => {
    const item = `objectives[${index}]`;
    if (!objectiveNames.includes(objective)) {
      const message = `must be one of ${objectiveNames.join(', ')}`;
      throw new BadInstanceError([{ code: 'shape', item, message }]);
    }
    if (objectives.indexOf(objective) < index) {
      throw new BadInstanceError([{ code: 'shape', item, message: `${objective} stands twice` }]);
    }
  });
  return [...objectives, ...objectiveNames.filter((objective) => !objectives.includes(objective))];
}
