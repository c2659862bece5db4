import { describe, expect, it } from '@jest/globals';
import { catalogueQuery, codesOf } from './catalogue-address';

const query = (address: string) => catalogueQuery(new URLSearchParams(address));

describe('what an address of the catalogue asks of the API', () => {
  it('is the newest technologies where it says nothing', () => {
    expect(query('')).toMatchObject({ kind: 'technology', q: undefined, sort: 'newest', page: 1, field: [] });
  });

  it('is in the order of relevance where there is a text, unless it says another', () => {
    expect(query('q=膜').sort).toBe('relevance');
    expect(query('q=膜&sort=closing').sort).toBe('closing');
  });

  it.each([
    'sort=cheapest',
    'page=0',
    'page=1e9',
    'page=two',
    'trlMin=0',
    'trlMax=10',
    'priceMin=-5',
    'kind=x',
    'trlMin=7&trlMax=3',
    'priceMin=9&priceMax=1',
    'field=alchemy',
    'organisation=nobody',
  ])('passes over %s', (address) => expect(query(address)).toEqual(query('')));

  it('leaves out codes that are not known, and tells them apart', () => {
    const search = new URLSearchParams('field=energy&field=alchemy');
    expect(catalogueQuery(search).field).toEqual(['energy']);
    expect(codesOf(search, 'field', false)).toEqual(['alchemy']);
  });
});
