export const UNLIMITED = 0x3fffffff;

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
 * Make it once for the largest network, then `clear`, `add` arcs and `solve` as often as needed.
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

  clear(): void {
    this.arcs = 0;
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
    const { price, dirty } = this;
    const root = nodes;
    // Beyond the given arcs, one leads from each node to the root; as nothing comes back they stay empty.
    flow.fill(0, 0, arcs + nodes);
    state.fill(AT_LOWER, 0, arcs);
    cost.fill(0, arcs, arcs + nodes);
    capacity.fill(UNLIMITED, arcs, arcs + nodes);
    to.fill(root, arcs, arcs + nodes);
    price.fill(0, 0, nodes + 1);
    heading.fill(UP, 0, nodes + 1);
    size.fill(1, 0, nodes);
    parent[root] = -1;
    treeArc[root] = -1;
    next[root] = 0;
    size[root] = nodes + 1;
    last[root] = nodes - 1;
    for (let u = 0; u < nodes; u++) {
      parent[u] = root;
      treeArc[u] = arcs + u;
      from[arcs + u] = u;
      state[arcs + u] = IN_TREE;
      next[u] = u + 1;
      previous[u + 1] = u;
      last[u] = u;
    }
    previous[0] = root;

    let highest = 1;
    for (let e = 0; e < arcs; e++) highest = Math.max(highest, Math.abs(cost[e]!));
    const negligible = -1e-10 * highest;
    const block = Math.max(20, Math.floor(Math.sqrt(arcs)));
    let scan = 0;

    for (;;) {
      // Entering arc: the cheapest of the first block that has one.
      let entering = -1;
      let cheapest = negligible;
      let left = block;
      for (let seen = 0; seen < arcs; seen++) {
        const c = state[scan]! * (cost[scan]! + price[from[scan]!]! - price[to[scan]!]!);
        if (c < cheapest) {
          cheapest = c;
          entering = scan;
        }
        if (++scan === arcs) scan = 0;
        if (--left === 0) {
          if (entering >= 0) break;
          left = block;
        }
      }
      if (entering < 0) break;

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
        flow[entering] = flow[entering]! + change;
        for (let u = tail; u !== join; u = parent[u]!) flow[treeArc[u]!]! -= heading[u]! * change;
        for (let u = head; u !== join; u = parent[u]!) flow[treeArc[u]!]! += heading[u]! * change;
      }
      if (out < 0) {
        state[entering] = -state[entering]!;
        continue;
      }
      const leaving = treeArc[out]!;
      state[entering] = IN_TREE;
      state[leaving] = flow[leaving] === 0 ? AT_LOWER : AT_UPPER;

      // The subtree below the leaving arc is hung below the entering one.
      const inner = onFirst ? first : second;
      const outer = onFirst ? second : first;
      const oldPrevious = previous[out]!;
      const oldSize = size[out]!;
      const oldLast = last[out]!;
      const oldParent = parent[out]!;
      const innerHeading = inner === tail ? UP : DOWN;
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
        const newLast = last[out]!;
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
}
