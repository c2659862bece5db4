import { Injectable } from '@nestjs/common';
import type { readLiveDay, ResponseOf } from '#contracts';
import { Database } from '#platform';
import { meetingsByParty } from '../plan.js';
import { PlanReader } from '../plan.reader.js';
import { announcedOf } from './repair-ways.reader.js';

/** The day beside the board: registrations instead of names. For organizers; the policy has asked. */
@Injectable()
export class LiveDayReader {
  constructor(
    private readonly database: Database,
    private readonly plans: PlanReader,
  ) {}

  /** Errors: `not_found`, `wrong_state` without an announced timetable. */
  async read(eventId: string): Promise<ResponseOf<typeof readLiveDay>> {
    const { id } = await announcedOf(this.database, eventId);
    const { plan, content } = await this.plans.read(eventId, id);
    const byParty = meetingsByParty(plan.meetings.filter(({ round }) => round > plan.begun));
    return {
      begun: plan.begun,
      lastRound: plan.rounds,
      plannedRounds: content.rounds.length,
      tables: plan.tables,
      closedTables: [...plan.closedTables],
      parties: [...plan.parties.values()]
        .filter(({ hasSeat }) => hasSeat)
        .map((party) => ({
          registrationId: party.id,
          name: party.name,
          kind: party.kind,
          rounds: [...party.rounds],
          absentRounds: party.absentRounds.filter((round) => round > plan.begun && round <= plan.rounds),
          ahead: byParty.get(party.id)?.length ?? 0,
        }))
        .sort((x, y) => x.name.localeCompare(y.name, 'zh')),
      meetings: plan.meetings.map(({ id: meeting, round, table, a, b, pinned }) => ({
        id: meeting,
        round,
        table,
        a,
        b,
        pinned,
      })),
    };
  }
}
