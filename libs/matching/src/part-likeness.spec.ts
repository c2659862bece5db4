import { describe, expect, it } from '@jest/globals';
import { TextIndex } from './index.js';

/** Two texts that hold 腐蚀 alike and say nothing of 冷却塔; only the first is about what cooling towers are about. */
const lacking = {
  towers: '循环水的腐蚀和结垢需要用阻垢药剂处理',
  bridges: '钢筋混凝土桥梁的腐蚀需要用阴极保护处理',
};
const holding = { a: '冷却塔的循环水结垢', b: '冷却塔加阻垢药剂', c: '循环水药剂与冷却塔' };

function indexOf(texts: Record<string, string>): TextIndex {
  const index = new TextIndex();
  for (const [id, text] of Object.entries(texts)) index.set(id, { title: '', text });
  return index;
}

/** Likeness by id for a query. */
function likeness(index: TextIndex, query: string): Record<string, number> {
  const { hits } = index.find(query, { limit: 10, explain: true });
  return Object.fromEntries(hits.map(({ id, explanation }) => [id, explanation!.secondLook!.likeness]));
}

describe('a text that lacks a part of the query', () => {
  it('comes first if it is like those that hold the part', () => {
    const index = indexOf({ bridges: lacking.bridges, towers: lacking.towers, ...holding });
    const found = likeness(index, '腐蚀 冷却塔');
    expect(found.towers).toBeGreaterThan(found.bridges!);
    const ids = index.find('腐蚀 冷却塔', { limit: 10 }).hits.map(({ id }) => id);
    expect(ids.indexOf('towers')).toBeLessThan(ids.indexOf('bridges'));
  });

  it('is compared with nothing where no text holds the part', () => {
    expect(likeness(indexOf(lacking), '腐蚀 冷却塔')).toEqual({ towers: 0, bridges: 0 });
  });

  it('never stands above one that holds all parts', () => {
    const index = indexOf({ ...lacking, ...holding, all: '腐蚀,另见冷却塔' });
    const found = likeness(index, '腐蚀 冷却塔');
    expect(Math.max(...Object.values(found))).toBe(found.all);
  });

  it('is less like few that hold it than it were like many', () => {
    const index = indexOf({ one: '腐蚀与防护', a: '冷却塔与防护', b: '冷却塔与防护', c: '冷却塔与防护' });
    const found = likeness(index, '腐蚀 冷却塔');
    expect(found.one).toBeGreaterThan(found.a!);
  });

  it('is not looked for in a query in one part', () => {
    const index = indexOf({ ...lacking, ...holding });
    expect(new Set(Object.values(likeness(index, '腐蚀冷却塔')))).toEqual(new Set([0]));
  });
});

it('reads texts longer and more than its room for them', () => {
  const long = Array.from({ length: 6000 }, (_, i) => String.fromCharCode(0x4e00 + i)).join('');
  const texts = Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [`d${i}`, `${long}${i % 2 ? '龙虾' : '龍鱼'}`]),
  );
  const found = likeness(indexOf(texts), '龙虾 鱼类');
  expect(Object.values(found).every(Number.isFinite)).toBe(true);
});
