import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { thesisContent } from '#contracts';
import { scoreForThesis, thesisNeed, thesisReasonText } from './thesis.js';

const thesis = thesisContent.parse({
  fields: ['materials'],
  stages: ['pilot'],
  ticketMax: 500,
  keywords: ['膜'],
});
const suitable = { title: '膜', field: 'materials' as const, stage: 'pilot' as const };

describe('a technology for a thesis', () => {
  it('names the conditions that are met and the first that is not', () => {
    const scored = scoreForThesis('t', thesis, { ...suitable, stage: 'lab' }, 0.8);
    expect(scored.reasons.map(({ code }) => code)).toEqual(['thesis-field']);
    expect(scored.risk).toEqual({ code: 'thesis-stage-misfit', params: { stage: 'lab' } });
    expect(thesisReasonText(scored.risk!, 'zh')).toBe('处于“小试”阶段，不在关注范围');
  });

  it('is neutral where either side leaves something open, and goes by conditions alone without words', () => {
    expect(scoreForThesis('t', thesis, { title: '膜' }, 0.5).score).toBe(0.5);
    expect(scoreForThesis('t', thesis, suitable, null)).toMatchObject({
      level: 'fair',
      risk: null,
    });
    expect(thesisNeed('i', thesisContent.parse({ fields: ['energy'] }))).toBeNull();
  });

  it('scores no less when the words say more or a condition is met', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b) => {
          const at = (words: number, stage: 'pilot' | 'lab' = 'pilot') =>
            scoreForThesis('t', thesis, { ...suitable, stage }, words).score;
          expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)));
          expect(at(a)).toBeGreaterThanOrEqual(at(a, 'lab'));
        },
      ),
    );
  });

  it('counts a price above the ticket against it', () => {
    const price = { kind: 'fixed' as const, min: 600 };
    expect(scoreForThesis('t', thesis, { ...suitable, price }, 0.8).risk?.code).toBe('thesis-ticket-misfit');
  });
});
