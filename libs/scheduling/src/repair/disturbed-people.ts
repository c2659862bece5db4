import type { LiveModel } from './live-model.js';

/** Counts the participants whose meetings change. */
export class DisturbedPeople {
  count = 0;
  /** Changes per participant. */
  private readonly changes: Int32Array;

  constructor(private readonly model: LiveModel) {
    this.changes = new Int32Array(model.people);
  }

  /** Counts a change of the meeting of pair k. */
  add(k: number): void {
    const { a, b } = this.model;
    if (this.changes[a[k]!]!++ === 0) this.count++;
    if (this.changes[b[k]!]!++ === 0) this.count++;
  }

  remove(k: number): void {
    const { a, b } = this.model;
    if (--this.changes[a[k]!]! === 0) this.count--;
    if (--this.changes[b[k]!]! === 0) this.count--;
  }

  /** How many more participants a change of the meeting of pair k would disturb. */
  newBy(k: number): number {
    const { a, b } = this.model;
    return (this.changes[a[k]!] === 0 ? 1 : 0) + (this.changes[b[k]!] === 0 ? 1 : 0);
  }
}
