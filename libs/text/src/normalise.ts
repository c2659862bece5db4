import { simplified } from './simplified.js';

/** A normalised text together with the way back: `offsets[i]` is where code unit `i` of `text` began in the original. */
export interface Normalised {
  text: string;
  /** One entry per code unit of `text`, plus one for its end. */
  offsets: readonly number[];
}

const cluster = /\P{M}\p{M}*|\p{M}+/gsu;
const unseen = /^\p{Cf}+$/u;
const han = /[\u4e00-\u9fff]/gu;
const control = /\p{Cc}|\p{Cs}|\p{Z}/gu;
const accented = /(?=\P{ASCII})\p{Script=Latin}|\p{M}/u;
const accents = /(?<=\p{Script=Latin}\p{M}*)\p{M}/gu;

/** Most of our text is simplified Han or lower-case ASCII, which normalisation leaves as it is. */
function isPlain(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff && simplified(code) === code) ||
    (code >= 0x20 && code <= 0x7e && !(code >= 0x41 && code <= 0x5a))
  );
}

function fold(piece: string): string {
  if (unseen.test(piece)) return '';
  let folded = piece.normalize('NFKC').toLowerCase().replace(control, ' ');
  if (accented.test(folded)) folded = folded.normalize('NFD').replace(accents, '').normalize('NFC');
  return folded.replace(han, (character) => String.fromCharCode(simplified(character.charCodeAt(0))));
}

/** By code unit, what it becomes where it stands alone. */
const known: (string | undefined)[] = [];

function foldAlone(code: number): string {
  return (known[code] ??= fold(String.fromCharCode(code)));
}

/**
 * Normalises like {@link normalise} and keeps, for every code unit, its position in the original string, so that what
 * is found in the normalised text can be quoted from the original. Never throws.
 */
export function normaliseWithOffsets(original: string): Normalised {
  const parts: string[] = [];
  const offsets: number[] = [];
  let plainFrom = 0;
  let at = 0;
  const flushPlain = (): void => {
    if (at > plainFrom) parts.push(original.slice(plainFrom, at));
  };
  while (at < original.length) {
    const next = at + 1;
    const code = original.charCodeAt(at);
    // A character stands alone unless a combining mark may follow it.
    const alone = next >= original.length || isPlainFollower(original.charCodeAt(next));
    if (alone && isPlain(code)) {
      offsets.push(at);
      at = next;
      continue;
    }
    flushPlain();
    const piece = alone ? original.charAt(at) : clusterAt(original, at);
    const folded = alone ? foldAlone(code) : fold(piece);
    parts.push(folded);
    for (let i = 0; i < folded.length; i++) offsets.push(at);
    at += piece.length;
    plainFrom = at;
  }
  flushPlain();
  offsets.push(original.length);
  return { text: parts.join(''), offsets };
}

/** A character with the marks that follow it. */
function clusterAt(text: string, at: number): string {
  cluster.lastIndex = at;
  return cluster.exec(text)?.[0] ?? text.charAt(at);
}

function isPlainFollower(code: number): boolean {
  return (
    code < 0x300 || (code >= 0x3000 && code <= 0x3029) || (code >= 0x4e00 && code <= 0x9fff) || code >= 0xff00
  );
}

/**
 * The form in which texts are compared: NFKC (full-width becomes half-width), lower case, control characters and every
 * kind of space as one plain space each, invisible format characters and accents of Latin letters dropped (pinyin may be
 * written with its tones), traditional characters simplified.
 */
export function normalise(text: string): string {
  return normaliseWithOffsets(text).text;
}
