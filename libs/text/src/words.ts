import { createRequire } from 'node:module';
import type { Jieba } from '@node-rs/jieba';

let jieba: Jieba | undefined;

/**
 * The words of a run of Han characters in simplified form, in order, by jieba's dictionary; together they are the run.
 * The dictionary is read when it is first needed, which takes some 0.2 s and 55 MB once: most processes never ask.
 */
export function wordsOf(han: string): string[] {
  jieba ??= load();
  return jieba.cut(han, false);
}

function load(): Jieba {
  const require = createRequire(import.meta.url);
  const { Jieba } = require('@node-rs/jieba') as typeof import('@node-rs/jieba');
  const { dict } = require('@node-rs/jieba/dict.js') as typeof import('@node-rs/jieba/dict.js');
  return Jieba.withDict(dict);
}
