export const UNLIMITED = 0x3fffffff;
/** Costs below this can be added up a hundred times without rounding. */
const MOST_EXACT = 2 ** 46;

const AT_LOWER = 1;
const IN_TREE = 0;
const AT_UPPER = -1;
/** Direction of a node's tree arc: from the node up to its parent, or down to it. */
const UP = 1;
const DOWN = -1;

/**
 * Cheapest circulations by the primal network simplex method: a strongly feasible spanning tree kept as parent, thread
 * and last-successor arrays, entering arcs by block search (Király and Kovács, "Efficient implementations of
 * minimum-cost flow algorithms", 2012). Capacities are whole numbers and lower bounds 0, so the flow is whole too.
 * `add` the arcs, then `solve`; where only costs change, `solveAgain` goes on from the last circulation.
 */
export class NetworkSimplex {
  arcs = 0;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly cost: Float64Array;
  readonly flow: Int32Array;
  /** Price per node: an arc pays if `cost + price[from] - price[to]` < 0, and then is full. */
  readonly price: Float64Array;
  private readonly capacity: Int32Array;
  private readonly state: Int8Array;
  private readonly parent: Int32Array;
  private readonly treeArc: Int32Array;
  private readonly heading: Int8Array;
  /** Preorder of the tree, forwards and backwards. */
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly size: Int32Array;
  private readonly last: Int32Array;
  private readonly dirty: Int32Array;
  private scan = 0;

  constructor(mostNodes: number, mostArcs: number) {
    const all = mostArcs + mostNodes;
    this.from = new Int32Array(all);
    this.to = new Int32Array(all);
    this.capacity = new Int32Array(all);
    this.cost = new Float64Array(all);
    this.flow = new Int32Array(all);
    this.state = new Int8Array(all);
    this.parent = new Int32Array(mostNodes + 1);
    this.treeArc = new Int32Array(mostNodes + 1);
    this.heading = new Int8Array(mostNodes + 1);
    this.next = new Int32Array(mostNodes + 1);
    this.previous = new Int32Array(mostNodes + 1);
    this.size = new Int32Array(mostNodes + 1);
    this.last = new Int32Array(mostNodes + 1);
    this.price = new Float64Array(mostNodes + 1);
    this.dirty = new Int32Array(mostNodes + 1);
  }

  /** Adds an arc and returns its number. */
  add(from: number, to: number, capacity: number, cost: number): number {
    const e = this.arcs++;
    this.from[e] = from;
    this.to[e] = to;
    this.capacity[e] = capacity;
    this.cost[e] = cost;
    return e;
  }

  /** Finds the cheapest circulation over nodes 0 … `nodes` - 1: `flow` per arc and `price` per node. */
  solve(nodes: number): void {
    this.start(nodes);
    this.improve();
  }

  /** Finds it again after costs have changed, from where the last search ended. */
  solveAgain(nodes: number): void {
    const { price, next, parent, treeArc, heading, cost } = this;
    for (let u = next[nodes]!; u !== nodes; u = next[u]!) {
      price[u] = price[parent[u]!]! - heading[u]! * cost[treeArc[u]!]!;
    }
    this.improve();
  }

  /** The tree of the empty circulation: each node hangs from the root by an arc that stays empty, as none comes back. */
  private start(root: number): void {
    const {
      arcs,
      from,
      to,
      capacity,
      cost,
      flow,
      state,
      parent,
      treeArc,
      heading,
      next,
      previous,
      size,
      last,
    } = this;
    flow.fill(0, 0, arcs + root);
    state.fill(AT_LOWER, 0, arcs);
    cost.fill(0, arcs, arcs + root);
    capacity.fill(UNLIMITED, arcs, arcs + root);
    to.fill(root, arcs, arcs + root);
    this.price.fill(0, 0, root + 1);
    heading.fill(UP, 0, root + 1);
    size.fill(1, 0, root);
    parent[root] = -1;
    treeArc[root] = -1;
    next[root] = 0;
    size[root] = root + 1;
    last[root] = root - 1;
    for (let u = 0; u < root; u++) {
      parent[u] = root;
      treeArc[u] = arcs + u;
      from[arcs + u] = u;
      state[arcs + u] = IN_TREE;
      next[u] = u + 1;
      previous[u + 1] = u;
      last[u] = u;
    }
    previous[0] = root;
    this.scan = 0;
  }

  private improve(): void {
    const { arcs, cost } = this;
    let highest = 1;
    for (let e = 0; e < arcs; e++) highest = Math.max(highest, Math.abs(cost[e]!));
    // Where costs are as high as that, a unit still counts: it is what the last of several objectives is worth.
    const negligible = highest < MOST_EXACT ? Math.max(-0.5, -1e-10 * highest) : -1e-10 * highest;
    const block = Math.max(20, Math.floor(Math.sqrt(arcs)));
    for (;;) {
      const entering = this.enteringArc(negligible, block);
      if (entering < 0) return;
      this.pivot(entering);
    }
  }

  /** The arc that pays most of the first block that has one, or -1. */
  private enteringArc(negligible: number, block: number): number {
    const { arcs, from, to, cost, price, state } = this;
    let entering = -1;
    let cheapest = negligible;
    let left = block;
    let e = this.scan;
    for (let seen = 0; seen < arcs; seen++) {
      const c = state[e]! * (cost[e]! + price[from[e]!]! - price[to[e]!]!);
      if (c < cheapest) {
        cheapest = c;
        entering = e;
      }
      if (++e === arcs) e = 0;
      if (--left === 0) {
        if (entering >= 0) break;
        left = block;
      }
    }
    this.scan = e;
    return entering;
  }

  /** Sends flow around the cycle that the entering arc closes in the tree, until an arc of it is full or empty. */
  private pivot(entering: number): void {
    const { from, to, capacity, flow, state, parent, treeArc, heading, size } = this;
    const tail = from[entering]!;
    const head = to[entering]!;
    let join = tail;
    for (let v = head; join !== v;) {
      if (size[join]! < size[v]!) join = parent[join]!;
      else v = parent[v]!;
    }
    const first = state[entering] === AT_LOWER ? tail : head;
    const second = state[entering] === AT_LOWER ? head : tail;
    let delta = capacity[entering]!;
    let out = -1;
    let onFirst = false;
    for (let u = first; u !== join; u = parent[u]!) {
      const e = treeArc[u]!;
      const room = heading[u] === DOWN ? capacity[e]! - flow[e]! : flow[e]!;
      if (room < delta) {
        delta = room;
        out = u;
        onFirst = true;
      }
    }
    for (let u = second; u !== join; u = parent[u]!) {
      const e = treeArc[u]!;
      const room = heading[u] === UP ? capacity[e]! - flow[e]! : flow[e]!;
      if (room <= delta) {
        delta = room;
        out = u;
        onFirst = false;
      }
    }
    if (delta > 0) {
      const change = state[entering]! * delta;
      flow[entering]! += change;
      for (let u = tail; u !== join; u = parent[u]!) flow[treeArc[u]!]! -= heading[u]! * change;
      for (let u = head; u !== join; u = parent[u]!) flow[treeArc[u]!]! += heading[u]! * change;
    }
    if (out < 0) {
      state[entering] = -state[entering]!;
      return;
    }
    const leaving = treeArc[out]!;
    state[entering] = IN_TREE;
    state[leaving] = flow[leaving] === 0 ? AT_LOWER : AT_UPPER;
    if (onFirst) this.rehang(entering, first, second, out, join);
    else this.rehang(entering, second, first, out, join);
  }

  /** Hangs the subtree of `out`, which the leaving arc held, from the entering arc between `inner` in it and `outer`. */
  private rehang(entering: number, inner: number, outer: number, out: number, join: number): void {
    const { from, cost, price, parent, treeArc, heading, next, previous, size, last, dirty } = this;
    const oldPrevious = previous[out]!;
    const oldSize = size[out]!;
    const oldLast = last[out]!;
    const oldParent = parent[out]!;
    const innerHeading = inner === from[entering] ? UP : DOWN;
    if (inner === out) {
      parent[inner] = outer;
      treeArc[inner] = entering;
      heading[inner] = innerHeading;
      if (next[outer] !== out) {
        let after = next[oldLast]!;
        next[oldPrevious] = after;
        previous[after] = oldPrevious;
        after = next[outer]!;
        next[outer] = out;
        previous[out] = outer;
        next[oldLast] = after;
        previous[after] = oldLast;
      }
    } else {
      const goOn = oldPrevious === outer ? next[oldLast]! : next[outer]!;
      let stem = inner;
      let above = outer;
      let end = last[inner]!;
      let after = next[end]!;
      let dirtyCount = 0;
      next[outer] = inner;
      dirty[dirtyCount++] = outer;
      while (stem !== out) {
        const nextStem = parent[stem]!;
        next[end] = nextStem;
        dirty[dirtyCount++] = end;
        const before = previous[stem]!;
        next[before] = after;
        previous[after] = before;
        parent[stem] = above;
        above = stem;
        stem = nextStem;
        end = last[stem] === last[above] ? previous[above]! : last[stem]!;
        after = next[end]!;
      }
      parent[out] = above;
      next[end] = goOn;
      previous[goOn] = end;
      last[out] = end;
      if (oldPrevious !== outer) {
        next[oldPrevious] = after;
        previous[after] = oldPrevious;
      }
      for (let i = 0; i < dirtyCount; i++) previous[next[dirty[i]!]!] = dirty[i]!;
      let sizeSoFar = 0;
      const newLast = end;
      for (let u = out, p = parent[u]!; u !== inner; u = p, p = parent[u]!) {
        treeArc[u] = treeArc[p]!;
        heading[u] = -heading[p]!;
        sizeSoFar += size[u]! - size[p]!;
        size[u] = sizeSoFar;
        last[p] = newLast;
      }
      treeArc[inner] = entering;
      heading[inner] = innerHeading;
      size[inner] = oldSize;
    }
    const limit = last[join] === outer ? join : -1;
    const outLast = last[out]!;
    for (let u = outer; u !== -1 && last[u] === outer; u = parent[u]!) last[u] = outLast;
    if (join !== oldPrevious && outer !== oldPrevious) {
      for (let u = oldParent; u !== limit && last[u] === oldLast; u = parent[u]!) last[u] = oldPrevious;
    } else if (outLast !== oldLast) {
      for (let u = oldParent; u !== limit && last[u] === oldLast; u = parent[u]!) last[u] = outLast;
    }
    for (let u = outer; u !== join; u = parent[u]!) size[u]! += oldSize;
    for (let u = oldParent; u !== join; u = parent[u]!) size[u]! -= oldSize;

    const shift = price[outer]! - price[inner]! - innerHeading * cost[entering]!;
    const stop = next[last[inner]!]!;
    for (let u = inner; u !== stop; u = next[u]!) price[u]! += shift;
  }
}
