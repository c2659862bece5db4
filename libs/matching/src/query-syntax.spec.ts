import { describe, expect, it } from '@jest/globals';
import { parseQuery } from './query-syntax.js';

describe('parseQuery', () => {
  it('takes phrases and exclusions out, and leaves phrases in the text', () => {
    const { text, phrases, excluded } = parseQuery('膜 "水处理" -药剂 －"反渗透 膜" AI-医疗');
    expect(text.split(/\s+/).filter(Boolean)).toEqual(['膜', '水处理', 'AI-医疗']);
    expect({ phrases, excluded }).toEqual({ phrases: ['水处理'], excluded: ['反渗透 膜', '药剂'] });
  });

  it('looks for each phrase once and for 32 at most, since each may have to be read in every document', () => {
    const numbers = Array.from({ length: 400 }, (_, i) => `${i}`);
    const { phrases, excluded } = parseQuery(
      `${'"的" '.repeat(500)} ${numbers.map((one) => `"第${one}"`).join(' ')} -膜 -膜 ${numbers.map((one) => `-${one}`).join(' ')}`,
    );
    expect(phrases).toEqual(['的', ...numbers.slice(0, 31).map((one) => `第${one}`)]);
    expect(excluded).toEqual(['膜', ...numbers.slice(0, 31)]);
  });
});
