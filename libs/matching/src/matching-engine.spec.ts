import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { MatchingEngine } from './matching-engine.js';
import type { NeedProfile, TechnologyProfile } from './profiles.js';

const technologies: TechnologyProfile[] = [
  {
    id: 't1',
    title: '热固性树脂基复合材料快速成型',
    text: '用于风电叶片，剥离强度高',
    trl: 7,
    keywords: ['树脂'],
  },
  { id: 't2', title: '废旧锂电池回收', summary: '湿法冶金回收镍钴锰', trl: 5 },
  { id: 't3', title: '工业废水膜处理', text: '反渗透膜' },
  { id: 't4', title: '风电叶片巡检无人机', text: '图像识别叶片裂纹' },
];
const needs: NeedProfile[] = [
  { id: 'n1', title: '风电叶片用热固性树脂', problem: '现有树脂固化慢', minTrl: 6 },
  { id: 'n2', title: '锂电池回收线', minTrl: 8 },
];

function engineOf(): MatchingEngine {
  const engine = new MatchingEngine();
  technologies.forEach((technology) => engine.setTechnology(technology));
  needs.forEach((need) => engine.setNeed(need));
  return engine;
}

describe('MatchingEngine', () => {
  it('finds the best technologies of a need and says why', () => {
    const [best, second] = engineOf().technologiesFor(needs[0]!);
    expect([best?.technologyId, second?.technologyId]).toEqual(['t1', 't4']);
    expect(best?.phrases.map(({ text }) => text)).toContain('热固性树脂');
    expect(best?.reasons.map(({ code }) => code)).toEqual(['shared-phrases', 'maturity-fit']);
    expect(best?.fits.map(({ aspect, verdict }) => `${aspect} ${verdict}`)).toEqual([
      'maturity fit',
      'budget unknown',
      'mode unknown',
      'region unknown',
      'industry unknown',
      'deadline unknown',
      'ip unknown',
    ]);
  });

  it('gives a pair the same match from both directions', () => {
    const engine = engineOf();
    for (const need of needs) {
      for (const match of engine.technologiesFor(need)) {
        const technology = technologies.find(({ id }) => id === match.technologyId)!;
        expect(engine.scorePair(need, technology)).toEqual(match);
        expect(engine.needsFor(technology).find(({ needId }) => needId === need.id)).toEqual(match);
      }
    }
  });

  it('leaves out what does not suit where only the rest is asked for', () => {
    const engine = engineOf();
    const suits = ({ level }: { level: string }): boolean => level !== 'none';
    const left: number[] = [];
    for (const need of needs) {
      const all = engine.technologiesFor(need);
      expect(engine.technologiesFor(need, { suiting: true })).toEqual(all.filter(suits));
      left.push(all.length - all.filter(suits).length);
    }
    for (const technology of technologies) {
      const all = engine.needsFor(technology);
      expect(engine.needsFor(technology, { suiting: true })).toEqual(all.filter(suits));
    }
    expect(Math.max(...left)).toBeGreaterThan(0);
  });

  it('names the misfit as the risk', () => {
    expect(engineOf().technologiesFor(needs[1]!)[0]).toMatchObject({
      technologyId: 't2',
      risk: { code: 'maturity-misfit', params: { trl: 5, minTrl: 8 } },
    });
  });

  it('forgets what was removed and takes what was changed', () => {
    const engine = engineOf();
    expect(engine.removeTechnology('t1')).toBe(true);
    expect(engine.removeTechnology('t1')).toBe(false);
    expect(engine.technologiesFor(needs[0]!).map(({ technologyId }) => technologyId)).not.toContain('t1');
    engine.setTechnology({ id: 't4', title: '反渗透膜' });
    expect(engine.technologiesFor(needs[0]!).map(({ technologyId }) => technologyId)).not.toContain('t4');
    expect(engine.removeNeed('n2')).toBe(true);
    expect(engine.needsFor(technologies[1]!).map(({ needId }) => needId)).toEqual(['n1']);
  });

  it('scores exactly the technologies it is given', () => {
    const scored = engineOf().scoreEach(needs[1]!, technologies);
    expect(scored).toHaveLength(technologies.length);
    expect(scored[0]?.id).toBe('t2');
  });

  it('makes something sensible of needs that say little or too much', () => {
    const engine = engineOf();
    for (const title of ['', '膜', '???', '12345', 'only latin', '\u0000\ud800', '叶片'.repeat(50_000)]) {
      const need = { id: 'x', title };
      for (const match of [...engine.technologiesFor(need), engine.scorePair(need, technologies[0]!)]) {
        expect(match.score).toBeGreaterThanOrEqual(0);
        expect(match.score).toBeLessThan(1);
      }
    }
    expect(engine.technologiesFor({ id: 'x', title: '' })).toEqual([]);
    expect(new MatchingEngine().scorePair(needs[0]!, technologies[0]!).score).toBeGreaterThan(0);
  });

  it('never scores a better condition lower', () => {
    const engine = engineOf();
    const trl = fc.integer({ min: 1, max: 9 });
    const score = (minTrl: number, trl: number): number =>
      engine.scorePair({ ...needs[0]!, minTrl }, { ...technologies[0]!, trl }).score;
    fc.assert(
      fc.property(trl, trl, trl, (a, b, minTrl) => {
        expect(score(minTrl, Math.max(a, b))).toBeGreaterThanOrEqual(score(minTrl, Math.min(a, b)));
      }),
    );
  });

  it('counts other wordings of the synonym table and shows them', () => {
    const engine = engineOf();
    const need = { id: 'x', title: '储能电芯再生' };
    const before = engine.scorePair(need, technologies[1]!);
    engine.useSynonyms([['电芯', '锂电池'], ['风机']]);
    const after = engine.scorePair(need, technologies[1]!);
    expect(after.score).toBeGreaterThan(before.score);
    expect(after.near).toEqual([{ need: '电芯', technology: '锂电池' }]);
    expect(after.reasons.map(({ code }) => code)).toContain('near-terms');
  });

  it('finds by near terms what shares no word, and never without them', () => {
    const engine = new MatchingEngine();
    for (let i = 0; i < 12; i++) {
      engine.setTechnology({ id: `a${i}`, title: `钙钛矿 光伏 组件 ${i}` });
      engine.setTechnology({ id: `b${i}`, title: `污泥 干化 焚烧 ${i}` });
    }
    engine.setTechnology({ id: 'x', title: '光伏' });
    const need = { id: 'n', title: '钙钛矿' };
    const found = (): string[] =>
      engine.technologiesFor(need, { top: 40 }).map(({ technologyId }) => technologyId);
    expect(found()).not.toContain('x');
    engine.useNearTerms(engine.trainNearTerms({ dimensions: 4 }));
    expect(found()).toContain('x');
  });

  it('stays a number with near terms, learning and texts of every kind', () => {
    const engine = engineOf();
    engine.useNearTerms(engine.trainNearTerms({ dimensions: 4 }));
    engine.useLearnt(engine.learn([{ needId: 'n1', technologyId: 't1', level: 4 }]));
    const odd = ['', '膜', '???', '12345', 'only latin', '\u0000\ud800', '叶片'.repeat(50_000)];
    for (const title of odd) {
      for (const match of [
        ...engine.technologiesFor({ id: 'x', title, text: title }),
        ...engine.needsFor({ id: 'x', title, text: title }),
        engine.scorePair({ id: 'x', title }, { id: 'y', title }),
      ]) {
        expect(match.score).toBeGreaterThanOrEqual(0);
        expect(match.score).toBeLessThan(1);
        for (const part of Object.values(match.contributions)) expect(part).not.toBeNaN();
      }
    }
  });
});
