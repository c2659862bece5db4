import {
  cooperationModes,
  districts,
  fields,
  industries,
  ipExpectations,
  maturityStages,
  needKinds,
  priceKinds,
  strategicIndustries,
  type Term,
} from '#contracts';
import type { ListingKind } from './listing.js';

/** One column of the import template: its heading, and how a cell becomes part of the content. */
export interface ImportColumn {
  /** Path in the content, with a dot for a part of an object. */
  field: string;
  heading: string;
  example: string;
  read: (cell: string) => unknown;
}

const text = (cell: string) => cell;
const list = (cell: string) =>
  cell
    .split(/[;；、\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
const whole = (cell: string) => (/^\d+$/.test(cell) ? Number(cell) : cell);
const yes = (cell: string) =>
  /^(是|yes|true|1)$/i.test(cell) ? true : /^(否|no|false|0)$/i.test(cell) ? false : cell;
/** 万元 to 分; a cell that is not a number stays as it is, so that the schema names it. */
const wan = (cell: string) => {
  const plain = cell.replace(/[,，\s]|万元?$/g, '');
  return /^\d+(\.\d+)?$/.test(plain) ? Math.round(Number(plain) * 1_000_000) : cell;
};
const day = (cell: string) => {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(cell);
  return parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}` : cell;
};
/** A code, or the word for it in either language. */
const term = (terms: Term[]) => (cell: string) =>
  terms.find(({ code, zh, en }) => [code, zh, en].some((name) => name.toLowerCase() === cell.toLowerCase()))
    ?.code ?? cell;
const termList = (terms: Term[]) => (cell: string) => list(cell).map(term(terms));

const technologyColumns: ImportColumn[] = [
  { field: 'code', heading: '编号', example: '', read: text },
  { field: 'title', heading: '成果名称', example: '低压反渗透膜制备技术', read: text },
  { field: 'summary', heading: '简介', example: '面向再生水回用的高通量膜材料。', read: text },
  { field: 'problem', heading: '解决的问题', example: '现有膜通量低、易污染。', read: text },
  { field: 'field', heading: '技术领域', example: '新材料及其应用', read: term(fields) },
  { field: 'trl', heading: '成熟度TRL', example: '6', read: whole },
  { field: 'modes', heading: '合作方式', example: '技术许可；技术开发', read: termList(cooperationModes) },
  { field: 'stage', heading: '研发阶段', example: '中试', read: term(maturityStages) },
  { field: 'industry', heading: '行业（GB/T 4754）', example: '26', read: term(industries) },
  {
    field: 'strategicIndustry',
    heading: '战略性新兴产业',
    example: '新材料产业',
    read: term(strategicIndustries),
  },
  { field: 'keywords', heading: '关键词', example: '反渗透；膜；水处理', read: list },
  { field: 'scenarios', heading: '应用场景', example: '再生水厂；电子超纯水', read: list },
  { field: 'districts', heading: '意向落地区', example: '滨海新区', read: termList(districts) },
  { field: 'price.kind', heading: '报价方式', example: '区间', read: term(priceKinds) },
  { field: 'price.min', heading: '报价下限（万元）', example: '80', read: wan },
  { field: 'price.max', heading: '报价上限（万元）', example: '200', read: wan },
  { field: 'text', heading: '详细说明', example: '', read: text },
  { field: 'trlEvidence', heading: '成熟度依据', example: '第三方检测报告', read: text },
  { field: 'confidentialNotes', heading: '保密说明', example: '', read: text },
];

const needColumns: ImportColumn[] = [
  { field: 'code', heading: '编号', example: '', read: text },
  { field: 'title', heading: '需求名称', example: '电镀废水零排放', read: text },
  { field: 'kind', heading: '需求类型', example: '技术攻关', read: term(needKinds) },
  { field: 'problem', heading: '技术难题', example: '浓水盐分高，蒸发能耗大。', read: text },
  { field: 'field', heading: '技术领域', example: '环境保护与资源综合利用', read: term(fields) },
  { field: 'modes', heading: '合作方式', example: '技术开发；技术服务', read: termList(cooperationModes) },
  { field: 'deadline', heading: '期望完成日期', example: '2027-12-31', read: day },
  { field: 'minTrl', heading: '最低成熟度TRL', example: '6', read: whole },
  { field: 'industry', heading: '行业（GB/T 4754）', example: '33', read: term(industries) },
  {
    field: 'strategicIndustry',
    heading: '战略性新兴产业',
    example: '节能环保产业',
    read: term(strategicIndustries),
  },
  { field: 'keywords', heading: '关键词', example: '电镀废水；零排放', read: list },
  { field: 'district', heading: '所在区', example: '西青区', read: term(districts) },
  { field: 'ipExpectation', heading: '知识产权归属', example: '双方共有', read: term(ipExpectations) },
  { field: 'anonymous', heading: '匿名发布', example: '否', read: yes },
  { field: 'budget.min', heading: '预算下限（万元）', example: '100', read: wan },
  { field: 'budget.max', heading: '预算上限（万元）', example: '300', read: wan },
  { field: 'intendedFunding', heading: '意向出资（万元）', example: '150', read: wan },
  { field: 'triedBefore', heading: '已尝试方案', example: '', read: text },
  { field: 'text', heading: '详细说明', example: '', read: text },
  { field: 'confidentialNotes', heading: '保密说明', example: '', read: text },
];

export const importColumns: Record<ListingKind, ImportColumn[]> = {
  technology: technologyColumns,
  need: needColumns,
};
