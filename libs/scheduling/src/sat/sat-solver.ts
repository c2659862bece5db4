import type { Random } from '../random.js';
import { ActivityHeap } from './activity-heap.js';
import { ClauseStore, HEADER } from './clause-store.js';

const NONE = -1;
const DECAY = 0.95;
const RESCALE = 1e100;
/** Conflicts until the first restart. Eager restarts, also in turns with these, proved slower. */
const LUBY_UNIT = 512;
/** Conflicts between two rounds of forgetting, and by how much that grows. */
const FORGET_AFTER = 2000;
const FORGET_GROWTH = 1000;
/** Learnt clauses with at most this glue are kept for good. */
const KEPT_GLUE = 2;

export interface Effort {
  /** Give up after this many conflicts. */
  readonly conflicts?: number;
  /** Give up when it returns true; asked every few hundred steps. */
  readonly stop?: () => boolean;
}

/**
 * Decides propositional formulas in clauses: conflict-driven clause learning as in MiniSat (Eén and Sörensson, SAT
 * 2003), with glue (Audemard and Simon, IJCAI 2009), and guesses that follow the largest assignment without conflict so
 * far (Biere and Fleury, 2020). Literals are `2 × variable + (negated ? 1 : 0)`. Clauses can be added between calls of
 * `solve`.
 */
export class SatSolver {
  variables = 0;
  /** All conflicts so far. */
  conflicts = 0;
  /** After `solve` returned false: assumptions that cannot hold together; empty if the clauses alone contradict. */
  core: number[] = [];

  /** Per literal 1 true, -1 false, 0 open. */
  private value = new Int8Array(128);
  private level = new Int32Array(64);
  private reason = new Int32Array(64);
  private activity = new Float64Array(64);
  private phase = new Int8Array(64);
  private bestPhase = new Int8Array(64);
  private seen = new Uint8Array(64);
  private trail = new Int32Array(64);
  private trailEnd = 0;
  private head = 0;
  private levelStart: number[] = [];
  private readonly store = new ClauseStore();
  private readonly heap = new ActivityHeap(this.activity);
  private increment = 1;
  private contradictory = false;
  private model = new Int8Array(0);
  private bestTrail = 0;
  private forgetAt = FORGET_AFTER;
  private forgets = 0;
  private glueStamp = new Int32Array(64);
  private stamp = 0;

  /** @returns a new variable; it is guessed false the first time */
  variable(): number {
    const variable = this.variables++;
    if (this.variables > this.level.length) this.grow();
    this.level[variable] = 0;
    this.reason[variable] = NONE;
    this.phase[variable] = 1;
    this.bestPhase[variable] = 1;
    this.store.growTo(this.variables);
    this.heap.insert(variable);
    return variable;
  }

  /** Sets the order of the first guesses at random. */
  shuffle(random: Random): void {
    for (let variable = 0; variable < this.variables; variable++) {
      this.activity[variable]! += random.next() * 1e-3;
      this.heap.raised(variable);
    }
  }

  /** Adds a clause: at least one of the literals is true. */
  add(clause: readonly number[]): void {
    if (this.contradictory) return;
    this.backtrack(0);
    const literals: number[] = [];
    for (const literal of clause) {
      const value = this.value[literal]!;
      if (value > 0 || literals.includes(literal ^ 1)) return;
      if (value === 0 && !literals.includes(literal)) literals.push(literal);
    }
    if (literals.length === 0) this.contradictory = true;
    else if (literals.length === 1) {
      this.assign(literals[0]!, NONE);
      if (this.propagate() >= 0) this.contradictory = true;
    } else this.store.add(literals, 0);
  }

  /** @returns true: satisfiable, see `isTrue`; false: not under these assumptions, see `core`; undefined: gave up */
  solve(assumptions: readonly number[] = [], effort: Effort = {}): boolean | undefined {
    this.core = [];
    if (this.contradictory) return false;
    this.backtrack(0);
    const outcome = this.search(assumptions, effort);
    if (outcome) this.model = this.value.slice(0, 2 * this.variables);
    this.backtrack(0);
    return outcome;
  }

  /** Whether the literal is true in the assignment found last. */
  isTrue(literal: number): boolean {
    return this.model[literal]! > 0;
  }

  private search(
    assumptions: readonly number[],
    { conflicts = Infinity, stop }: Effort,
  ): boolean | undefined {
    const last = this.conflicts + conflicts;
    // All assumptions are one decision: they are never undone one by one.
    const base = assumptions.length > 0 ? 1 : 0;
    let restarts = 0;
    let restartAt = this.conflicts + LUBY_UNIT;
    let steps = 0;
    this.bestTrail = 0;
    for (;;) {
      const conflict = this.propagate();
      if ((++steps & 511) === 0 && stop?.()) return undefined;
      if (conflict >= 0) {
        this.conflicts++;
        if (this.levelStart.length <= base) {
          if (base === 0 || this.levelStart.length === 0) this.contradictory = true;
          else this.core = this.blame(conflict);
          return false;
        }
        this.noteBest();
        this.learn(conflict);
        if (this.conflicts >= last) return undefined;
        continue;
      }
      if (this.conflicts >= restartAt) {
        this.backtrack(base);
        restartAt = this.conflicts + LUBY_UNIT * luby(++restarts);
        this.phase.set(this.bestPhase.subarray(0, this.variables));
        if (this.conflicts >= this.forgetAt) {
          this.backtrack(0);
          this.forget();
          // The guesses would else stay around one assignment that leads nowhere.
          this.bestTrail = 0;
        }
      }
      if (this.levelStart.length < base) {
        if (!this.assume(assumptions)) return false;
        continue;
      }
      const variable = this.pick();
      if (variable < 0) return true;
      this.levelStart.push(this.trailEnd);
      this.assign(2 * variable + this.phase[variable]!, NONE);
    }
  }

  private assume(assumptions: readonly number[]): boolean {
    this.levelStart.push(this.trailEnd);
    for (const literal of assumptions) {
      if (this.value[literal]! < 0) {
        this.core = this.level[literal >> 1] === 0 ? [literal] : [literal, literal ^ 1];
        return false;
      }
      if (this.value[literal] === 0) this.assign(literal, NONE);
    }
    return true;
  }

  private pick(): number {
    for (;;) {
      const variable = this.heap.pop();
      if (variable < 0 || this.value[2 * variable] === 0) return variable;
    }
  }

  private assign(literal: number, reason: number): void {
    const variable = literal >> 1;
    this.value[literal] = 1;
    this.value[literal ^ 1] = -1;
    this.level[variable] = this.levelStart.length;
    this.reason[variable] = reason;
    this.trail[this.trailEnd++] = literal;
  }

  private backtrack(level: number): void {
    if (this.levelStart.length <= level) return;
    const { trail, value, phase, heap } = this;
    const start = this.levelStart[level]!;
    for (let index = this.trailEnd - 1; index >= start; index--) {
      const literal = trail[index]!;
      value[literal] = 0;
      value[literal ^ 1] = 0;
      phase[literal >> 1] = literal & 1;
      heap.insert(literal >> 1);
    }
    this.trailEnd = start;
    this.head = start;
    this.levelStart.length = level;
  }

  private noteBest(): void {
    // The last level holds the conflict.
    const end = this.levelStart[this.levelStart.length - 1] ?? this.trailEnd;
    if (end <= this.bestTrail) return;
    this.bestTrail = end;
    for (let index = 0; index < end; index++) {
      const literal = this.trail[index]!;
      this.bestPhase[literal >> 1] = literal & 1;
    }
  }

  /** Draws all consequences. @returns a clause that is false, or -1 */
  private propagate(): number {
    const { store, value, trail } = this;
    const { watches, watched } = store;
    const cells = store.cells;
    while (this.head < this.trailEnd) {
      const wrong = trail[this.head++]! ^ 1;
      const list = watches[wrong]!;
      const end = watched[wrong]!;
      let to = 0;
      for (let from = 0; from < end; from += 2) {
        const clause = list[from]!;
        const blocker = list[from + 1]!;
        const known = value[blocker]!;
        if (known > 0) {
          list[to++] = clause;
          list[to++] = blocker;
          continue;
        }
        if (clause < 0) {
          list[to++] = clause;
          list[to++] = blocker;
          if (known === 0) this.assign(blocker, ~clause);
          else {
            list.copyWithin(to, from + 2, end);
            watched[wrong] = to + end - from - 2;
            return ~clause;
          }
          continue;
        }
        const at = clause + HEADER;
        let other = cells[at]!;
        if (other === wrong) {
          other = cells[at + 1]!;
          cells[at] = other;
          cells[at + 1] = wrong;
        }
        const otherValue = value[other]!;
        if (otherValue > 0) {
          list[to++] = clause;
          list[to++] = other;
          continue;
        }
        const stop = at + cells[clause]!;
        let next = at + 2;
        while (next < stop && value[cells[next]!]! < 0) next++;
        if (next < stop) {
          const literal = cells[next]!;
          cells[at + 1] = literal;
          cells[next] = wrong;
          store.watchBy(literal, clause, other);
          continue;
        }
        list[to++] = clause;
        list[to++] = other;
        if (otherValue === 0) this.assign(other, clause);
        else {
          list.copyWithin(to, from + 2, end);
          watched[wrong] = to + end - from - 2;
          return clause;
        }
      }
      watched[wrong] = to;
    }
    return NONE;
  }

  /** Learns the first unique implication point of a conflict and jumps back to where it bites. */
  private learn(conflict: number): void {
    const { seen, level, reason, trail } = this;
    const cells = this.store.cells;
    const depth = this.levelStart.length;
    const learnt: number[] = [0];
    let open = 0;
    let index = this.trailEnd - 1;
    let clause = conflict;
    let implied = NONE;
    do {
      const end = clause + HEADER + cells[clause]!;
      for (let cell = clause + HEADER; cell < end; cell++) {
        const literal = cells[cell]!;
        const variable = literal >> 1;
        if (literal === implied || seen[variable] || level[variable] === 0) continue;
        seen[variable] = 1;
        this.raise(variable);
        if (level[variable] === depth) open++;
        else learnt.push(literal);
      }
      while (!seen[trail[index]! >> 1]) index--;
      implied = trail[index--]!;
      clause = reason[implied >> 1]!;
      seen[implied >> 1] = 0;
      open--;
    } while (open > 0);
    learnt[0] = implied ^ 1;

    const marked = learnt.slice(1);
    const short = learnt.filter((literal, place) => place === 0 || !this.isRedundant(literal, marked));
    for (const literal of marked) seen[literal >> 1] = 0;
    this.increment /= DECAY;

    const glue = this.glueOf(short);
    if (short.length === 1) {
      this.backtrack(0);
      this.assign(short[0]!, NONE);
      return;
    }
    let highest = 1;
    for (let place = 2; place < short.length; place++) {
      if (level[short[place]! >> 1]! > level[short[highest]! >> 1]!) highest = place;
    }
    const second = short[highest]!;
    short[highest] = short[1]!;
    short[1] = second;
    this.backtrack(level[second >> 1]!);
    this.assign(short[0]!, this.store.add(short, glue));
  }

  /** Whether the other literals of a learnt clause imply the negation of this one; marks what it finds out. */
  private isRedundant(literal: number, marked: number[]): boolean {
    const { seen, level, reason } = this;
    if (reason[literal >> 1] === NONE) return false;
    const cells = this.store.cells;
    const before = marked.length;
    const stack = [literal];
    while (stack.length > 0) {
      const current = stack.pop()!;
      const clause = reason[current >> 1]!;
      const end = clause + HEADER + cells[clause]!;
      for (let cell = clause + HEADER; cell < end; cell++) {
        const other = cells[cell]!;
        const variable = other >> 1;
        if (variable === current >> 1 || seen[variable] || level[variable] === 0) continue;
        if (reason[variable] === NONE) {
          for (const undone of marked.splice(before)) seen[undone >> 1] = 0;
          return false;
        }
        seen[variable] = 1;
        marked.push(other);
        stack.push(other);
      }
    }
    return true;
  }

  /** Levels among the literals: the fewer, the sooner the clause will be of use again. */
  private glueOf(literals: readonly number[]): number {
    const stamp = ++this.stamp;
    let glue = 0;
    for (const literal of literals) {
      const level = this.level[literal >> 1]!;
      if (this.glueStamp[level] === stamp) continue;
      this.glueStamp[level] = stamp;
      glue++;
    }
    return glue;
  }

  /** Assumptions that together make a clause false. */
  private blame(conflict: number): number[] {
    const { seen, level, reason, trail } = this;
    const cells = this.store.cells;
    const core: number[] = [];
    const mark = (clause: number) => {
      const end = clause + HEADER + cells[clause]!;
      for (let cell = clause + HEADER; cell < end; cell++) {
        if (level[cells[cell]! >> 1]! > 0) seen[cells[cell]! >> 1] = 1;
      }
    };
    mark(conflict);
    for (let index = this.trailEnd - 1; index >= this.levelStart[0]!; index--) {
      const literal = trail[index]!;
      if (!seen[literal >> 1]) continue;
      const clause = reason[literal >> 1]!;
      if (clause === NONE) core.push(literal);
      else mark(clause);
      seen[literal >> 1] = 0;
    }
    return core;
  }

  private raise(variable: number): void {
    const { activity } = this;
    activity[variable]! += this.increment;
    if (activity[variable]! > RESCALE) {
      for (let index = 0; index < this.variables; index++) activity[index]! /= RESCALE;
      this.increment /= RESCALE;
    }
    this.heap.raised(variable);
  }

  /** Forgets the worse half of the learnt clauses; called without decisions, so that no reason is lost. */
  private forget(): void {
    this.forgetAt = this.conflicts + FORGET_AFTER + FORGET_GROWTH * ++this.forgets;
    const { store, level, reason, value, trail } = this;
    const { cells } = store;
    for (let index = 0; index < this.trailEnd; index++) {
      reason[trail[index]! >> 1] = NONE;
      level[trail[index]! >> 1] = 0;
    }
    const byWorth = store.learnt
      .filter((clause) => cells[clause + 1]! > KEPT_GLUE)
      .sort((x, y) => cells[y + 1]! - cells[x + 1]! || cells[y]! - cells[x]! || x - y);
    const forgotten = new Set(byWorth.slice(0, byWorth.length >> 1));
    store.compact((clause) => {
      if (forgotten.has(clause)) return true;
      const end = clause + HEADER + cells[clause]!;
      for (let cell = clause + HEADER; cell < end; cell++) if (value[cells[cell]!]! > 0) return true;
      return false;
    });
  }

  private grow(): void {
    const size = 2 * this.level.length;
    const longer = <T extends Int8Array | Uint8Array | Int32Array | Float64Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.value = longer(this.value, new Int8Array(2 * size));
    this.level = longer(this.level, new Int32Array(size));
    this.reason = longer(this.reason, new Int32Array(size));
    this.activity = longer(this.activity, new Float64Array(size));
    this.phase = longer(this.phase, new Int8Array(size));
    this.bestPhase = longer(this.bestPhase, new Int8Array(size));
    this.seen = longer(this.seen, new Uint8Array(size));
    this.trail = longer(this.trail, new Int32Array(size));
    this.glueStamp = longer(this.glueStamp, new Int32Array(size));
    this.heap.grow(this.activity);
  }
}

/** The sequence 1 1 2 1 1 2 4 1 1 2 … (Luby, Sinclair and Zuckerman 1993), from 1. */
function luby(index: number): number {
  let size = 1;
  while (size < index + 1) size = 2 * size + 1;
  let rest = index;
  while (size - 1 !== rest) {
    size = (size - 1) >> 1;
    if (rest >= size) rest -= size;
  }
  return (size + 1) >> 1;
}
