import { units } from '#text';
import type { DocumentStore } from './document-store.js';
import { mayHaveSlip, oneSlip } from './one-slip.js';
import { BREAK, FIELD_END, isHan, pairKey, readStored, type UnitCodes } from './unit-codes.js';

/** The codes of a phrase; -1 for a word that no document holds. */
export function phraseCodes(phrase: string, codes: UnitCodes): number[] {
  return units(phrase).map(({ text }) => codes.find(text) ?? -1);
}

let read = new Uint32Array(1024);

/** A phrase that documents may hold: its units in a row in one field, spaces and punctuation aside. */
export class StoredPhrase {
  private readonly codes: readonly number[];
  /** The term of the phrase that the fewest documents have; -1 if none has one. */
  private readonly rarest: number;

  constructor(
    phrase: string,
    private readonly store: DocumentStore,
  ) {
    this.codes = phraseCodes(phrase, store.codes);
    const numbers = this.codes.map((code) => (code < 0 ? -1 : store.table.find(code)));
    this.rarest = numbers.reduce(
      (rarest, number) => (frequency(store, number) < frequency(store, rarest) ? number : rarest),
      numbers[0] ?? -1,
    );
  }

  /** How many documents may hold it at most. */
  get frequency(): number {
    return frequency(this.store, this.rarest);
  }

  isIn(slot: number): boolean {
    if (this.rarest < 0 || !this.store.postings.has(this.rarest, slot)) return false;
    return this.codes.length === 1 || holds(this.store.texts[slot]!, this.codes);
  }
}

/** These phrases, those first that the fewest documents may hold. */
export function storedPhrases(phrases: readonly string[], store: DocumentStore): StoredPhrase[] {
  return phrases.map((phrase) => new StoredPhrase(phrase, store)).sort((a, b) => a.frequency - b.frequency);
}

function frequency({ postings }: DocumentStore, number: number): number {
  return number < 0 ? 0 : postings.length(number);
}

/** Whether the title of a stored text holds a word but for one slip. */
export function hasSlip(word: readonly number[], stored: string): boolean {
  if (!mayHaveSlip(word)) return false;
  const kept = readWithoutBreaks(stored.slice(0, stored.indexOf(String.fromCharCode(FIELD_END))));
  return oneSlip(word, read, kept) !== undefined;
}

/** Reads into `read`; gives how many codes. */
function readWithoutBreaks(stored: string): number {
  if (read.length < stored.length) read = new Uint32Array(2 * stored.length);
  const length = readStored(stored, read);
  let kept = 0;
  for (let at = 0; at < length; at++) if (read[at] !== BREAK) read[kept++] = read[at]!;
  return kept;
}

function holds(stored: string, phrase: readonly number[]): boolean {
  const kept = readWithoutBreaks(stored);
  for (let start = 0; start + phrase.length <= kept; start++) {
    let held = 0;
    while (held < phrase.length && read[start + held] === phrase[held]) held++;
    if (held === phrase.length) return true;
  }
  return false;
}

/** By field of a stored text: its length in units and how often a key stands in it, a unit's or a pair's. */
export function holdings(stored: string, key: number): { times: number; length: number }[] {
  if (read.length < stored.length) read = new Uint32Array(2 * stored.length);
  const end = readStored(stored, read);
  const fields: { times: number; length: number }[] = [];
  let field = { times: 0, length: 0 };
  let before = BREAK;
  for (let at = 0; at < end; at++) {
    const code = read[at]!;
    if (code === FIELD_END) {
      fields.push(field);
      field = { times: 0, length: 0 };
    } else if (code !== BREAK) {
      field.length++;
      if (code === key || (isHan(before) && isHan(code) && pairKey(before, code) === key)) field.times++;
    }
    before = code;
  }
  return fields;
}
