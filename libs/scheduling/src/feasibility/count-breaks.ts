/**
 * Fewest breaks of a day with a given number of meetings.
 * @param may whether a meeting is possible, per round
 * @param must whether a meeting is certain, per round
 * @returns `Infinity` if the day cannot hold so many
 */
export function fewestBreaks(meetings: number, may: readonly boolean[], must: readonly boolean[]): number {
  // Per number of meetings so far: fewest breaks with the last round busy, and with it idle.
  let busy: number[] = Array.from({ length: meetings + 1 }, () => Infinity);
  let idle = busy.slice();
  idle[0] = 0;
  may.forEach((possible, round) => {
    const nextBusy = busy.map((_, count) => {
      if (!possible || count === 0) return Infinity;
      // The first meeting of the day ends no break.
      return Math.min(busy[count - 1]!, idle[count - 1]! + (count > 1 ? 1 : 0));
    });
    const nextIdle = idle.map((breaks, count) => (must[round] ? Infinity : Math.min(breaks, busy[count]!)));
    busy = nextBusy;
    idle = nextIdle;
  });
  return Math.min(busy[meetings]!, idle[meetings]!);
}
