import type { RebuildProgress, SearchIndex } from '#platform';
import type { CatalogueDocuments } from './catalogue-documents.reader.js';

/** Differences that a reconciliation found and mended: documents not in the index, other ones, and ones too many. */
export interface Mended {
  missing: number;
  stale: number;
  surplus: number;
}

const BATCH = 200;

/** One writer at a time, so that what was read first is not written last. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** Keeps an index in step with the catalogue of the database. Whatever is written is read from the database just before. */
export class KeptIndex {
  constructor(
    readonly index: SearchIndex,
    private readonly documents: CatalogueDocuments,
    private readonly inTurn: InTurn,
  ) {}

  /** Makes these listings in the index what they are in the database now. */
  async refresh(ids: readonly string[]): Promise<void> {
    for (let i = 0; i < ids.length; i += BATCH) {
      const batch = ids.slice(i, i + BATCH);
      await this.inTurn(async () => {
        const present = await this.documents.byIds(batch);
        const found = new Set(present.map(({ id }) => id));
        const gone = batch.filter((id) => !found.has(id));
        if (gone.length > 0) await this.index.remove(gone);
        if (present.length > 0) await this.index.put(present);
      });
    }
  }

  /** Compares every stamp with the database's and mends each difference. */
  async reconcile(): Promise<Mended> {
    const held = await this.index.stamps();
    const missing: string[] = [];
    const stale: string[] = [];
    for await (const page of this.documents.stamps()) {
      for (const { id, stamp } of page) {
        const known = held.get(id);
        if (known === undefined) missing.push(id);
        else if (known !== stamp) stale.push(id);
        held.delete(id);
      }
    }
    const surplus = [...held.keys()];
    // Surplus first: what became private goes before anything else comes.
    await this.refresh([...surplus, ...stale, ...missing]);
    return { missing: missing.length, stale: stale.length, surplus: surplus.length };
  }

  /** Builds the index anew beside the live one, then catches up with what changed meanwhile. */
  async rebuild(progress?: RebuildProgress): Promise<void> {
    await this.index.rebuild(this.documents.pages(), progress);
    await this.reconcile();
  }
}

/** Takes turns within this process. */
export function turns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
