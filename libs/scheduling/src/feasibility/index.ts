export { conflictItems, type ConflictItem } from './conflict-items.js';
export { describeConflict } from './describe-conflict.js';
export { keepDistinct } from './distinct-rounds.js';
export { compilePlacement, ENDS, type Placement } from './placement.js';
export { PlacementSearch } from './placement-search.js';
export { propagate } from './propagate.js';
export type { Refutation, RefutationCode } from './refutation.js';
export { refuteInstance } from './refute-instance.js';
