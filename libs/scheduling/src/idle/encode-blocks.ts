import { keepDistinct, type PlacementSearch } from '../feasibility/index.js';

/**
 * Says what follows for a participant without breaks: the meetings fill a block of rounds that begins somewhere, and
 * within the block each meeting takes only rounds that leave the others room. It follows from the other clauses, but
 * seen at once it cuts the search.
 */
export function encodeBlocks({ solver, placement, open, encoded, breaks }: PlacementSearch): void {
  const { rounds, meetingsOf } = placement;
  const { no, at, busy } = encoded;
  breaks.forEach(([hasBreak], p) => {
    if (hasBreak === undefined) return;
    const meetings = meetingsOf[p]!;
    const starts: number[] = [];
    for (let first = 0; first + meetings.length <= rounds; first++) {
      const end = first + meetings.length;
      const inside = new Uint8Array(open.length);
      for (const m of meetings) {
        for (let r = first; r < end; r++) inside[m * rounds + r] = open[m * rounds + r]!;
      }
      if (keepDistinct(meetings, rounds, inside, () => undefined)) continue;
      const start = 2 * solver.variable();
      starts.push(start);
      for (let r = 0; r < rounds; r++) {
        const literal = busy[p * rounds + r]!;
        if (literal !== no) solver.add([start ^ 1, r >= first && r < end ? literal : literal ^ 1]);
      }
      for (const m of meetings) {
        for (let r = first; r < end; r++) {
          const cell = m * rounds + r;
          if (open[cell] && !inside[cell]) solver.add([start ^ 1, at[cell]! ^ 1]);
        }
      }
    }
    solver.add([hasBreak, ...starts]);
  });
}
