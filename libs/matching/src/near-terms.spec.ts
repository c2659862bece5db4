import { describe, expect, it } from '@jest/globals';
import { NearTerms, trainNearTerms } from './near-terms.js';
import type { TechnologyProfile } from './profiles.js';

const topics = [
  ['锂电池', '动力电池', '正极', '电解液'],
  ['废水', '污泥', '膜分离', '絮凝剂'],
  ['叶片', '风电', '塔筒', '变桨'],
];
const technologies: TechnologyProfile[] = topics.flatMap((words, topic) =>
  words.flatMap((first) =>
    words
      .filter((second) => second !== first)
      .map((second, i) => ({ id: `${topic} ${first} ${i}`, title: `${first} ${second} 技术` })),
  ),
);

describe('near terms', () => {
  const model = trainNearTerms([], technologies, { dimensions: 8 });
  const near = new NearTerms(model);

  it('finds words nearer that are used with the same words', () => {
    expect(near.similarity('锂', '动力')).toBeGreaterThan(near.similarity('锂', '污泥') + 0.3);
    expect(near.nearest('叶片', 3)).toHaveLength(3);
    expect(near.nearest('叶片', 50).map(({ term }) => term)).not.toContain('叶片');
    expect(near.nearest('没有', 3)).toEqual([]);
  });

  it('comes out the same for the same listings and seed, and survives JSON', () => {
    expect(trainNearTerms([], technologies, { dimensions: 8 })).toEqual(model);
    expect(trainNearTerms([], technologies, { dimensions: 8, seed: 2 }).vectors).not.toBe(model.vectors);
    const restored = new NearTerms(JSON.parse(JSON.stringify(model)));
    expect(restored.similarity('锂', '动力')).toBe(near.similarity('锂', '动力'));
    expect(() => new NearTerms({ ...model, terms: [] })).toThrow(/do not fit 0 terms/);
  });

  it('makes unit vectors of texts, and nothing of unknown words', () => {
    const length = (vector: Float32Array): number => vector.reduce((sum, value) => sum + value * value, 0);
    expect(length(near.vectorOf([['电池', 2]]))).toBeCloseTo(1);
    expect(length(near.vectorOf([['没有', 2]]))).toBe(0);
  });

  it('makes an empty model of an empty catalogue', () => {
    for (const few of [[], technologies.slice(0, 1), [{ id: 'x', title: '\u0000' }]]) {
      const empty = new NearTerms(trainNearTerms([], few));
      expect(empty.vectorOf([['电池', 1]])).toHaveLength(empty.dimensions);
    }
  });
});
