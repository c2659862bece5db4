import { FacetColumns, type Facets } from './facet-columns.js';
import type { IndexedFields } from './fields.js';
import { labelsOf, type Label } from './label-codes.js';
import { Labels } from './labels.js';
import { Postings } from './postings.js';
import { SlotScores } from './slot-scores.js';
import { SlotVectors } from './slot-vectors.js';
import type { SnapshotContent } from './snapshot.js';
import { TermCounts } from './term-counts.js';
import { TermTable } from './term-table.js';
import { titleWordLengths } from './title-words.js';
import { UnitCodes } from './unit-codes.js';

/** Documents by slot with everything that a question to them reads. */
export class DocumentStore {
  readonly codes = new UnitCodes();
  readonly table = new TermTable();
  readonly postings = new Postings();
  readonly counts = new TermCounts();
  readonly scores = new SlotScores();
  readonly facets = new FacetColumns();
  readonly vectors = new SlotVectors();
  readonly ids: (string | undefined)[] = [];
  readonly texts: string[] = [];
  private readonly labelsAt: (readonly Label[])[] = [];
  private readonly wordLengthsAt: (string | undefined)[] = [];
  private readonly slotOf = new Map<string, number>();
  private readonly freeSlots: number[] = [];
  private allLabels: Labels | undefined;
  /** Grows with every change. */
  version = 0;

  constructor({ words, documents }: SnapshotContent = { words: [], documents: [] }) {
    for (const word of words) this.codes.add(word, false);
    for (const { id, text, labels, facets } of documents) this.enter(id, text, labels, facets);
  }

  /** How many documents there are. */
  get size(): number {
    return this.slotOf.size;
  }

  /** All slots in use or left lie below this. */
  get end(): number {
    return this.ids.length;
  }

  /** Made when it is first asked for: many an index is never asked by labels. */
  get labels(): Labels {
    if (this.allLabels === undefined) {
      this.allLabels = new Labels();
      for (const slot of this.slotOf.values()) this.allLabels.add(slot, this.labelsAt[slot]!);
    }
    return this.allLabels;
  }

  slot(id: string): number | undefined {
    return this.slotOf.get(id);
  }

  titleAt(slot: number): string {
    return this.labelsAt[slot]!.find(({ kind }) => kind === 'title')?.text ?? '';
  }

  /** The labels of a document; none for an unknown id. */
  labelsOf(id: string): readonly Label[] {
    const slot = this.slotOf.get(id);
    return slot === undefined ? [] : this.labelsAt[slot]!;
  }

  /** How many units each word of a title has; found when it is first asked for. */
  titleWordLengths(slot: number): string {
    return (this.wordLengthsAt[slot] ??= titleWordLengths(this.texts[slot]!));
  }

  set(id: string, fields: IndexedFields, facets: Facets, vector?: Float32Array): void {
    this.remove(id);
    this.enter(id, this.codes.store(fields), labelsOf(fields), facets);
    if (vector) this.vectors.set(this.slotOf.get(id)!, vector);
  }

  remove(id: string): boolean {
    const slot = this.slotOf.get(id);
    if (slot === undefined) return false;
    this.counts.forEach(this.texts[slot]!, (key) => this.postings.remove(this.table.find(key), slot));
    this.facets.clear(slot);
    this.vectors.set(slot, undefined);
    this.allLabels?.remove(slot, this.labelsAt[slot]!);
    this.slotOf.delete(id);
    this.ids[slot] = undefined;
    this.texts[slot] = '';
    this.labelsAt[slot] = [];
    this.wordLengthsAt[slot] = undefined;
    this.freeSlots.push(slot);
    this.version++;
    return true;
  }

  content(): SnapshotContent {
    const documents = Array.from(this.slotOf, ([id, slot]) => ({
      id,
      text: this.texts[slot]!,
      labels: this.labelsAt[slot]!,
      facets: this.facets.of(slot),
    }));
    return { words: this.codes.words, documents };
  }

  /** Inverse document frequency of a key, always above 0; highest for one that no document has. */
  idfOf(key: number | undefined): number {
    const n = this.frequencyOf(key);
    return Math.log(1 + (this.size - n + 0.5) / (n + 0.5));
  }

  /** How many documents have the key. */
  frequencyOf(key: number | undefined): number {
    const number = key === undefined ? -1 : this.table.find(key);
    return number < 0 ? 0 : this.postings.length(number);
  }

  private enter(id: string, text: string, labels: readonly Label[], facets: Facets): void {
    const slot = this.freeSlots.pop() ?? this.ids.length;
    this.scores.makeRoom(slot + 1);
    this.counts.forEach(text, (key, impact) => this.postings.insert(this.table.add(key), slot, impact));
    this.slotOf.set(id, slot);
    this.ids[slot] = id;
    this.texts[slot] = text;
    this.labelsAt[slot] = labels;
    this.allLabels?.add(slot, labels);
    this.facets.set(slot, facets);
    this.version++;
  }
}
