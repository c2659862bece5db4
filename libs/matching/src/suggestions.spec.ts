import { describe, expect, it } from '@jest/globals';
import { TextIndex } from './text-index.js';

function catalogue(): TextIndex {
  const index = new TextIndex();
  index.set('a', { title: '水处理膜材料', keywords: '膜 水处理', names: '徐州新材料研究院' });
  index.set('b', { title: '工业水处理装置', keywords: '水处理', names: '徐州新材料研究院' });
  index.set('c', { title: '5G基站散热', keywords: '' });
  return index;
}
const texts = (prefix: string): string[] =>
  catalogue()
    .suggest(prefix, { limit: 8 })
    .map(({ text }) => text);

describe('suggest', () => {
  it('completes titles, keywords and names by characters, pinyin and initials', () => {
    expect(texts('水处')).toEqual(['水处理', '水处理膜材料', '工业水处理装置']);
    for (const prefix of ['shuichu', 'shui处', 'scl', 'shuicl']) expect(texts(prefix)[0]).toBe('水处理');
    expect(texts('xzxcl')).toEqual(['徐州新材料研究院']);
    expect(texts('5g')).toEqual(['5G基站散热']);
    for (const prefix of ['', '  ', '%', 'zzz']) expect(texts(prefix)).toEqual([]);
  });

  it('names the document of a title, follows changes, and says nothing of what is not admitted', () => {
    const index = catalogue();
    expect(index.suggest('5G', { limit: 1 })).toEqual([{ text: '5G基站散热', id: 'c' }]);
    const without = { limit: 8, accept: (id: string) => id !== 'a' };
    expect(index.suggest('shui', without).map(({ text }) => text)).toEqual(['水处理', '工业水处理装置']);
    index.remove('b');
    expect(index.suggest('水处理', without)).toEqual([]);
    index.set('c', { title: '水处理泵' });
    expect(index.suggest('水处理', without)).toEqual([{ text: '水处理泵', id: 'c' }]);
    expect(index.suggest('5G', { limit: 1 })).toEqual([]);
  });
});
