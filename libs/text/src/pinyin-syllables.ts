import { pinyin } from 'pinyin-pro';

const FIRST_HAN = 0x2e80;
const known = new Map<number, readonly string[]>();

/** All readings of a Han character without tones, the usual one first (重 → zhong, chong); ü is written v. */
export function syllablesOf(code: number): readonly string[] {
  if (code < FIRST_HAN) return [];
  const kept = known.get(code);
  if (kept) return kept;
  const character = String.fromCodePoint(code);
  const read = pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true });
  const syllables = [...new Set(read)].filter((one) => /^[a-z]+$/.test(one));
  known.set(code, syllables);
  return syllables;
}
