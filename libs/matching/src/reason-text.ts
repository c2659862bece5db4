import type { Reason } from './reasons.js';

/**
 * One sentence without a full stop, in Chinese or English. `label` turns a vocabulary code (mode, district, IP status)
 * into the word of that language; without it the code itself is shown.
 */
export function reasonText(
  reason: Reason,
  language: 'zh' | 'en',
  label: (code: string) => string = (code) => code,
): string {
  return language === 'zh' ? inChinese(reason, label) : inEnglish(reason, label);
}

function inChinese({ code, params }: Reason, label: (code: string) => string): string {
  const list = (codes: string[]): string => codes.map(label).join('、');
  const quoted = (texts: string[]): string => texts.map((text) => `“${text}”`).join('');
  switch (code) {
    case 'shared-phrases':
      return `双方都提到${quoted(params.phrases)}`;
    case 'targets-mentioned':
      return `涉及需求指标${quoted(params.targets)}`;
    case 'maturity-fit':
      return `成熟度 TRL ${params.trl}，达到要求的 TRL ${params.minTrl}`;
    case 'maturity-misfit':
      return `成熟度 TRL ${params.trl}，比要求的 TRL ${params.minTrl} 低 ${params.minTrl - params.trl} 级`;
    case 'budget-fit':
      return `预算 ${yuan(params.budget)}不低于报价 ${yuan(params.price)}`;
    case 'budget-misfit':
      return `预算 ${yuan(params.budget)}低于报价 ${yuan(params.price)}`;
    case 'mode-fit':
      return `合作方式一致：${list(params.need.filter((mode) => params.technology.includes(mode)))}`;
    case 'mode-misfit':
      return `合作方式不同：需求方接受${list(params.need)}，技术方提供${list(params.technology)}`;
    case 'region-fit':
      return `技术方愿意在${label(params.district)}落地`;
    case 'region-misfit':
      return `技术方希望在${list(params.wanted)}落地，需求方在${label(params.district)}`;
    case 'industry-fit':
      return `同属${label(params.need)}`;
    case 'industry-misfit':
      return `领域不同：需求属于${label(params.need)}，技术属于${label(params.technology)}`;
    case 'deadline-fit':
      return `距需求截止还有 ${params.left} 个月，时间够用`;
    case 'deadline-misfit':
      return params.wanted === 0
        ? '需求的截止日期已过'
        : `距需求截止只有 ${params.left} 个月，成熟到位约需 ${params.wanted} 个月`;
    case 'ip-fit':
      return `合作方式${list(params.modes)}可以做到知识产权${label(params.expected)}`;
    case 'ip-misfit':
      return `需求希望知识产权${label(params.expected)}，技术方只提供${list(params.modes)}`;
    case 'near-terms':
      return `用语相近：${params.pairs.map(({ need, technology }) => `${need} ≈ ${technology}`).join('，')}`;
    case 'alike-in-sense':
      return '两段描述的整体意思相近（由向量模型判断）';
    case 'rated-alike':
      return params.verdict === 'for'
        ? `与 ${params.count} 条已评价的相似匹配一致`
        : `${params.count} 条相似的匹配被评为不合适`;
    default:
      return `专利尚未授权：${list([...new Set(params.statuses)])}`;
  }
}

function inEnglish({ code, params }: Reason, label: (code: string) => string): string {
  const list = (codes: string[]): string => codes.map(label).join(', ');
  const quoted = (texts: string[]): string => texts.map((text) => `“${text}”`).join(', ');
  switch (code) {
    case 'shared-phrases':
      return `Both mention ${quoted(params.phrases)}`;
    case 'targets-mentioned':
      return `Speaks of the targets ${quoted(params.targets)}`;
    case 'maturity-fit':
      return `Maturity TRL ${params.trl} meets the required TRL ${params.minTrl}`;
    case 'maturity-misfit':
      return `Maturity TRL ${params.trl} is ${params.minTrl - params.trl} below the required TRL ${params.minTrl}`;
    case 'budget-fit':
      return `The budget of ${cny(params.budget)} covers the price of ${cny(params.price)}`;
    case 'budget-misfit':
      return `The budget of ${cny(params.budget)} is below the price of ${cny(params.price)}`;
    case 'mode-fit':
      return `Same mode of cooperation: ${list(params.need.filter((mode) => params.technology.includes(mode)))}`;
    case 'mode-misfit':
      return `Other modes of cooperation: ${list(params.need)} wanted, ${list(params.technology)} offered`;
    case 'region-fit':
      return `The technology side wants to work in ${label(params.district)}`;
    case 'region-misfit':
      return `The technology side wants to work in ${list(params.wanted)}, the need is in ${label(params.district)}`;
    case 'industry-fit':
      return `Both belong to ${label(params.need)}`;
    case 'industry-misfit':
      return `Other field: the need belongs to ${label(params.need)}, the technology to ${label(params.technology)}`;
    case 'deadline-fit':
      return `${params.left} months are left until the need's deadline, which is enough`;
    case 'deadline-misfit':
      return params.wanted === 0
        ? "The need's deadline has passed"
        : `Only ${params.left} months are left until the need's deadline, maturing takes about ${params.wanted}`;
    case 'ip-fit':
      return `${list(params.modes)} can leave the rights as expected: ${label(params.expected)}`;
    case 'ip-misfit':
      return `Rights expected: ${label(params.expected)}; the technology side offers only ${list(params.modes)}`;
    case 'near-terms':
      return `Used alike: ${params.pairs.map(({ need, technology }) => `${need} ≈ ${technology}`).join(', ')}`;
    case 'alike-in-sense':
      return 'Alike in sense as a whole, as a vector model judges';
    case 'rated-alike':
      return params.verdict === 'for'
        ? `Agrees with ${counted(params.count, 'rated similar match', 'rated similar matches')}`
        : `${counted(params.count, 'similar match was', 'similar matches were')} rated unsuitable`;
    default:
      return `Patents not granted: ${list([...new Set(params.statuses)])}`;
  }
}

/** 分 as 万元 from ten thousand 元 on, else as 元; exact, or two different amounts might read the same. */
function yuan(fen: number): string {
  const inYuan = fen / 100;
  return inYuan >= 10_000 ? `${trimmed(inYuan / 10_000)} 万元` : `${trimmed(inYuan)} 元`;
}

function cny(fen: number): string {
  return `CNY ${(fen / 100).toLocaleString('en-US', { maximumFractionDigits: 2 })}`;
}

function trimmed(value: number): string {
  return String(Number(value.toFixed(6)));
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
