import { describe, expect, it } from '@jest/globals';
import { missingWords, needWords, termsOf } from './missing-words.js';

describe('the words of a need', () => {
  it('are its keywords, each once and without figures', () => {
    expect(
      needWords({ title: '管网', keywords: ['漏磁检测', ' VOC 减排', '漏磁检测', '95%', '膜'] }),
    ).toEqual(['漏磁检测', 'voc 减排']);
  });

  it('are the words of the title where there are no keywords', () => {
    expect(needWords({ title: '再生水反渗透膜' }).join('')).toContain('渗透');
    expect(needWords({ title: '' })).toEqual([]);
  });
});

describe('missing words', () => {
  const answered = new Set(['反渗', '渗透', 'voc', '减排']);

  it('have a neighbouring pair, or a word, that nothing answers', () => {
    expect(missingWords(['反渗透', '反渗膜', 'voc 减排', 'dmso'], answered)).toEqual(['反渗膜', 'dmso']);
    expect(missingWords(['反渗膜'], new Set(termsOf('反渗膜')))).toEqual([]);
    expect(missingWords(['反渗透'], new Set())).toEqual(['反渗透']);
  });
});
