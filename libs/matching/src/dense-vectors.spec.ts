import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { DenseVectors } from './dense-vectors.js';
import { MatchingEngine } from './matching-engine.js';
import { reasonText } from './reason-text.js';

const unit = (...numbers: number[]) => {
  const length = Math.hypot(...numbers) || 1;
  return Float32Array.from(numbers, (value) => value / length);
};
const number = fc.double({ min: -1, max: 1, noNaN: true });
const vector = fc.tuple(number, number, number).map((numbers) => unit(...numbers));

describe('dense vectors', () => {
  it('stand for the same whatever the order of arrival, and for nothing where one is missing', () => {
    fc.assert(
      fc.property(fc.array(vector, { maxLength: 12 }), vector, (all, asked) => {
        const forward = new DenseVectors();
        const backward = new DenseVectors();
        all.forEach((one, i) => forward.setTechnology(`t${i}`, one));
        all
          .map((one, i) => ({ one, i }))
          .toReversed()
          .forEach(({ one, i }) => backward.setTechnology(`t${i}`, one));
        for (const dense of [forward, backward]) dense.setNeed('n', asked);
        const question = forward.question('n')!;
        for (const [i] of all.entries()) {
          const standing = forward.standing(question, `t${i}`);
          expect(Number.isFinite(standing)).toBe(true);
          expect(backward.standing(backward.question('n'), `t${i}`)).toBeCloseTo(standing, 9);
        }
        expect(forward.question('unknown')).toBeUndefined();
        expect(forward.standing(undefined, 't0')).toBe(0);
        expect(forward.standing(question, 'unknown')).toBe(0);
      }),
    );
  });

  it('measure cosines against those of the other technologies, so that models of any temper count alike', () => {
    const lukewarm = new DenseVectors();
    const cold = new DenseVectors();
    // All vectors of the first share a large part: its cosines lie near 1.
    for (const [dense, shared] of [
      [lukewarm, 1],
      [cold, 0],
    ] as const) {
      for (let i = 0; i < 400; i++) dense.setTechnology(`t${i}`, unit(shared, Math.cos(i), Math.sin(i)));
      dense.setNeed('n', unit(shared, 1, 0));
    }
    const standingOf = (dense: DenseVectors) => dense.standing(dense.question('n'), 't0');
    expect(standingOf(lukewarm)).toBeCloseTo(standingOf(cold), 1);
    expect(standingOf(cold)).toBeGreaterThan(1);
  });
});

describe('the engine with vectors', () => {
  const need = { id: 'n', title: '污水回用', problem: '降低能耗' };
  function engineOf(): MatchingEngine {
    const engine = new MatchingEngine();
    engine.setNeed(need);
    for (const [i, title] of ['污水回用装置', '反渗透膜', '焊接机器人', '疫苗佐剂', '卫星遥感'].entries())
      engine.setTechnology({ id: `t${i}`, title });
    return engine;
  }

  it('finds what shares no word but the sense, says so, and is neutral for what has no vector yet', () => {
    const engine = engineOf();
    const bare = engine.technologiesFor(need);
    expect(bare.map(({ technologyId }) => technologyId)).toEqual(['t0']);
    engine.setVector('n', unit(1, 0, 0));
    // Mixed: the need and three technologies have vectors, t0 and t4 have none.
    engine.setVector('t1', unit(1, 0.1, 0));
    for (const id of ['t2', 't3']) engine.setVector(id, unit(0, 1, 0.2));
    engine.setVector('unknown', unit(1, 0, 0));
    const [first, second] = engine.technologiesFor(need);
    expect(first).toEqual(bare[0]);
    expect(second!.technologyId).toBe('t1');
    expect(second!.contributions.dense).toBeGreaterThan(1);
    expect(engine.scorePair(need, { id: 't1', title: '反渗透膜' }).score).toBeCloseTo(second!.score, 9);
    expect(engine.needsFor({ id: 't1', title: '反渗透膜' })[0]).toEqual(second);
    engine.setVector('n', undefined);
    expect(engine.technologiesFor(need)).toEqual(bare);
  });

  it('names the sense as a reason only where it clearly stands out', () => {
    const engine = engineOf();
    engine.setVector('n', unit(1, 0, 0));
    for (let i = 0; i < 60; i++) {
      engine.setTechnology({ id: `x${i}`, title: `第${i}种材料` });
      engine.setVector(`x${i}`, unit(0.1, Math.cos(i), Math.sin(i)));
    }
    engine.setVector('t1', unit(1, 0.1, 0));
    engine.setVector('t2', unit(0.2, 1, 0));
    const reasons = (id: string) =>
      engine.scorePair(need, { id, title: '反渗透膜' }).reasons.map((reason) => reasonText(reason, 'zh'));
    expect(reasons('t1').join()).toMatch(/整体意思相近/);
    expect(reasons('t2').join()).not.toMatch(/整体意思相近/);
  });
});
