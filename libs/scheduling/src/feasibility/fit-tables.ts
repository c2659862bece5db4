import type { Placement } from './placement.js';

/**
 * Looks for more meetings than places at tables in all the rounds that are open to them (by augmenting paths).
 * @returns such meetings and rounds, or undefined if all fit
 */
export function findTableShortage(
  { rounds, pairs, tables }: Placement,
  open: Uint8Array,
): { meetings: number[]; rounds: number[] } | undefined {
  const held = Array.from({ length: rounds }, (): number[] => []);
  const visited = new Uint8Array(rounds);
  const seat = (m: number): boolean => {
    for (let r = 0; r < rounds; r++) {
      if (!open[m * rounds + r] || visited[r]) continue;
      visited[r] = 1;
      if (held[r]!.length >= tables[r]!) {
        const leaving = held[r]!.findIndex(seat);
        if (leaving < 0) continue;
        held[r]!.splice(leaving, 1);
      }
      held[r]!.push(m);
      return true;
    }
    return false;
  };
  for (let m = 0; m < pairs.length; m++) {
    visited.fill(0);
    if (seat(m)) continue;
    const full = [...visited.keys()].filter((r) => visited[r]);
    return { meetings: [m, ...full.flatMap((r) => held[r]!)], rounds: full };
  }
  return undefined;
}
