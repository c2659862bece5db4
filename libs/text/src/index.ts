export { normalise } from './normalise.js';
export { pinyinOf, type Pinyin } from './pinyin.js';
export { syllablesOf } from './pinyin-syllables.js';
export { tokens, units, type Token, type Unit } from './tokens.js';
export { wordBorders } from './word-borders.js';
export { wordsOf } from './words.js';
