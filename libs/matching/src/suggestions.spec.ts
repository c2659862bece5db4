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
    expect(index.suggest('5G', { limit: 1 })).toMatchObject([
      { text: '5G基站散热', id: 'c', holders: ['c'] },
    ]);
    const without = { limit: 8, accept: (id: string) => id !== 'a' };
    expect(index.suggest('shui', without).map(({ text }) => text)).toEqual(['水处理', '工业水处理装置']);
    index.remove('b');
    expect(index.suggest('水处理', without)).toEqual([]);
    index.set('c', { title: '水处理泵' });
    expect(index.suggest('水处理', without)).toMatchObject([{ text: '水处理泵', id: 'c' }]);
    expect(index.suggest('5G', { limit: 1 })).toEqual([]);
  });

  it('misses neither a keyword nor what alone is admitted among a thousand titles that begin alike', () => {
    const index = new TextIndex();
    for (let i = 0; i < 1_000; i++) index.set(`${i}`, { title: `水${i}` });
    index.set('long', { title: '水与其他许多题目都不同的一个很长的题目', keywords: '水轮机组与长轴泵' });
    const first = (accept?: (id: string) => boolean) => index.suggest('水', { limit: 1, accept })[0]!.text;
    expect(first()).toBe('水轮机组与长轴泵');
    expect(first((id) => id === '777')).toBe('水777');
  });

  it('completes the last of several words by what the hits for the others say', () => {
    const index = catalogue();
    index.set('d', { title: '用于水处理的陶瓷膜组件', keywords: '陶瓷膜' });
    index.set('e', { title: '陶器彩绘', keywords: '陶器' });
    index.set('f', { title: '水处理陶粒滤料' });
    const completed = (q: string) => index.suggest(q, { limit: 8 }).map(({ text }) => text);
    const [first, second, ...whole] = completed('水处理 陶').toSorted();
    // Where a word of a title ends differs with the runtime's dictionary.
    expect([first, second!.slice(0, 6)].toSorted()).toEqual(['水处理 陶瓷膜', '水处理 陶粒'].toSorted());
    expect(whole).toEqual(['水处理陶粒滤料']);
    expect(completed('shuichuli taoci')[0]).toBe('shuichuli 陶瓷膜');
    expect(completed('膜 水处理 陶c')).toEqual(['膜 水处理 陶瓷膜']);
    expect(completed('水处理 -陶')).toEqual(['水处理陶粒滤料']);
    const without = index.suggest('水处理 陶', { limit: 8, accept: (id) => id !== 'd' });
    expect(without[0]).toMatchObject({ says: expect.stringMatching(/^陶粒/), holders: ['f'] });
    expect(without.map(({ text }) => text).join()).not.toContain('陶瓷');
  });

  it('suggests words inside titles that several documents say, before whole titles', () => {
    const index = new TextIndex();
    index.set('a', { title: '平板陶瓷膜的制备' });
    index.set('b', { title: '管式陶瓷膜清洗' });
    index.set('c', { title: '高温陶瓷烧结' });
    const found = index.suggest('陶瓷', { limit: 8 });
    expect(found.map(({ text }) => text).slice(0, 2)).toEqual(['陶瓷', '陶瓷膜']);
    expect(found[1]!.holders.toSorted()).toEqual(['a', 'b']);
    expect(index.suggest('taoc', { limit: 8 }).map(({ text }) => text)).toContain('陶瓷膜');
  });
});
