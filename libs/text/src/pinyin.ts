import { pinyin } from 'pinyin-pro';
import { normalise } from './normalise.js';

/** How a name sounds: the whole syllables and their first letters, lower case, without tones and spaces. */
export interface Pinyin {
  full: string;
  initials: string;
}

/**
 * Pinyin of a name for looking it up by keyboard: 产研汇 → {full: 'chanyanhui', initials: 'cyh'}; ü is written v.
 * Letters and digits stay in both forms, everything else is left out. Meant for names, not for whole texts.
 */
export function pinyinOf(text: string): Pinyin {
  const syllables = pinyin(normalise(text), { toneType: 'none', type: 'array', nonZh: 'spaced', v: true });
  let full = '';
  let initials = '';
  for (const syllable of syllables) {
    const letters = syllable.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
    full += letters;
    initials += letters.slice(0, 1);
  }
  return { full, initials };
}
