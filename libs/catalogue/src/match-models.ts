import { MODEL_VERSION } from '#matching';
import type { Transaction } from '#platform';

/** What a match list records of the model that made it: the engine, and the version of what was learned. */
export const modelVersion = ({ no }: { no: number }) => (no === 0 ? MODEL_VERSION : `${MODEL_VERSION}+${no}`);

/** Holds back everybody else who would change which version is in force, until the transaction ends. */
export async function lockModels(tx: Transaction): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('match_models'))`);
}

/** How lists of one version differ from those before; a list is told by the ids of its first ten. */
export interface ListChanges {
  lists: number;
  changed: number;
  topThree: number;
}

const TOLD_BY = 10;

/** Adds one list's change to the count. */
export function countChange(changes: ListChanges, before: string[], after: string[]): void {
  const differ = (top: number) => before.slice(0, top).join() !== after.slice(0, top).join();
  changes.lists += 1;
  if (differ(TOLD_BY)) changes.changed += 1;
  if (differ(3)) changes.topThree += 1;
}
