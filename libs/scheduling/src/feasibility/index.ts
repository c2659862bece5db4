export type { ConflictItem } from './conflict-items.js';
export type { Refutation, RefutationCode } from './refutation.js';
export { refuteInstance } from './refute-instance.js';
