import { LabelBeginnings } from './label-beginnings.js';
import { labelCodes, type Label, type LabelKind } from './label-codes.js';
import { LabelPlaces } from './label-places.js';
import { Postings } from './postings.js';
import { beginningsOf, isLetter } from './sound-pattern.js';

/** Labels begin at multiples of this. */
const STEP = 8;
const END = 0;
const KINDS: readonly LabelKind[] = ['title', 'keyword', 'name'];

/** A query by sound, and whether a match of it may begin with two code units of a label. */
interface Opening {
  codes: string;
  seconds: number;
  mayBegin(code: number, after: number): boolean;
}

/**
 * The labels of all documents in one array of code units, each label once, with the places of their sounds. A label that
 * no document has any more leaves its room to the next of that size.
 */
export class Labels {
  private units = new Uint16Array(1024);
  /** By unit / STEP: which label stands there. */
  private owner = new Int32Array(1024 / STEP);
  private used = 0;
  private readonly vacant = new Map<number, number[]>();
  private readonly numbers = new Map<string, number>();
  private readonly texts: string[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly free: number[] = [];
  private readonly holders = new Postings();
  private readonly places = new LabelPlaces();
  private readonly beginnings = new LabelBeginnings(
    (label) => (this.texts[label] === '' ? END : this.units[this.starts[label]!]!),
    (label) => this.weightOf(label),
  );

  /** The code units of all labels; between two of them stands at least one 0. */
  get codes(): Uint16Array {
    return this.units.subarray(0, this.used);
  }

  add(slot: number, labels: readonly Label[]): void {
    for (const { text, kind } of distinct(labels)) {
      const label = this.numbers.get(text) ?? this.enter(text);
      this.holders.insert(label, slot, KINDS.indexOf(kind));
    }
  }

  remove(slot: number, labels: readonly Label[]): void {
    for (const { text } of distinct(labels)) {
      const label = this.numbers.get(text)!;
      this.holders.remove(label, slot);
      if (this.holders.length(label) === 0) this.leave(label, text);
    }
  }

  /** The label that stands at a place of {@link codes}. */
  at(place: number): number {
    return this.owner[Math.floor(place / STEP)]!;
  }

  /** Calls `visit` with every place of {@link codes} where a pattern may begin to match. */
  scan(pattern: Opening, visit: (at: number) => void): void {
    const { codes } = this;
    const first = pattern.codes.charCodeAt(0);
    if (isLetter(first)) {
      this.places.forEach(codes, first, pattern.seconds, (at) => {
        if (pattern.mayBegin(codes[at]!, codes[at + 1] ?? END)) visit(at);
      });
    } else for (let at = codes.indexOf(first); at >= 0; at = codes.indexOf(first, at + 1)) visit(at);
  }

  /** Calls `visit` with every label. */
  forEach(visit: (label: number, start: number) => void): void {
    for (const label of this.numbers.values()) visit(label, this.starts[label]!);
  }

  /** The labels whose sound may begin with a letter, nearly in the order of their weight; some may be gone or come twice. */
  beginningWith(letter: number): Iterable<number> {
    return this.beginnings.with(letter);
  }

  /** What speaks for a label before anything is typed: many documents have it, and it is short. */
  weightOf(label: number): number {
    return 0.3 * Math.log(this.count(label)) - 0.01 * this.lengthOf(label);
  }

  textOf(label: number): string {
    return this.texts[label]!;
  }

  startOf(label: number): number {
    return this.starts[label]!;
  }

  lengthOf(label: number): number {
    return this.ends[label]! - this.starts[label]!;
  }

  /** How many documents have the label. */
  count(label: number): number {
    return this.holders.length(label);
  }

  /** As what the lowest slot has the label. */
  kindOf(label: number): LabelKind {
    const { impacts, from } = this.holders.list(label);
    return KINDS[impacts[from]!]!;
  }

  /** The slots that have the label, the lowest first, and as what. */
  *holdersOf(label: number): Generator<{ slot: number; kind: LabelKind }> {
    const { slots, impacts, from, end } = this.holders.list(label);
    for (let at = from; at < end; at++) yield { slot: slots[at]!, kind: KINDS[impacts[at]!]! };
  }

  private enter(text: string): number {
    const codes = labelCodes(text);
    const room = roomFor(codes.length);
    const start = this.vacant.get(room)?.pop() ?? this.append(room);
    const label = this.free.pop() ?? this.texts.length;
    for (let i = 0; i < codes.length; i++) {
      this.units[start + i] = codes.charCodeAt(i);
      beginningsOf(codes.charCodeAt(i));
    }
    this.units.fill(END, start + codes.length, start + room);
    this.owner.fill(label, start / STEP, (start + room) / STEP);
    this.places.change(start, start + room);
    this.numbers.set(text, label);
    this.texts[label] = text;
    this.starts[label] = start;
    this.ends[label] = start + codes.length;
    this.beginnings.add(label);
    return label;
  }

  private leave(label: number, text: string): void {
    const start = this.starts[label]!;
    const room = roomFor(this.lengthOf(label));
    this.units.fill(END, start, start + room);
    this.places.change(start, start + room);
    const same = this.vacant.get(room);
    if (same) same.push(start);
    else this.vacant.set(room, [start]);
    this.numbers.delete(text);
    this.texts[label] = '';
    this.free.push(label);
  }

  private append(room: number): number {
    const start = this.used;
    this.used += room;
    if (this.used > this.units.length) {
      const units = new Uint16Array(2 * this.used);
      units.set(this.units);
      this.units = units;
      const owner = new Int32Array((2 * this.used) / STEP);
      owner.set(this.owner);
      this.owner = owner;
    }
    return start;
  }
}

function roomFor(length: number): number {
  return STEP * (Math.floor(length / STEP) + 1);
}

/** A text that a document has twice counts once, as what it stands first. */
function distinct(labels: readonly Label[]): Label[] {
  return labels.filter(({ text }, i) => labels.findIndex((other) => other.text === text) === i);
}
