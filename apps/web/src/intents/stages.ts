import { intentStageCodes, type IntentStage } from '#contracts';

/** The way to the money that both sides see; a draft is nobody's business yet. */
export const mainStages: IntentStage[] = intentStageCodes.slice(
  intentStageCodes.indexOf('pending'),
  intentStageCodes.indexOf('completed') + 1,
);
