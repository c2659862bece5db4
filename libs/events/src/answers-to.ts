import { pinyinOf } from '#text';

/** Whether a name is meant by the words, in lower case: a part of it, of its pinyin or of its initials. */
export function answersTo(name: string, words: string): boolean {
  const { full, initials } = pinyinOf(name);
  return name.toLowerCase().includes(words) || full.includes(words) || initials.includes(words);
}
