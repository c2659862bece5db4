import { units } from '#text';
import type { IndexedFields } from './fields.js';

/** What may be looked up by its beginning or its sound: titles, keywords and names. */
export type LabelKind = 'title' | 'keyword' | 'name';

export interface Label {
  text: string;
  kind: LabelKind;
}

const LONGEST_LABEL = 200;
const separators = /[\s,，;；、|]+/u;

/** The labels of a document: its title, each keyword, each name. */
export function labelsOf({ title, keywords = '', names = '' }: IndexedFields): Label[] {
  const of = (kind: LabelKind, texts: string[]): Label[] =>
    texts.map((text) => ({ text: text.trim().slice(0, LONGEST_LABEL), kind }));
  return [
    ...of('title', [title]),
    ...of('keyword', keywords.split(separators)),
    ...of('name', names.split('\n')),
  ].filter(({ text }) => text !== '');
}

/** Letters, digits and Han characters of a text, one code unit each, folded; all else is left out. */
export function labelCodes(text: string): string {
  return units(text)
    .map((unit) => unit.text)
    .join('');
}
