import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Rating } from './learning.js';
import { MatchingEngine } from './matching-engine.js';
import type { NeedProfile, TechnologyProfile } from './profiles.js';

const technologies: TechnologyProfile[] = [
  '废旧锂电池回收',
  '锂电池梯次利用',
  '退役动力电池拆解',
  '风电叶片巡检',
  '风电叶片树脂',
  '工业废水膜处理',
  '高盐废水蒸发',
  '污泥干化',
].map((title, i) => ({ id: `t${i}`, title }));
const needs: NeedProfile[] = ['锂电池回收技术', '退役锂电池拆解', '风电叶片检测', '废水处理'].map(
  (title, i) => ({ id: `n${i}`, title }),
);

function engineOf(): MatchingEngine {
  const engine = new MatchingEngine();
  technologies.forEach((technology) => engine.setTechnology(technology));
  needs.forEach((need) => engine.setNeed(need));
  engine.useNearTerms(engine.trainNearTerms({ dimensions: 8 }));
  return engine;
}

const rate = (needId: string, technologyId: string, level: number): Rating => ({
  needId,
  technologyId,
  level,
});
const scoreOf = (engine: MatchingEngine, need: number, technology: number): number =>
  engine.scorePair(needs[need]!, technologies[technology]!).score;

describe('learning from ratings', () => {
  it('moves the rated pair and those like it, and says how many ratings stand behind it', () => {
    const engine = engineOf();
    const before = [scoreOf(engine, 0, 0), scoreOf(engine, 0, 1), scoreOf(engine, 1, 0)];
    engine.useLearnt(engine.learn([rate('n0', 't0', 1), rate('n0', 't0', 1), rate('n0', 't1', 1)]));
    const after = [scoreOf(engine, 0, 0), scoreOf(engine, 0, 1), scoreOf(engine, 1, 0)];
    after.forEach((score, i) => expect(score).toBeLessThan(before[i]!));
    const match = engine.scorePair(needs[0]!, technologies[0]!);
    expect(match.contributions.learnt).toBeLessThan(0);
    expect(match.risk).toEqual({ code: 'rated-alike', params: { count: 3, verdict: 'against' } });
    engine.useLearnt(undefined);
    expect(scoreOf(engine, 0, 0)).toBe(before[0]);
  });

  it('gives ratings that were praised as a reason', () => {
    const engine = engineOf();
    engine.useLearnt(engine.learn([rate('n3', 't3', 4), rate('n3', 't3', 4)]));
    expect(engine.scorePair(needs[3]!, technologies[3]!).reasons).toContainEqual({
      code: 'rated-alike',
      params: { count: 2, verdict: 'for' },
    });
  });

  it('never lowers a pair when one of its ratings rises', () => {
    const level = fc.integer({ min: 1, max: 4 });
    const other = fc.record({
      need: fc.nat({ max: needs.length - 1 }),
      technology: fc.nat({ max: technologies.length - 1 }),
      level,
    });
    const engine = engineOf();
    fc.assert(
      fc.property(level, level, fc.array(other, { maxLength: 8 }), (a, b, others) => {
        const rest = others.map((one) => rate(`n${one.need}`, `t${one.technology}`, one.level));
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((level) => {
          engine.useLearnt(engine.learn([...rest, rate('n0', 't0', level)]));
          return scoreOf(engine, 0, 0);
        });
        expect(high!).toBeGreaterThanOrEqual(low! - 1e-3);
      }),
      { numRuns: 30 },
    );
  });

  it('comes out the same for the same ratings, survives JSON and names its version', () => {
    const engine = engineOf();
    const ratings = [rate('n0', 't0', 4), rate('n2', 't3', 2)];
    const model = engine.learn(ratings);
    expect(engine.learn(ratings)).toEqual(model);
    expect(engine.learn(ratings.toReversed()).version).not.toBe(model.version);
    engine.useLearnt(JSON.parse(JSON.stringify(model)));
    expect(engine.modelVersion).toMatch(/^near-\d+\+near-2-.*\+learnt-2-2-[0-9a-f]{8}$/);
  });

  it('learns nothing from no ratings or unknown listings', () => {
    const engine = engineOf();
    const before = scoreOf(engine, 0, 0);
    for (const ratings of [[], [rate('n9', 't0', 4), rate('n0', 't9', 1)]]) {
      const model = engine.learn(ratings);
      expect(model.ratings).toEqual([]);
      engine.useLearnt(model);
      expect(scoreOf(engine, 0, 0)).toBe(before);
    }
  });
});
