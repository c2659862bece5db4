import loadHighs from 'highs';

let highs;

/**
 * Fewest announced meetings given up and, with that, fewest moved by choice, as a mixed-integer program: one binary per
 * meeting and round. For instances without home tables, precedences and limits on breaks.
 * @param instance the instance after the event
 * @returns {Promise<{dropped: number, byChoice: number} | undefined>} undefined if not solved within the time limit
 */
export async function exactRepair(instance, announced, now, seconds = 60) {
  highs ??= await loadHighs();
  const people = new Map(instance.participants.map((person) => [person.id, person]));
  const tables = Array.isArray(instance.tables)
    ? instance.tables
    : Array.from({ length: instance.rounds }, () => instance.tables ?? instance.participants.length);
  const isOpen = ({ a, b, forbidden, rounds, session }, round) =>
    !forbidden &&
    tables[round] > 0 &&
    (!rounds || rounds.includes(round)) &&
    (!session || instance.sessions[session].includes(round)) &&
    [a, b].every((id) => !people.get(id).unavailable?.includes(round));
  // More than any number of moves, so that giving up fewer always counts first.
  const keep = 100;
  const objective = [];
  const binaries = [];
  const rows = new Map();
  const use = (row, column, limit) => {
    if (!rows.has(row)) rows.set(row, { columns: [], limit });
    rows.get(row).columns.push(column);
  };
  const future = announced.meetings.filter(({ round }) => round >= now);
  const stays = new Set();
  for (const { pair: k, round: was } of future) {
    const pair = instance.pairs[k];
    for (let round = now; round < instance.rounds; round++) {
      if (!isOpen(pair, round)) continue;
      const column = `x${k}_${round}`;
      binaries.push(column);
      if (round === was) stays.add(column);
      objective.push(`${keep + (round === was ? 1 : 0)} ${column}`);
      use(`m${k}`, column, 1);
      for (const id of [pair.a, pair.b]) use(`p${id}_${round}`, column, 1);
      use(`t${round}`, column, tables[round]);
    }
  }
  if (binaries.length === 0) return { dropped: future.length, byChoice: 0 };
  const lines = [...rows].map(([name, { columns, limit }]) => `${name}: ${columns.join(' + ')} <= ${limit}`);
  const program = `Maximize\n o: ${objective.join(' + ')}\nSubject To\n${lines.join('\n')}\nBinary\n${binaries.join('\n')}\nEnd`;
  const solved = highs.solve(program, {
    output_flag: false,
    mip_rel_gap: 0,
    mip_abs_gap: 0.5,
    time_limit: seconds,
  });
  if (solved.Status !== 'Optimal') return undefined;
  const placed = binaries.filter((column) => solved.Columns[column].Primal > 0.5);
  const staying = placed.filter((column) => stays.has(column)).length;
  return { dropped: future.length - placed.length, byChoice: stays.size - staying };
}
