/** Meetings that share a vertex and have too few rounds between them. */
export interface TooFewRounds {
  readonly meetings: readonly number[];
  readonly rounds: readonly number[];
}

/**
 * Makes the rounds of meetings that exclude each other consistent: closes every round that a meeting takes in no
 * assignment of different rounds to all of them (Régin, AAAI 1994).
 * @param meetings those of one vertex
 * @param open `open[meeting * rounds + round]`; closed rounds are set to 0
 * @param closed told each meeting that loses a round
 * @returns meetings whose rounds are fewer than they are (Hall), or undefined
 */
export function keepDistinct(
  meetings: readonly number[],
  rounds: number,
  open: Uint8Array,
  closed: (meeting: number) => void,
): TooFewRounds | undefined {
  const size = meetings.length;
  const holder = new Int32Array(rounds).fill(-1);
  const seat = new Int32Array(size).fill(-1);
  let visited = new Uint8Array(rounds);
  const augment = (i: number): boolean => {
    const from = meetings[i]! * rounds;
    for (let r = 0; r < rounds; r++) {
      if (!open[from + r] || visited[r]) continue;
      visited[r] = 1;
      if (holder[r]! >= 0 && !augment(holder[r]!)) continue;
      holder[r] = i;
      seat[i] = r;
      return true;
    }
    return false;
  };
  for (let i = 0; i < size; i++) {
    visited = new Uint8Array(rounds);
    if (augment(i)) continue;
    const tight = [...visited.keys()].filter((r) => visited[r]);
    return { meetings: [meetings[i]!, ...tight.map((r) => meetings[holder[r]!]!)], rounds: tight };
  }

  // moves[i * size + j]: i could take the round of j.
  const moves = new Uint8Array(size * size);
  const free = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    for (let r = 0; r < rounds; r++) {
      if (!open[meetings[i]! * rounds + r] || seat[i] === r) continue;
      if (holder[r]! < 0) free[i] = 1;
      else moves[i * size + holder[r]!] = 1;
    }
  }
  const reached = new Uint8Array(size);
  const stack: number[] = [];
  const walk = (start: number, step: (from: number, to: number) => number) => {
    stack.push(start);
    while (stack.length > 0) {
      const from = stack.pop()!;
      for (let to = 0; to < size; to++) {
        if (reached[to] || !step(from, to)) continue;
        reached[to] = 1;
        stack.push(to);
      }
    }
  };
  for (let i = 0; i < size; i++) {
    if (!free[i] || reached[i]) continue;
    reached[i] = 1;
    walk(i, (from, to) => moves[to * size + from]!);
  }
  const givesWay = reached.slice();
  for (let j = 0; j < size; j++) {
    if (givesWay[j]) continue;
    let wanted = false;
    for (let i = 0; i < size && !wanted; i++) wanted = moves[i * size + j] === 1;
    if (!wanted) continue;
    // Who takes the round of j must leave a round that j can reach.
    reached.fill(0);
    reached[j] = 1;
    walk(j, (from, to) => moves[from * size + to]!);
    for (let i = 0; i < size; i++) {
      if (!moves[i * size + j] || reached[i]) continue;
      open[meetings[i]! * rounds + seat[j]!] = 0;
      closed(meetings[i]!);
    }
  }
  return undefined;
}
