import { MODEL_VERSION } from '#matching';
import type { Transaction } from '#platform';

/**
 * What a match list records of the model that made it: the engine, the version of what was learned, and the outside model
 * whose vectors counted, such as `near-3+5/bge-m3`.
 */
export const modelVersion = ({ no, vectors }: { no: number; vectors: string | null }) =>
  `${MODEL_VERSION}${no === 0 ? '' : `+${no}`}${vectors ? `/${vectors}` : ''}`;

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
