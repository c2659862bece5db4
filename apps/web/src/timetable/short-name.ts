const brackets = /[（(](有限合伙|集团|中国)[）)]/g;
const legalForm = /(集团)?(股份有限公司|有限责任公司|有限公司)$/;
const institute = /(产业)?技术研究院$/;

/** An organisation's name as it fits into a cell: without its legal form. The whole name stands in the tooltip. */
export const shortName = (name: string): string =>
  name.replaceAll(brackets, '').replace(legalForm, '').replace(institute, '院') || name;
