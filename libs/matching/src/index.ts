export type { Scored } from './best.js';
export type { Fit } from './fits.js';
export { MatchingEngine, MODEL_VERSION, type Match, type MatchOptions } from './matching-engine.js';
export type { NearTermsModel, TrainingOptions } from './near-terms.js';
export type { Phrase, Place } from './phrases.js';
export type { NeedProfile, TechnologyProfile } from './profiles.js';
export { reasonText, type Reason } from './reasons.js';
export type { Level } from './strength.js';
export { TextIndex, type IndexedFields, type SearchOptions } from './text-index.js';
