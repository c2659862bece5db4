import { beginningsOf, FIRST_LETTER, LETTERS } from './sound-pattern.js';

/** So many labels may wait to be put in order. */
const MOST_WAITING = 256;
/** What it is worth that a label begins with the letter itself. */
const ITSELF = 1.5;

interface OfLetter {
  /** The heaviest first, as they were when they were put in order; some may have gone since. */
  ordered: number[];
  waiting: number[];
}

/** Labels by the letters with which their sound begins. */
export class LabelBeginnings {
  private readonly byLetter = Array.from({ length: LETTERS }, (): OfLetter => ({ ordered: [], waiting: [] }));

  /** @param firstOf the first code unit of a label, 0 for one that is gone */
  constructor(
    private readonly firstOf: (label: number) => number,
    private readonly weightOf: (label: number) => number,
  ) {}

  add(label: number): void {
    this.byLetter.forEach(({ waiting }, letter) => {
      if (this.begins(label, letter)) waiting.push(label);
    });
  }

  /**
   * The labels that may begin with a letter, by its code: the latest ones, then the others, the heaviest first. Some may be gone
   * or come twice.
   */
  *with(code: number): Generator<number> {
    const letter = code - FIRST_LETTER;
    const of = this.byLetter[letter];
    if (!of) return;
    if (of.waiting.length > MOST_WAITING) {
      const all = new Set([...of.ordered, ...of.waiting].filter((label) => this.begins(label, letter)));
      const weighed = Array.from(all, (label): [number, number] => [
        label,
        this.weightOf(label) + (this.firstOf(label) === code ? ITSELF : 0),
      ]);
      of.ordered = weighed.sort((a, b) => b[1] - a[1]).map(([label]) => label);
      of.waiting = [];
    }
    yield* of.waiting;
    yield* of.ordered;
  }

  private begins(label: number, letter: number): boolean {
    return (beginningsOf(this.firstOf(label)) & (1 << letter)) !== 0;
  }
}
