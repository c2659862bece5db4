import type { Collection } from './collection.js';
import type { DenseQuestion } from './dense-vectors.js';
import { cosine } from './direction-index.js';
import type { Fit } from './fits.js';
import { learn, type LearntModel, type Rating } from './learning.js';
import { Lessons, type Lesson, type RatedAlike } from './lessons.js';
import type { NeedProfile, TechnologyProfile } from './profiles.js';
import type { NeedView, RatedPair, TechnologyView } from './similarities.js';
import { ReadOnce } from './read-once.js';
import {
  breadthOf,
  frequenciesOf,
  headingTerms,
  partsOf,
  scoreOf,
  strengthOf,
  technologyFields,
  titleTerms,
  weightedTerms,
  type Evidence,
  type Query,
} from './strength.js';
import type { WeightedTerms } from './text-index.js';
import { TitleReader } from './title-reader.js';

/**
 * What a pair's strength is the sum of: words, direction, titles and dense vectors in standard deviations, learning in
 * logarithms.
 */
export interface Contributions extends Required<Evidence> {
  learnt: number;
  /** The product of the fits' factors. */
  fits: number;
}

interface Question {
  query: Query;
  titles: TitleReader;
  view: NeedView;
  dense?: DenseQuestion;
  lesson?: Lesson;
}

/** Scores pairs over a collection, with what was learnt from ratings if there is any. */
export class Scorer {
  private lessons: Lessons | undefined;
  private readonly questions: ReadOnce<NeedProfile, Question>;
  private readonly views: ReadOnce<TechnologyProfile, TechnologyView>;
  /** Of technologies, to tell the score of the text index for the terms of a question. */
  private readonly words: ReadOnce<TechnologyProfile, (terms: WeightedTerms) => number>;

  constructor(private readonly collection: Collection) {
    const version = (): number => collection.version;
    this.questions = new ReadOnce(version, (need) => this.ask(need));
    this.views = new ReadOnce(version, (technology) => this.view(technology));
    this.words = new ReadOnce(version, (technology) =>
      collection.technologyIndex.reading(technologyFields(technology)),
    );
  }

  learn(ratings: Rating[]): LearntModel {
    const before = this.lessons;
    this.use(undefined);
    const model = learn(ratings, this.pairReader());
    this.lessons = before;
    this.questions.forget();
    return model;
  }

  use(model: LearntModel | undefined): void {
    this.lessons = model && new Lessons(model, this.pairReader());
    this.questions.forget();
  }

  get learntVersion(): string | undefined {
    return this.lessons?.version;
  }

  /** The need as a question; made once until something changes. */
  question(need: NeedProfile): Question {
    return this.questions.of(need);
  }

  private ask(need: NeedProfile): Question {
    const { background, directions, nearTerms, technologyIndex, needIndex } = this.collection;
    const frequencies = frequenciesOf(
      need,
      this.collection.synonymsIn(need).map(({ other }) => other),
    );
    const terms = weightedTerms(frequencies, technologyIndex, needIndex);
    const direction = nearTerms?.vectorOf(frequencies);
    const dense = this.collection.dense.question(need.id);
    const view: NeedView = { title: need.title.trim(), ...(direction && { direction }) };
    const weigh = (term: string): number => this.collection.weigh(term);
    return {
      view,
      ...(dense && { dense }),
      titles: new TitleReader(headingTerms(need), terms, nearTerms, weigh),
      query: {
        terms,
        breadth: breadthOf(terms),
        words: background.spread(terms),
        ...(direction && directions && { direction, near: directions.spread(direction) }),
      },
      ...(this.lessons && { lesson: this.lessons.lessonFor(view) }),
    };
  }

  /** Score of the text index for a technology that need not be in it. */
  wordsOf(need: NeedProfile, technology: TechnologyProfile): number {
    return this.words.of(technology)(this.question(need).query.terms);
  }

  score(need: NeedProfile, technology: TechnologyProfile, words: number, fits: Fit[]): number {
    const question = this.question(need);
    const strength = strengthOf(this.evidence(question, technology, words), question.query);
    return scoreOf(strength + this.correction(question, technology, strength), factorOf(fits));
  }

  contributions(need: NeedProfile, technology: TechnologyProfile, words: number, fits: Fit[]): Contributions {
    const question = this.question(need);
    const evidence = this.evidence(question, technology, words);
    const learnt = this.correction(question, technology, strengthOf(evidence, question.query));
    return {
      ...partsOf(evidence, question.query),
      learnt,
      fits: factorOf(fits),
    };
  }

  /** The ratings that stand behind what learning adds to a pair. */
  ratedAlike(need: NeedProfile, technology: TechnologyProfile, learnt: number): RatedAlike | undefined {
    const { lesson } = this.question(need);
    return lesson && this.lessons?.ratedAlike(lesson, this.views.of(technology), learnt);
  }

  private evidence(
    { query, titles, dense }: Question,
    technology: TechnologyProfile,
    words: number,
  ): Evidence {
    return {
      words,
      near: this.nearness(query, technology),
      ...titles.coverage(this.collection.titleOf(technology)),
      dense: this.collection.dense.standing(dense, technology.id),
    };
  }

  private correction(question: Question, technology: TechnologyProfile, strength: number): number {
    if (!this.lessons || !question.lesson || !Number.isFinite(strength)) return 0;
    return this.lessons.correction(question.lesson, this.views.of(technology), strength);
  }

  private nearness({ direction }: Query, technology: TechnologyProfile): number {
    const other = direction && this.direction(technology);
    return direction && other ? cosine(direction, other) : 0;
  }

  /** The vector kept in the index, if the technology is the one in the collection. */
  private direction(technology: TechnologyProfile): Float32Array | undefined {
    const { technologies, directions } = this.collection;
    return technologies.get(technology.id) === technology
      ? directions?.vectorOf(technology.id)
      : this.collection.directionOf(technology);
  }

  private view(technology: TechnologyProfile): TechnologyView {
    const direction = this.direction(technology);
    const terms = titleTerms(technology, (term) => this.collection.technologyIndex.idf(term));
    return { terms, ...(direction && { direction }) };
  }

  /** Reads the pairs of ratings by id, each listing once; nothing for an unknown one or one without words. */
  private pairReader(): (rating: Rating) => RatedPair | undefined {
    const views = new Map<string, TechnologyView>();
    return ({ needId, technologyId }) => {
      const need = this.collection.needs.get(needId);
      const technology = this.collection.technologies.get(technologyId);
      if (!need || !technology) return undefined;
      const question = this.question(need);
      const words = this.wordsOf(need, technology);
      const strength = strengthOf(this.evidence(question, technology, words), question.query);
      if (!Number.isFinite(strength)) return undefined;
      const view = views.get(technologyId) ?? this.views.of(technology);
      views.set(technologyId, view);
      return { need: question.view, technology: view, strength };
    };
  }
}

function factorOf(fits: Fit[]): number {
  return fits.reduce((product, { factor }) => product * factor, 1);
}
