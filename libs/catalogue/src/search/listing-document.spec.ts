import { describe, expect, it } from '@jest/globals';
import type { NeedContent, TechnologyContent } from '#contracts';
import { catalogueSchema, listingDocument, type PublishedRow } from './listing-document.js';

const OWNER = '7d3b1e9e-55ac-4a57-9d0c-1be2f5f1a001';
const row = (kind: PublishedRow['kind'], published: TechnologyContent | NeedContent): PublishedRow => ({
  id: '0c5f3f0e-3d1b-4a0e-8f3c-2f1f5c9b0001',
  kind,
  stamp: '1',
  organisation_id: OWNER,
  organisation_name: '海河膜科学研究院',
  organisation_district: 'binhai',
  disclosure: 'public',
  valid_until: '2027-01-02',
  published_at: new Date('2026-11-24T00:00:00Z'),
  published,
  vector: null,
});

describe('listingDocument', () => {
  it('takes the words, facets and numbers of a technology', () => {
    const { fields, facets, numbers } = listingDocument(
      row('technology', {
        title: '反渗透膜',
        summary: '高通量',
        problem: '易污染',
        keywords: ['膜', '再生水'],
        text: '正文',
        scenarios: ['市政'],
        field: 'environment',
        trl: 6,
        stage: 'pilot',
        modes: ['licence'],
        ip: [
          { type: 'invention', status: 'granted' },
          { type: 'invention', status: 'applied' },
        ],
        price: { kind: 'range', min: 1_000_000, max: 2_000_000 },
        trlEvidence: '检测报告',
        confidentialNotes: '配方',
      }),
    );
    expect(fields).toEqual({
      title: '反渗透膜',
      keywords: '膜\n再生水',
      names: '海河膜科学研究院',
      summary: '高通量\n易污染',
      text: '正文\n市政',
    });
    expect(facets).toEqual({
      kind: ['technology'],
      field: ['environment'],
      mode: ['licence'],
      district: ['binhai'],
      stage: ['pilot'],
      ipType: ['invention'],
      organisation: [OWNER],
      owner: [OWNER],
      audience: ['public', OWNER],
    });
    expect(numbers).toEqual({
      trl: 6,
      priceLow: 10_000,
      priceHigh: 20_000,
      publishedAt: Date.parse('2026-11-24'),
      deadline: 20_820,
      validUntil: 20_820,
    });
  });

  it('does not say whose an anonymous need is, but to its owner and the bureau', () => {
    const { fields, facets } = listingDocument(row('need', { title: '膜污染', anonymous: true }));
    expect(fields.names).toBeUndefined();
    expect(facets['organisation']).toBeUndefined();
    expect(facets['audience']).toEqual(['public', OWNER]);
    expect(JSON.stringify(fields)).not.toContain('海河');
  });

  it('leaves an open end of a budget open and a price that is not named out of every range', () => {
    const prices = (
      content: Partial<NeedContent & TechnologyContent>,
      kind: PublishedRow['kind'] = 'need',
    ) => {
      const { priceLow, priceHigh } = listingDocument(row(kind, { title: 'x', ...content })).numbers;
      return [priceLow, priceHigh];
    };
    expect(prices({ budget: { max: 500_00 } })).toEqual([0, 500]);
    expect(prices({ budget: { min: 500_00 } })).toEqual([500, 10_000_000_000]);
    expect(prices({ budget: {} })).toEqual([undefined, undefined]);
    expect(prices({ price: { kind: 'fixed', min: 500_00 } }, 'technology')).toEqual([500, 500]);
    expect(prices({ price: { kind: 'fixed', max: 500_00 } }, 'technology')).toEqual([500, 500]);
    expect(prices({ price: { kind: 'negotiable' } }, 'technology')).toEqual([undefined, undefined]);
  });

  it('uses no name that the schema does not declare', () => {
    const { facets, numbers } = listingDocument(
      row('need', { title: 'x', kind: 'research', deadline: '2026-12-01', budget: { max: 1 }, minTrl: 3 }),
    );
    for (const name of Object.keys(facets)) expect(catalogueSchema.facets).toContain(name);
    for (const name of Object.keys(numbers)) expect(catalogueSchema.numbers).toContain(name);
  });
});
