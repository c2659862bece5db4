/** A binary heap of variables, the most active on top. */
export class ActivityHeap {
  private heap = new Int32Array(64);
  private place = new Int32Array(64).fill(-1);
  private size = 0;

  /** @param activity by variable; the caller calls `raised` after it has grown */
  constructor(private activity: Float64Array) {}

  /** Takes over a larger array of activities. */
  grow(activity: Float64Array): void {
    this.activity = activity;
    if (activity.length <= this.place.length) return;
    const place = new Int32Array(activity.length).fill(-1);
    place.set(this.place);
    this.place = place;
    const heap = new Int32Array(activity.length);
    heap.set(this.heap);
    this.heap = heap;
  }

  /** Puts the variable in if it is not there. */
  insert(variable: number): void {
    if (this.place[variable]! >= 0) return;
    this.place[variable] = this.size;
    this.heap[this.size++] = variable;
    this.up(this.place[variable]);
  }

  raised(variable: number): void {
    const index = this.place[variable]!;
    if (index >= 0) this.up(index);
  }

  /** Takes the most active variable out; -1 if there is none. */
  pop(): number {
    if (this.size === 0) return -1;
    const top = this.heap[0]!;
    this.place[top] = -1;
    const last = this.heap[--this.size]!;
    if (this.size > 0) {
      this.heap[0] = last;
      this.place[last] = 0;
      this.down(0);
    }
    return top;
  }

  private up(from: number): void {
    const { heap, place, activity } = this;
    const variable = heap[from]!;
    const value = activity[variable]!;
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const other = heap[parent]!;
      if (activity[other]! >= value) break;
      heap[index] = other;
      place[other] = index;
      index = parent;
    }
    heap[index] = variable;
    place[variable] = index;
  }

  private down(from: number): void {
    const { heap, place, activity, size } = this;
    const variable = heap[from]!;
    const value = activity[variable]!;
    let index = from;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= size) break;
      if (child + 1 < size && activity[heap[child + 1]!]! > activity[heap[child]!]!) child++;
      const other = heap[child]!;
      if (activity[other]! <= value) break;
      heap[index] = other;
      place[other] = index;
      index = child;
    }
    heap[index] = variable;
    place[variable] = index;
  }
}
