import type { IntentStage } from '#contracts';
import type { Transaction } from '#platform';

type Outcome = 'confirmed' | 'contracted' | 'rejected' | null;
export interface MatterOutcome {
  code: string;
  needId: string;
  technologyId: string;
  /** Null: the intent was voided and says nothing. */
  outcome: Outcome;
}

/** Stages that say how well a technology suits a need; the others leave what was known. */
const outcomes: Partial<Record<IntentStage, Outcome>> = {
  confirmed: 'confirmed',
  negotiating: 'confirmed',
  agreed: 'confirmed',
  contracted: 'contracted',
  registered: 'contracted',
  partly_paid: 'contracted',
  paid: 'contracted',
  completed: 'contracted',
  rejected: 'rejected',
  terminated: 'rejected',
  void: null,
};

/** What became of an intent on a technology and a need; undefined where it says nothing of the two. */
export async function matterOutcome(tx: Transaction, intentId: string): Promise<MatterOutcome | undefined> {
  const [intent] = await tx.query<{
    code: string;
    stage: IntentStage;
    need_id: string | null;
    technology_id: string | null;
  }>('SELECT code, stage, need_id, technology_id FROM intents WHERE id = $1', [intentId]);
  if (!intent?.need_id || !intent.technology_id) return undefined;
  const outcome = outcomes[intent.stage];
  if (outcome === undefined) return undefined;
  return { code: intent.code, needId: intent.need_id, technologyId: intent.technology_id, outcome };
}
