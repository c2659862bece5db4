import { describe, expect, it } from '@jest/globals';
import { correctedBy } from './corrected.js';

describe('the stretch of a title that was meant', () => {
  it.each([
    ['固太电池', '全固态电池电解质', '固态电池'],
    ['固电池', '全固态电池电解质', '固态电池'],
    ['固态态电池', '全固态电池电解质', '固态电池'],
    ['5G通讯', '５Ｇ通信基站', '５Ｇ通信'],
    ['水处里膜', '水处理膜', '水处理膜'],
  ])('%s in %s', (query, title, meant) => expect(correctedBy(query, title)).toBe(meant));
  it.each([
    ['固态电池', '固态电池'],
    ['完全不同', '固态电池电解质'],
    ['膜', '电池'],
    ['', '电池'],
  ])('none for %j in %s', (query, title) => expect(correctedBy(query, title)).toBeUndefined());
});
