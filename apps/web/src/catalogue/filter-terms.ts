import {
  cooperationModes,
  districts,
  fields,
  maturityStages,
  needKinds,
  strategicIndustries,
  type Term,
} from '#contracts';
import type { ListFilter } from './use-catalogue-url';

/** The words of each filter's codes. */
export const filterTerms: Record<ListFilter, Term[]> = {
  field: fields,
  stage: maturityStages,
  needKind: needKinds,
  mode: cooperationModes,
  district: districts,
  strategicIndustry: strategicIndustries,
};
