import { Injectable } from '@nestjs/common';
import type { commandBoard, EventContent, InputOf } from '#contracts';
import { auditActor, type Caller } from '#identity';
import { AppError, Clock, Database, found, type Transaction } from '#platform';
import { clockAfter, marksAtRoundEnd } from './board.js';
import { lockBoard, saveBoard } from './board-lock.js';
import { MeetingEntity } from './meeting.entity.js';

type Command = InputOf<typeof commandBoard>['body'];

/** The organizer's commands to the live board. */
@Injectable()
export class RunBoard {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Errors: `stale_version` when the clock changed since the caller looked, `wrong_state`, `not_found`. */
  async run(caller: Caller, eventId: string, command: Command): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      const [event] = await tx.query<{ state: string; content: EventContent }>(
        'SELECT state, content FROM events WHERE id = $1',
        [eventId],
      );
      const { state, content } = found(event);
      if (state !== 'live') throw new AppError('wrong_state');
      const board = await lockBoard(tx, eventId);
      if (command.command === 'notice') {
        await saveBoard(tx, eventId, { ...board, notice: command.notice || null }, { clock: true });
      } else {
        if (command.version < board.clockVersion || command.version > board.version) {
          throw new AppError('stale_version');
        }
        const minutes = content.rounds.slice(0, board.lastRound ?? undefined).map((round) => round.minutes);
        const next = clockAfter(board, command, minutes, now);
        if (!next) throw new AppError('wrong_state');
        const moved = await this.moveMeetings(tx, eventId, command.command, next.round);
        await saveBoard(
          tx,
          eventId,
          { ...board, ...next },
          { clock: true, rounds: moved ? [next.round] : undefined },
        );
      }
      await tx.record({
        actor: auditActor(caller),
        action: `board.${command.command}`,
        subject: 'event',
        subjectId: eventId,
        event: { name: 'board.changed', payload: { eventId } },
      });
    });
  }

  /** A round that starts calls its meetings; one that ends says what became of them. */
  private async moveMeetings(
    tx: Transaction,
    eventId: string,
    command: Command['command'],
    round: number,
  ): Promise<boolean> {
    if (command === 'start_round') {
      await tx.query(
        `UPDATE meetings m SET state = 'called' FROM timetables t
          WHERE t.id = m.timetable_id AND t.state = 'announced' AND m.event_id = $1 AND m.round = $2
            AND m.state = 'planned'`,
        [eventId, round],
      );
      return true;
    }
    if (command !== 'end_round') return false;
    const meetings = await tx.manager
      .createQueryBuilder(MeetingEntity, 'm')
      .innerJoin('timetables', 't', `t.id = m.timetable_id AND t.state = 'announced'`)
      .where('m.eventId = :eventId AND m.round = :round', { eventId, round })
      .getMany();
    for (const meeting of meetings) Object.assign(meeting, marksAtRoundEnd(meeting));
    await tx.manager.save(meetings);
    return true;
  }
}
