/** What the engine knows of a technology. Codes are those of the vocabulary; money is integer 分. */
export interface TechnologyProfile {
  id: string;
  title: string;
  summary?: string;
  /** The problem it solves. */
  problem?: string;
  text?: string;
  keywords?: string[];
  industry?: string;
  field?: string;
  /** 1–9, GB/T 22900-2022. */
  trl?: number;
  modes?: string[];
  price?: { kind: 'negotiable' | 'range' | 'fixed'; min?: number; max?: number };
  /** Where it may be applied; absent or empty means anywhere. */
  districts?: string[];
  ipStatuses?: string[];
}

/** What the engine knows of a need. Codes are those of the vocabulary; money is integer 分. */
export interface NeedProfile {
  id: string;
  title: string;
  problem?: string;
  text?: string;
  keywords?: string[];
  targets?: { name: string; unit?: string; target?: string }[];
  industry?: string;
  field?: string;
  minTrl?: number;
  modes?: string[];
  budget?: { min?: number; max?: number };
  district?: string;
  /** ISO date. */
  deadline?: string;
  /** Who is to own the results: buyer, seller, shared or negotiable. */
  ipExpectation?: string;
}
