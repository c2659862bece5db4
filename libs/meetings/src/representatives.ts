import type { Plan, PlannedMeeting } from './plan.js';

type Seats = Pick<PlannedMeeting, 'id' | 'a' | 'b' | 'third' | 'round' | 'table' | Side>;
type Side = 'representativeA' | 'representativeB' | 'representativeThird';

/** People that a party sends who can be in meetings of the same round. */
export const representativesOf = ({ parties }: Pick<Plan, 'parties'>, party: string): number =>
  parties.get(party)?.representatives ?? 1;

/** The number of somebody's representative where it says anything: null for a party that sends one. */
export const representativeOf = (plan: Pick<Plan, 'parties'>, party: string, no: number): number | null =>
  representativesOf(plan, party) > 1 || no > 1 ? no : null;

/** The same in SQL. @param registration alias of the registration's row */
export const whoOf = (registration: string, no: string): string =>
  `CASE WHEN ${registration}.representatives > 1 OR ${no} > 1 THEN ${no} END`;

/**
 * Says of each meeting which representative of a party sits there. A number that a meeting has stays its own where that
 * is possible; 0 asks for one: whoever sits at that table from the meeting before, else who has met least. More
 * meetings in a round than representatives get numbers beyond them, as a fault that can be seen.
 * @param isSettled meetings that keep their numbers in any case
 */
export function withRepresentatives<M extends Seats>(
  plan: Pick<Plan, 'parties'>,
  meetings: readonly M[],
  isSettled: (meeting: M) => boolean = () => false,
): M[] {
  const made = new Map(meetings.map((one) => [one.id, { ...one }]));
  const sides = new Map<string, { meeting: M; side: Side }[]>();
  for (const meeting of made.values()) {
    if (meeting.third === null) meeting.representativeThird = 1;
    for (const [party, side] of [
      [meeting.a, 'representativeA'],
      [meeting.b, 'representativeB'],
      [meeting.third, 'representativeThird'],
    ] as const) {
      if (party === null) continue;
      const known = sides.get(party);
      if (known) known.push({ meeting, side });
      else sides.set(party, [{ meeting, side }]);
    }
  }
  for (const [party, seats] of sides) {
    const day = new PartyDay(representativesOf(plan, party));
    for (const round of [...new Set(seats.map(({ meeting }) => meeting.round))].sort((x, y) => x - y)) {
      const here = seats.filter(({ meeting }) => meeting.round === round);
      day.begin();
      const rest = here.filter(
        ({ meeting, side }) => !isSettled(meeting) || !day.take(meeting, meeting[side]),
      );
      const open = rest.filter(
        ({ meeting, side }) => !day.keeps(meeting[side]) || !day.take(meeting, meeting[side]),
      );
      for (const { meeting, side } of open) meeting[side] = day.choose(meeting);
    }
  }
  return [...made.values()];
}

/** The representatives of one party through its rounds. */
class PartyDay {
  private readonly tables = new Map<number, number>();
  private readonly meetings = new Map<number, number>();
  private taken = new Set<number>();

  constructor(private readonly most: number) {}

  begin(): void {
    this.taken = new Set();
  }

  keeps(no: number): boolean {
    return no >= 1 && no <= this.most;
  }

  /** False where the number is none or sits elsewhere in this round. */
  take({ table }: Seats, no: number): boolean {
    if (no < 1 || this.taken.has(no)) return false;
    this.taken.add(no);
    this.tables.set(no, table);
    this.meetings.set(no, (this.meetings.get(no) ?? 0) + 1);
    return true;
  }

  choose(meeting: Seats): number {
    let best = 0;
    for (let no = 1; no <= this.most; no++) {
      if (this.taken.has(no)) continue;
      if (this.tables.get(no) === meeting.table) {
        best = no;
        break;
      }
      if (best === 0 || this.met(no) < this.met(best)) best = no;
    }
    for (let no = this.most + 1; best === 0; no++) if (!this.taken.has(no)) best = no;
    this.take(meeting, best);
    return best;
  }

  private met(no: number): number {
    return this.meetings.get(no) ?? 0;
  }
}
