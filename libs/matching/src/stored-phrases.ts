import { units } from '#text';
import { BREAK, readStored, type UnitCodes } from './unit-codes.js';

/** The codes of a phrase; -1 for a word that no document holds. */
export function phraseCodes(phrase: string, codes: UnitCodes): number[] {
  return units(phrase).map(({ text }) => codes.find(text) ?? -1);
}

let read = new Uint32Array(1024);

/** Whether one field of a stored text holds the units of a phrase in a row, spaces and punctuation aside. */
export function holdsPhrase(stored: string, phrase: readonly number[]): boolean {
  if (phrase.length === 0) return true;
  if (read.length < stored.length) read = new Uint32Array(2 * stored.length);
  const length = readStored(stored, read);
  let kept = 0;
  for (let at = 0; at < length; at++) if (read[at] !== BREAK) read[kept++] = read[at]!;
  for (let start = 0; start + phrase.length <= kept; start++) {
    let held = 0;
    while (held < phrase.length && read[start + held] === phrase[held]) held++;
    if (held === phrase.length) return true;
  }
  return false;
}
