import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Evidence, type IntentStage, intentStageCodes } from '#contracts';
import {
  type Advanced,
  advance,
  type IntentState,
  mainStages,
  nextStages,
  type Standing,
  type StepRequest,
} from './intent.js';

const now = new Date('2026-11-24T02:00:00Z');
const present = { now, today: '2026-11-24' };
const state = (changes: Partial<IntentState> = {}): IntentState => ({
  stage: 'pending',
  stageBefore: null,
  kind: 'licence',
  createdAt: new Date('2026-11-20T02:00:00Z'),
  sellerSide: 'a',
  lastBy: 'a',
  contractValue: null,
  technologyValue: null,
  registrationNumber: null,
  received: 0,
  ...changes,
});
const contracted = (changes: Partial<IntentState> = {}) =>
  state({ stage: 'contracted', contractValue: 1_000, ...changes });
const hash = 'a'.repeat(64);
const ask = (intent: IntentState, request: StepRequest, standing: Standing = 'a') =>
  advance(intent, request, standing, present);
const done = (intent: IntentState, request: StepRequest, standing: Standing = 'a'): Advanced => {
  const result = ask(intent, request, standing);
  if (result.refused) throw new Error(`${result.code} ${JSON.stringify(result.fields)}`);
  return result;
};
const after = (intent: IntentState, step: Advanced): IntentState => ({ ...intent, ...step });
const targets = (intent: IntentState, standing: Standing) =>
  nextStages(intent, standing, now).map((next) => next.to);

describe('confirmation', () => {
  it('belongs to the other side or to a verifier who says on what ground', () => {
    expect(ask(state(), { to: 'confirmed' }, 'a')).toMatchObject({ refused: true, code: 'wrong_side' });
    expect(ask(state(), { to: 'confirmed' }, 'reader')).toMatchObject({ refused: true, code: 'wrong_side' });
    expect(ask(state(), { to: 'confirmed' }, 'b')).toMatchObject({ refused: false, stage: 'confirmed' });
    expect(ask(state(), { to: 'confirmed' }, 'verifier')).toMatchObject({
      code: 'invalid_input',
      fields: [{ field: 'reason', reason: 'required' }],
    });
    expect(ask(state(), { to: 'confirmed', reason: '现场签字' }, 'verifier')).toMatchObject({
      refused: false,
    });
  });

  it('is refused with a reason, and withdrawn by who expressed it', () => {
    expect(ask(state(), { to: 'rejected' }, 'b')).toMatchObject({ code: 'invalid_input' });
    expect(ask(state(), { to: 'rejected', reason: '方向不符' }, 'b')).toMatchObject({ stage: 'rejected' });
    expect(targets(state(), 'a')).toEqual(['terminated']);
  });

  it('is too late after 14 days, to the millisecond', () => {
    const createdAt = new Date(now.getTime() - 14 * 86_400_000);
    expect(ask(state({ createdAt }), { to: 'confirmed' }, 'b')).toMatchObject({ refused: false });
    const late = state({ createdAt: new Date(createdAt.getTime() - 1) });
    expect(ask(late, { to: 'confirmed' }, 'b')).toMatchObject({ code: 'stage_not_reachable' });
    expect(targets(late, 'b')).toEqual([]);
  });

  it('never expires by hand', () => {
    expect(ask(state(), { to: 'expired', reason: '…' }, 'verifier')).toMatchObject({
      code: 'stage_not_reachable',
    });
  });
});

describe('evidence', () => {
  it('is asked for from the agreement on, field by field', () => {
    expect(ask(state({ stage: 'confirmed' }), { to: 'negotiating' })).toMatchObject({ refused: false });
    expect(ask(state({ stage: 'confirmed' }), { to: 'agreed', evidence: { date: '2026-11-20' } })).toEqual({
      refused: true,
      code: 'evidence_required',
      fields: [{ field: 'evidence.fileHash', reason: 'required' }],
    });
    expect(ask(state({ stage: 'negotiating' }), { to: 'contracted' })).toMatchObject({
      code: 'evidence_required',
      fields: [
        { field: 'evidence.date' },
        { field: 'evidence.contractKind' },
        { field: 'evidence.contractValue' },
      ],
    });
  });

  it('must not be dated in the future nor carry what the step does not take', () => {
    const agreed: Evidence = { date: '2026-11-25', fileHash: hash, contractValue: 5 };
    expect(ask(state({ stage: 'confirmed' }), { to: 'agreed', evidence: agreed })).toMatchObject({
      code: 'invalid_input',
      fields: [
        { field: 'evidence.contractValue', reason: 'unknown_field' },
        { field: 'evidence.date', reason: 'in_the_future' },
      ],
    });
  });

  it('of a contract needs a value above zero', () => {
    const evidence: Evidence = { date: '2026-11-24', contractKind: 'licence', contractValue: 0 };
    expect(ask(state({ stage: 'agreed' }), { to: 'contracted', evidence })).toMatchObject({
      fields: [{ field: 'evidence.contractValue', reason: 'too_small' }],
    });
  });

  it('of a loan needs no contract kind, and a loan is never registered as a technology contract', () => {
    const loan = state({ stage: 'negotiating', kind: 'loan' });
    const step = done(loan, { to: 'contracted', evidence: { date: '2026-11-24', contractValue: 9 } });
    expect(targets(after(loan, step), 'a')).not.toContain('registered');
  });
});

describe('amounts', () => {
  const registration: Evidence = { date: '2026-11-24', registrationNumber: '1'.repeat(16) };

  it('keep the technology value within the contract value', () => {
    const step = (technologyValue: number) =>
      ask(contracted(), { to: 'registered', evidence: { ...registration, technologyValue } });
    expect(step(1_001)).toMatchObject({
      code: 'amount_too_high',
      fields: [{ field: 'evidence.technologyValue', values: { max: 1_000 } }],
    });
    expect(step(1_000)).toMatchObject({ refused: false, technologyValue: 1_000 });
  });

  it('let only the seller register', () => {
    const evidence = { ...registration, technologyValue: 1 };
    expect(ask(contracted(), { to: 'registered', evidence }, 'b')).toMatchObject({ code: 'wrong_side' });
    expect(ask(contracted({ sellerSide: null }), { to: 'registered', evidence }, 'b')).toMatchObject({
      refused: false,
    });
  });

  it('add payments up, and are paid only when all is there', () => {
    const pay = (to: IntentStage, received: number): StepRequest => ({
      to,
      evidence: { date: '2026-11-24', received },
    });
    expect(ask(contracted(), pay('paid', 999))).toMatchObject({ fields: [{ reason: 'not_all_received' }] });
    expect(ask(contracted(), pay('partly_paid', 1_000))).toMatchObject({
      fields: [{ reason: 'all_received' }],
    });
    expect(ask(contracted(), pay('paid', 1_001))).toMatchObject({ code: 'amount_too_high' });
    const first = after(contracted(), done(contracted(), pay('partly_paid', 400)));
    const second = after(first, done(first, pay('partly_paid', 599)));
    expect(second.received).toBe(999);
    expect(done(second, pay('paid', 1))).toMatchObject({ received: 1_000 });
  });
});

describe('side stages', () => {
  it('hold for 180 days at most and return where they came from', () => {
    const hold = (reviewDate: string) =>
      ask(contracted(), { to: 'on_hold', reason: '设备未到', evidence: { reviewDate } });
    expect(hold('2026-11-23')).toMatchObject({ fields: [{ reason: 'in_the_past' }] });
    expect(hold('2027-05-24')).toMatchObject({
      fields: [{ reason: 'too_big', values: { max: '2027-05-23' } }],
    });
    const held = hold('2027-05-23');
    expect(held).toMatchObject({ stage: 'on_hold', stageBefore: 'contracted' });
    const onHold = after(contracted(), held as Advanced);
    expect(done(onHold, { to: 'contracted' }, 'b')).toMatchObject({ stage: 'contracted', stageBefore: null });
    expect(ask(onHold, { to: 'registered' })).toMatchObject({ code: 'stage_not_reachable' });
  });

  it('leave a dispute to who raised it', () => {
    const disputed = {
      ...after(contracted(), done(contracted(), { to: 'disputed', reason: '验收分歧' })),
      lastBy: 'a' as const,
    };
    expect(ask(disputed, { to: 'contracted', reason: '已解决' }, 'b')).toMatchObject({ code: 'wrong_side' });
    expect(ask(disputed, { to: 'contracted', reason: '已解决' }, 'a')).toMatchObject({ refused: false });
    expect(ask(disputed, { to: 'contracted', reason: '裁定' }, 'verifier')).toMatchObject({ refused: false });
  });

  it('are void by the bureau alone, from any stage, and void is the end', () => {
    for (const stage of intentStageCodes.filter((one) => one !== 'void')) {
      expect(ask(state({ stage }), { to: 'void', reason: '重复' }, 'a')).toMatchObject({
        code: 'wrong_side',
      });
      expect(ask(state({ stage }), { to: 'void', reason: '重复' }, 'verifier')).toMatchObject({
        stage: 'void',
      });
    }
    expect(targets(state({ stage: 'void' }), 'verifier')).toEqual([]);
  });
});

describe('whatever is asked', () => {
  const standing = fc.constantFrom<Standing>('a', 'b', 'verifier', 'reader');
  const money = fc.integer({ min: 0, max: 2_000 });
  const evidence = fc.record(
    {
      date: fc.constantFrom('2026-11-01', '2026-11-24', '2026-12-01'),
      fileHash: fc.constant(hash),
      contractKind: fc.constantFrom('licence' as const, 'service' as const),
      contractValue: money,
      technologyValue: money,
      registrationNumber: fc.constant('2'.repeat(16)),
      received: money,
      reviewDate: fc.constant('2027-01-01'),
    },
    { requiredKeys: [] },
  );
  const request = fc.record({
    to: fc.constantFrom(...intentStageCodes),
    reason: fc.constant('理由'),
    evidence,
  });

  it('amounts stay within bounds, and a step is taken only if it was offered', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(standing, request), { maxLength: 60 }), (requests) => {
        let intent = state();
        for (const [who, one] of requests) {
          const offered = nextStages(intent, who, now).map((next) => next.to);
          const result = advance(intent, one, who, present);
          if (result.refused) continue;
          expect(offered).toContain(result.stage);
          expect(result.received).toBeLessThanOrEqual(result.contractValue ?? 0);
          expect(result.technologyValue ?? 0).toBeLessThanOrEqual(result.contractValue ?? 0);
          expect(result.received).toBeGreaterThanOrEqual(intent.received);
          if (result.stage === 'paid' || result.stage === 'completed')
            expect(result.received).toBe(result.contractValue);
          intent = { ...intent, ...result, lastBy: who === 'a' || who === 'b' ? who : null };
        }
      }),
    );
  });

  it('a reader is offered nothing, and the way to the money can be walked to its end', () => {
    for (const stage of intentStageCodes) expect(targets(state({ stage }), 'reader')).toEqual([]);
    for (const [i, stage] of mainStages.slice(1, -1).entries()) {
      expect(targets(state({ stage, contractValue: 10 }), 'verifier')).toContain(mainStages[i + 2]);
    }
  });
});
