import { describe, expect, it } from '@jest/globals';
import { pinyinOf } from './pinyin.js';

describe('pinyinOf', () => {
  it('spells a name and its initials', () => {
    expect(pinyinOf('产研汇')).toEqual({ full: 'chanyanhui', initials: 'cyh' });
    expect(pinyinOf('重庆绿能')).toEqual({ full: 'chongqinglvneng', initials: 'cqln' });
  });

  it('keeps letters and digits in both forms and drops the rest', () => {
    expect(pinyinOf('华为５Ｇ（AI）')).toEqual({ full: 'huawei5gai', initials: 'hw5gai' });
    expect(pinyinOf('')).toEqual({ full: '', initials: '' });
  });
});
