/** How far an improvement of a timetable has come. */
export interface Progress {
  /** Value of the best timetable so far, as in `Objectives.value` plus kept promises. */
  readonly objective: number;
  /** No timetable is worth more. */
  readonly bound: number;
  /** 1 - objective / bound; 0 when the timetable is proven to be the most valuable. */
  readonly gap: number;
  /** Milliseconds since the start; 0 without a clock. */
  readonly elapsed: number;
}

export interface EffortOptions {
  /** Milliseconds of any clock; needed for `timeLimitMs`. */
  readonly now?: () => number;
  /** Improvement stops after this time; where it cuts in, the timetable depends on the machine's speed. */
  readonly timeLimitMs?: number;
  /**
   * Improvement stops after this many steps (single rounds filled anew, and as much again on idle time). Default:
   * until the time limit; without one, 40 per round.
   */
  readonly effort?: number;
  /** Asked often; improvement ends when it says true. */
  readonly stop?: () => boolean;
  /** Told of progress about ten times a second, and at the end of each phase. */
  readonly onProgress?: (progress: Progress) => void;
}

/** Milliseconds between two reports. */
const REPORT_EVERY = 100;
/** Steps per round where nothing else is said. */
const DEFAULT_STEPS = 40;

/** Counts what an improvement may still cost. */
export class Effort {
  readonly steps: number;
  private readonly start: number;
  private readonly limit: number;
  private reported = -Infinity;

  constructor(
    private readonly options: EffortOptions,
    rounds: number,
  ) {
    const { now, timeLimitMs, effort } = options;
    this.start = now?.() ?? 0;
    this.limit = now === undefined ? Infinity : (timeLimitMs ?? Infinity);
    this.steps = effort ?? (this.limit === Infinity ? DEFAULT_STEPS * rounds : Infinity);
  }

  get elapsed(): number {
    return (this.options.now?.() ?? 0) - this.start;
  }

  /** Leaves this many milliseconds of the limit for what comes after. */
  outOfTime(reserve = 0): boolean {
    return this.options.stop?.() === true || (this.limit < Infinity && this.elapsed >= this.limit - reserve);
  }

  /** Part of the time used between two moments of the limit, 0 … 1 and more; 1 when told to stop. */
  timeUsed(from: number, until: number): number {
    if (this.options.stop?.()) return 1;
    if (this.limit === Infinity) return 0;
    const end = Math.min(until, this.limit);
    return end <= from ? 1 : (this.elapsed - from) / (end - from);
  }

  get limitMs(): number {
    return this.limit;
  }

  report(objective: number, bound: number, now = false): void {
    const { onProgress } = this.options;
    if (!onProgress) return;
    const elapsed = this.elapsed;
    if (!now && elapsed < this.reported + REPORT_EVERY) return;
    this.reported = elapsed;
    onProgress({ objective, bound, gap: bound > 0 ? Math.max(0, 1 - objective / bound) : 0, elapsed });
  }
}
