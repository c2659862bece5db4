import { describe, expect, it } from '@jest/globals';
import { withAbbreviations } from './abbreviations.js';
import { DocumentStore } from './document-store.js';
import { TextIndex } from './text-index.js';

function store(...texts: string[]): DocumentStore {
  const documents = new DocumentStore();
  texts.forEach((text, i) => documents.set(`${i}`, { title: '', text }, {}));
  return documents;
}

const radar = ['机载合成孔径雷达(SAR)成像', '合成孔径雷达（SAR）数据', 'SAR图像'];

describe('withAbbreviations', () => {
  it('puts the short form that documents agree on in place of a whole part', () => {
    const documents = store(...radar);
    expect(withAbbreviations('合成孔径雷达 目标', documents)).toEqual(['sar 目标']);
    expect(withAbbreviations('检测，合成孔径雷达', documents)).toEqual(['检测,sar']);
    expect(withAbbreviations('合成孔径雷达', documents)).toEqual(['sar']);
  });

  it('leaves alone what is part of a longer word or already named by its short form', () => {
    const documents = store(...radar);
    for (const query of ['合成孔径雷达成像', 'X-合成孔径雷达', 'SAR 合成孔径雷达', '雷达', '成像 数据', '']) {
      expect(withAbbreviations(query, documents)).toEqual([]);
    }
  });

  it('takes no short form that one document gives, or several to other names or to a longer one', () => {
    expect(withAbbreviations('合成孔径雷达', store(radar[0]!))).toEqual([]);
    const lists = ['支持向量机、GA', '支持向量机，GA'];
    expect(withAbbreviations('支持向量机', store(...lists))).toEqual(['ga']);
    const genetic = ['遗传算法(GA)', '用遗传算法(GA)求解', '改进遗传算法(GA)'];
    expect(withAbbreviations('支持向量机', store(...lists, ...genetic))).toEqual([]);
    const cells = store('甲醇燃料电池(DMFC)', '直接甲醇燃料电池(DMFC)');
    expect(withAbbreviations('燃料电池', cells)).toEqual([]);
    expect(withAbbreviations('甲醇燃料电池', cells)).toEqual(['dmfc']);
  });

  it('takes the form that most documents give, and no bare number or single letter', () => {
    const more = [...radar, '合成孔径雷达(ISAR)', '合成孔径雷达(ISAR)', '合成孔径雷达(SAR)'];
    expect(withAbbreviations('合成孔径雷达', store(...more))).toEqual(['sar']);
    expect(
      withAbbreviations('环境温度', store('环境温度(20)', '环境温度(20)', '环境温度(T)', '环境温度(T)')),
    ).toEqual([]);
  });

  it('follows documents as they go', () => {
    const documents = store(...radar);
    documents.remove('0');
    expect(withAbbreviations('合成孔径雷达', documents)).toEqual([]);
  });
});

describe('find', () => {
  it('finds a document that says only the short form, below the one that says the name, and says why', () => {
    const index = new TextIndex();
    radar.forEach((text, i) => index.set(`${i}`, { title: '', text }));
    index.set('both', { title: '', text: '合成孔径雷达的分布目标' });
    index.set('short', { title: '', text: 'SAR的分布目标' });
    index.set('none', { title: '', text: '分布目标' });
    const { hits } = index.find('合成孔径雷达 分布目标', { limit: 9, explain: true });
    expect(hits.slice(0, 2).map(({ id }) => id)).toEqual(['both', 'short']);
    expect(hits[0]!.explanation!.reading).toBeUndefined();
    expect(hits[1]!.explanation!.reading).toEqual({ text: 'sar 分布目标', because: 'abbreviation' });
  });
});
