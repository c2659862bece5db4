import {
  cooperationModes,
  districts,
  fields,
  ipTypes,
  maturityStages,
  needKinds,
  strategicIndustries,
  type Term,
} from '#contracts';
import type { ListFilter } from './catalogue-address';

/** The words of each filter's codes. */
export const filterTerms: Record<ListFilter, Term[]> = {
  field: fields,
  stage: maturityStages,
  needKind: needKinds,
  mode: cooperationModes,
  ipType: ipTypes,
  district: districts,
  strategicIndustry: strategicIndustries,
};
