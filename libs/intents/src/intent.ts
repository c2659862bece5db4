import {
  type ErrorCode,
  type Evidence,
  type intentKindCodes,
  type IntentStage,
  intentStageCodes,
} from '#contracts';

export type IntentKind = (typeof intentKindCodes)[number];
export type Side = 'a' | 'b';
/** Who asks: one of the two sides, a verifier of the bureau, or somebody who may only read. */
export type Standing = Side | 'verifier' | 'reader';

/** An intent as the rules see it; amounts in 分. Side `a` expressed it, side `b` must confirm. */
export interface IntentState {
  stage: IntentStage;
  /** Where an intent on hold or in dispute returns to. */
  stageBefore: IntentStage | null;
  kind: IntentKind;
  createdAt: Date;
  /** The side that owns the technology; null where that is not known: either side may then act as the seller. */
  sellerSide: Side | null;
  /** The side that recorded the last entry of the ledger; null for the bureau. */
  lastBy: Side | null;
  contractValue: number | null;
  technologyValue: number | null;
  registrationNumber: string | null;
  received: number;
}

/** The way to the money, in its order; the other stages stand aside of it. */
export const mainStages: readonly IntentStage[] = intentStageCodes.slice(
  0,
  intentStageCodes.indexOf('completed') + 1,
);
/** How many days the other side has to confirm. */
const CONFIRM_DAYS = 14;
/** The furthest review date of an intent on hold, days from today. */
const HOLD_DAYS = 180;
const DAY_MS = 86_400_000;

type EvidenceField = keyof Evidence;
type Need = EvidenceField | 'reason';
/** `expresser` is side a, `other` side b, `raiser` whoever recorded the dispute. The verifier may do all. */
type Who = 'expresser' | 'other' | 'party' | 'seller' | 'raiser' | 'verifier';
interface Step {
  from: readonly IntentStage[];
  to: IntentStage;
  who: Who;
  needs: Need[];
  takes?: EvidenceField[];
}

const underWay: IntentStage[] = [
  'confirmed',
  'negotiating',
  'agreed',
  'contracted',
  'registered',
  'partly_paid',
];
const payment: EvidenceField[] = ['registrationNumber', 'technologyValue'];

/** Every step there is, except the return from a side stage and the expiry, which a timer does. */
const steps: Step[] = [
  { from: ['pending'], to: 'confirmed', who: 'other', needs: [] },
  { from: ['pending'], to: 'rejected', who: 'other', needs: ['reason'] },
  { from: ['pending'], to: 'terminated', who: 'expresser', needs: ['reason'] },
  { from: ['confirmed'], to: 'negotiating', who: 'party', needs: [] },
  { from: ['confirmed', 'negotiating'], to: 'agreed', who: 'party', needs: ['date', 'fileHash'] },
  {
    from: ['negotiating', 'agreed'],
    to: 'contracted',
    who: 'party',
    needs: ['date', 'contractKind', 'contractValue'],
    takes: ['technologyValue'],
  },
  {
    from: ['contracted'],
    to: 'registered',
    who: 'seller',
    needs: ['date', 'registrationNumber', 'technologyValue'],
  },
  {
    from: ['contracted', 'registered', 'partly_paid'],
    to: 'partly_paid',
    who: 'party',
    needs: ['date', 'received'],
    takes: payment,
  },
  {
    from: ['contracted', 'registered', 'partly_paid'],
    to: 'paid',
    who: 'party',
    needs: ['date', 'received'],
    takes: payment,
  },
  { from: ['paid'], to: 'completed', who: 'party', needs: ['date'] },
  { from: underWay, to: 'on_hold', who: 'party', needs: ['reason', 'reviewDate'] },
  { from: [...underWay, 'paid'], to: 'disputed', who: 'party', needs: ['reason'] },
  { from: [...underWay, 'on_hold', 'disputed'], to: 'terminated', who: 'party', needs: ['reason'] },
  {
    from: intentStageCodes.filter((stage) => stage !== 'void'),
    to: 'void',
    who: 'verifier',
    needs: ['reason'],
  },
];
/** Any step may carry these. */
const always: EvidenceField[] = ['date', 'reference', 'fileName', 'fileHash'];
/** What is not a technology contract has no contract kind and cannot be registered as one. */
const isFinancing = (kind: IntentKind) => kind === 'investment' || kind === 'loan';

/** An intent that was expressed before this instant and is still pending has expired. */
export const pendingCutoff = (now: Date): Date => new Date(now.getTime() - CONFIRM_DAYS * DAY_MS);

function stepsFrom(intent: IntentState, now: Date): Step[] {
  const found = steps.filter((step) => step.from.includes(intent.stage));
  if (intent.stageBefore && (intent.stage === 'on_hold' || intent.stage === 'disputed')) {
    const back: Pick<Step, 'who' | 'needs'> =
      intent.stage === 'disputed' ? { who: 'raiser', needs: ['reason'] } : { who: 'party', needs: [] };
    found.push({ from: [intent.stage], to: intent.stageBefore, ...back });
  }
  if (intent.stage === 'pending' && intent.createdAt < pendingCutoff(now)) {
    return found.filter((step) => step.who !== 'other');
  }
  return isFinancing(intent.kind) ? found.filter((step) => step.to !== 'registered') : found;
}

function mayTake(step: Step, intent: IntentState, standing: Standing): boolean {
  if (standing === 'verifier') return true;
  if (standing === 'reader') return false;
  switch (step.who) {
    case 'expresser':
      return standing === 'a';
    case 'other':
      return standing === 'b';
    case 'party':
      return true;
    case 'seller':
      return intent.sellerSide === null || intent.sellerSide === standing;
    case 'raiser':
      return intent.lastBy === standing;
    default:
      return false;
  }
}

function needsOf(step: Step, intent: IntentState, standing: Standing): Need[] {
  // The bureau speaks for a side that has not confirmed itself: the ledger must say on what ground.
  const byProxy = standing === 'verifier' && step.who === 'other' && !step.needs.includes('reason');
  const needs = isFinancing(intent.kind) ? step.needs.filter((need) => need !== 'contractKind') : step.needs;
  return byProxy ? [...needs, 'reason'] : needs;
}

/** What somebody may do with an intent now, and the fields of `evidence` (or `reason`) that each step needs. */
export function nextStages(
  intent: IntentState,
  standing: Standing,
  now: Date,
): { to: IntentStage; needs: string[] }[] {
  return stepsFrom(intent, now)
    .filter((step) => mayTake(step, intent, standing))
    .map((step) => ({ to: step.to, needs: needsOf(step, intent, standing) }));
}

export interface StepRequest {
  to: IntentStage;
  reason?: string;
  evidence?: Evidence;
}
/** The present instant and the day it is in the city (YYYY-MM-DD). */
export interface Present {
  now: Date;
  today: string;
}
/** What a step changes; the amounts (分) as they stand after it. */
export interface Advanced {
  refused: false;
  stage: IntentStage;
  stageBefore: IntentStage | null;
  contractValue: number | null;
  technologyValue: number | null;
  registrationNumber: string | null;
  received: number;
  evidence: Evidence | null;
}
interface Fault {
  field: string;
  reason: string;
  values?: Record<string, unknown>;
}
export interface Refusal {
  refused: true;
  code: ErrorCode;
  fields: Fault[];
}
const refuse = (code: ErrorCode, ...fields: Fault[]): Refusal => ({ refused: true, code, fields });
const fault = (name: EvidenceField, reason: string, values?: Record<string, unknown>): Fault => ({
  field: `evidence.${name}`,
  reason,
  values,
});

/**
 * The step that somebody asks for, or why it is refused: `stage_not_reachable`, `wrong_side`, `evidence_required`,
 * `invalid_input`, `amount_too_high`; with the fields at fault. A payment (`received`) is added to those before it.
 */
export function advance(
  intent: IntentState,
  request: StepRequest,
  standing: Standing,
  present: Present,
): Advanced | Refusal {
  const candidates = stepsFrom(intent, present.now).filter((step) => step.to === request.to);
  if (candidates.length === 0) return refuse('stage_not_reachable');
  const step = candidates.find((one) => mayTake(one, intent, standing));
  if (!step) return refuse('wrong_side');

  const evidence = request.evidence ?? {};
  const needs = needsOf(step, intent, standing);
  const missing = needs.filter((need) =>
    need === 'reason' ? !request.reason : evidence[need] === undefined,
  );
  if (missing.length > 0) {
    const fields = missing.map((need) =>
      need === 'reason' ? { field: 'reason', reason: 'required' } : fault(need, 'required'),
    );
    return refuse(
      missing.every((need) => need === 'reason') ? 'invalid_input' : 'evidence_required',
      ...fields,
    );
  }
  const known = new Set<string>([...step.needs, ...(step.takes ?? []), ...always]);
  if (intent.registrationNumber) known.delete('registrationNumber');
  const given = (Object.keys(evidence) as EvidenceField[]).filter((name) => evidence[name] !== undefined);
  const faults = [
    ...given.filter((name) => !known.has(name)).map((name) => fault(name, 'unknown_field')),
    ...dateFaults(evidence, present.today),
    ...(['contractValue', 'received'] as const)
      .filter((name) => evidence[name] === 0)
      .map((name) => fault(name, 'too_small', { min: 1 })),
  ];
  if (faults.length > 0) return refuse('invalid_input', ...faults);
  return withAmounts(intent, step, evidence, given.length > 0);
}

function dateFaults(evidence: Evidence, today: string): Fault[] {
  const faults: Fault[] = [];
  if (evidence.date && evidence.date > today) faults.push(fault('date', 'in_the_future'));
  if (evidence.reviewDate) {
    const last = new Date(Date.parse(`${today}T00:00:00Z`) + HOLD_DAYS * DAY_MS).toISOString().slice(0, 10);
    if (evidence.reviewDate < today) faults.push(fault('reviewDate', 'in_the_past'));
    if (evidence.reviewDate > last) faults.push(fault('reviewDate', 'too_big', { max: last }));
  }
  return faults;
}

function withAmounts(
  intent: IntentState,
  step: Step,
  evidence: Evidence,
  given: boolean,
): Advanced | Refusal {
  const contractValue = evidence.contractValue ?? intent.contractValue;
  const technologyValue = evidence.technologyValue ?? intent.technologyValue;
  const received = intent.received + (evidence.received ?? 0);
  if ((technologyValue ?? 0) > (contractValue ?? 0)) {
    return refuse('amount_too_high', fault('technologyValue', 'too_big', { max: contractValue ?? 0 }));
  }
  if (received > (contractValue ?? 0)) {
    return refuse(
      'amount_too_high',
      fault('received', 'too_big', { max: (contractValue ?? 0) - intent.received }),
    );
  }
  if (evidence.received !== undefined) {
    const all = received === contractValue;
    if (step.to === 'partly_paid' && all) return refuse('invalid_input', fault('received', 'all_received'));
    if (step.to === 'paid' && !all) return refuse('invalid_input', fault('received', 'not_all_received'));
  }
  const aside = step.to === 'on_hold' || step.to === 'disputed';
  return {
    refused: false,
    stage: step.to,
    stageBefore: aside ? intent.stage : null,
    contractValue,
    technologyValue,
    registrationNumber: evidence.registrationNumber ?? intent.registrationNumber,
    received,
    evidence: given ? evidence : null,
  };
}
