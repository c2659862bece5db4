import { describe, expect, it } from '@jest/globals';
import { AppError } from '#platform';
import { type CatalogueQuery, catalogueRequest, type Reader } from './catalogue-request.js';

const MINE = '7d3b1e9e-55ac-4a57-9d0c-1be2f5f1a001';
const rows = { all: false, organisationId: null, district: null, eventIds: [], disclosure: [] };
const visitor: Reader = { rows: { ...rows, disclosure: ['public'] }, fields: 'public' };
const member: Reader = {
  rows: { ...rows, organisationId: MINE, disclosure: ['public', 'registered'] },
  fields: 'registered',
};
const bureau: Reader = { rows: { ...rows, all: true }, fields: 'confidential' };
const ask = (query: Partial<CatalogueQuery>, reader = visitor) =>
  catalogueRequest({ kind: 'technology', page: 1, pageSize: 20, ...query }, reader, '2026-11-24');
const fault = (query: Partial<CatalogueQuery>, reader?: Reader) => {
  try {
    ask(query, reader);
    return null;
  } catch (error) {
    const { code, details } = error as AppError;
    return details.fields?.map(({ field, reason }) => `${field} ${reason}`) ?? code;
  }
};

describe('catalogueRequest', () => {
  it('admits what the reader may know of', () => {
    const audience = (reader: Reader) =>
      ask({}, reader).where.find((one) => 'facet' in one && one.facet === 'audience');
    expect(audience(visitor)).toEqual({ facet: 'audience', in: ['public'] });
    expect(audience(member)).toEqual({ facet: 'audience', in: ['public', 'registered', MINE] });
    expect(audience(bureau)).toBeUndefined();
    expect(ask({}).where).toContainEqual({ number: 'validUntil', min: 20_781 });
  });

  it('asks by owner for the bureau only', () => {
    expect(ask({ organisation: MINE }).choices).toEqual({
      organisation: { facet: 'organisation', in: [MINE] },
    });
    expect(ask({ organisation: MINE }, bureau).choices).toEqual({ owner: { facet: 'owner', in: [MINE] } });
  });

  it('sorts by date where no text says what is relevant', () => {
    expect(ask({}).sort).toEqual({ number: 'publishedAt', order: 'descending' });
    expect(ask({ q: '  ' }).sort).toBeDefined();
    expect(ask({ q: '膜' }).sort).toBeUndefined();
    expect(ask({ q: '膜', sort: 'closing' }).sort).toEqual({ number: 'deadline', order: 'ascending' });
  });

  it('finds prices that overlap the range, for those who may see prices', () => {
    const price = { priceMin: 100_00, priceMax: 200_00 };
    expect(ask(price, member).choices).toEqual({
      priceHigh: { number: 'priceHigh', min: 100 },
      priceLow: { number: 'priceLow', max: 200 },
    });
    expect(fault(price)).toEqual(['priceMin members_only', 'priceMax members_only']);
    expect(fault({ priceMin: 2, priceMax: 1 }, member)).toEqual(['priceMax max_below_min']);
    expect(fault({ trlMin: 7, trlMax: 3 })).toEqual(['trlMax max_below_min']);
  });

  it('explains to the bureau only', () => {
    expect(fault({ explain: 'true' }, member)).toBe('not_allowed');
    expect(ask({ explain: 'true' }, bureau).explain).toBe(true);
  });
});
