import type { Clash, MoveOption, SoftClash } from '#contracts';
import { attendeesOf, isPresent, meetingsByParty, nameOf, type Plan, type PlannedMeeting } from './plan.js';
import { representativesOf } from './representatives.js';
import { tableClashes } from './table-fit.js';

/** What is picked up: a meeting of the plan, or one that has no place yet (then `round` and `table` are 0). */
export type Mover = Pick<PlannedMeeting, 'id' | 'a' | 'b' | 'third' | 'round' | 'table' | 'pinned'>;

const nobody = { party: null, other: null, round: null, table: null };

/** Judges where a meeting may go; made once for a plan, asked for many cells. */
export class MoveJudge {
  private readonly byParty: Map<string, PlannedMeeting[]>;
  private readonly bySlot: Map<string, PlannedMeeting>;

  constructor(private readonly plan: Plan) {
    this.byParty = meetingsByParty(plan.meetings);
    this.bySlot = new Map(plan.meetings.map((one) => [`${one.round} ${one.table}`, one]));
  }

  at(round: number, table: number): PlannedMeeting | undefined {
    return this.bySlot.get(`${round} ${table}`);
  }

  /** Every cell of the grid for one mover, rounds first. */
  options(mover: Mover): MoveOption[] {
    const cells: MoveOption[] = [];
    for (let round = 1; round <= this.plan.rounds; round++) {
      for (let table = 1; table <= this.plan.tables; table++) cells.push(this.judge(mover, round, table));
    }
    return cells;
  }

  /**
   * One cell: `here` is where it stands; a `swap` sends the meeting that stands there to the mover's place; `blocked`
   * says by whom. Soft marks count what gets worse for a party: idle rounds inside its day, changes of table.
   */
  judge(mover: Mover, round: number, table: number): MoveOption {
    if (mover.round === round && mover.table === table) {
      return { round, table, kind: 'here', clashes: [], soft: [] };
    }
    const other = this.at(round, table);
    const clashes = this.clashes(mover, other, round, table);
    if (clashes.length > 0) return { round, table, kind: 'blocked', clashes, soft: [] };
    const moved = [
      { ...mover, round, table },
      ...(other ? [{ ...other, round: mover.round, table: mover.table }] : []),
    ];
    return { round, table, kind: other ? 'swap' : 'free', clashes, soft: this.worse(moved) };
  }

  /** Why a meeting that stands somewhere cannot be held there; nothing of a round that has begun. */
  faults(meeting: PlannedMeeting): Clash[] {
    const { plan } = this;
    if (meeting.round <= plan.begun) return [];
    const itself = new Set([meeting.id]);
    return [
      ...tableClashes(plan, meeting, meeting.table),
      ...this.partyClashes(meeting, meeting.round, itself),
    ];
  }

  /** Why somebody cannot sit with the two of a meeting where it stands. */
  guestClashes(meeting: PlannedMeeting, third: string): Clash[] {
    const { plan } = this;
    if (meeting.round <= plan.begun) return [{ ...nobody, code: 'begun' }];
    const itself = new Set([meeting.id]);
    const name = nameOf(plan, third);
    const isGuest = ({ party }: Clash) => party === name;
    return [
      ...tableClashes(plan, { ...meeting, third }, meeting.table).filter(isGuest),
      ...this.partyClashes({ a: third, b: third, third: null }, meeting.round, itself).slice(0, 1),
    ];
  }

  private clashes(mover: Mover, other: PlannedMeeting | undefined, round: number, table: number): Clash[] {
    const { plan } = this;
    const clash = (code: Clash['code'], of?: { a: string; b: string }): Clash => ({
      code,
      party: of ? nameOf(plan, of.a) : null,
      other: of ? nameOf(plan, of.b) : null,
      round,
      table,
    });
    if (round > plan.rounds || table > plan.tables || plan.closedTables.includes(table))
      return [clash('no_such_place')];
    if (round <= plan.begun || (mover.round > 0 && mover.round <= plan.begun)) return [clash('begun')];
    if (mover.pinned) return [clash('pinned', mover)];
    if (other?.pinned) return [clash('pinned', other)];
    if (other && mover.round === 0) return [clash('taken', other)];
    const stays = new Set([mover.id, other?.id]);
    const found = [...tableClashes(plan, mover, table), ...this.partyClashes(mover, round, stays)];
    if (!other) return found;
    return [
      ...found,
      ...tableClashes(plan, other, mover.table),
      ...this.partyClashes(other, mover.round, stays),
    ];
  }

  /** Who of a meeting cannot sit in a round; meetings in `moving` do not count as being in the way. */
  private partyClashes(
    meeting: Pick<Mover, 'a' | 'b' | 'third'>,
    round: number,
    moving: ReadonlySet<string | undefined>,
  ): Clash[] {
    const found: Clash[] = [];
    for (const party of attendeesOf(meeting)) {
      if (!isPresent(this.plan, party, round)) {
        const code = this.plan.parties.get(party)?.hasSeat ? 'absent' : 'no_seat';
        found.push({ code, party: nameOf(this.plan, party), other: null, round, table: null });
      }
      const here = this.byParty.get(party)?.filter((one) => one.round === round && !moving.has(one.id));
      const [busy] = here ?? [];
      if (busy && here!.length >= representativesOf(this.plan, party)) {
        found.push({
          code: 'busy',
          party: nameOf(this.plan, party),
          other: nameOf(this.plan, busy.a === party ? busy.b : busy.a),
          round,
          table: busy.table,
        });
      }
    }
    return found;
  }

  private worse(moved: Omit<Mover, 'pinned'>[]): SoftClash[] {
    const ids = new Set(moved.map((one) => one.id));
    const marks: SoftClash[] = [];
    for (const party of new Set(moved.flatMap(attendeesOf))) {
      const before = this.byParty.get(party) ?? [];
      const after = [
        ...before.filter((one) => !ids.has(one.id)),
        ...moved.filter((one) => attendeesOf(one).includes(party)),
      ];
      const [was, will] = [dayOf(before), dayOf(after)];
      for (const code of ['idle', 'table_change'] as const) {
        const count = will[code] - was[code];
        if (count > 0) marks.push({ code, party: nameOf(this.plan, party), count });
      }
    }
    return marks;
  }
}

/**
 * Idle rounds between the first and the last meeting, and times that the next meeting is at another table: of several
 * representatives those walk who find no seat where one of them sat before.
 */
function dayOf(meetings: { round: number; table: number }[]): { idle: number; table_change: number } {
  const tables = new Map<number, number[]>();
  for (const { round, table } of meetings) tables.set(round, [...(tables.get(round) ?? []), table]);
  const rounds = [...tables.keys()].sort((x, y) => x - y);
  if (rounds.length === 0) return { idle: 0, table_change: 0 };
  const fresh = (round: number, before: number) =>
    tables.get(round)!.filter((table) => !tables.get(before)!.includes(table)).length;
  return {
    idle: rounds.at(-1)! - rounds[0]! + 1 - rounds.length,
    table_change: rounds.reduce((sum, round, i) => sum + (i > 0 ? fresh(round, rounds[i - 1]!) : 0), 0),
  };
}
