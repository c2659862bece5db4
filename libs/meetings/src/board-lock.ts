import { found, type Transaction } from '#platform';
import type { ClockState } from './board.js';

export interface BoardRow extends ClockState {
  version: number;
  clockVersion: number;
  notice: string | null;
  /** Tables that cannot be used any more. */
  closedTables: number[];
  /** The round after which the day ends, where that is not the last one planned. */
  lastRound: number | null;
}

/**
 * The event's board under its row lock; the first caller makes it. Every change of a board happens under this lock.
 * Errors: `not_found` without such an event.
 */
export async function lockBoard(tx: Transaction, eventId: string): Promise<BoardRow> {
  await tx.query('INSERT INTO boards (event_id) SELECT id FROM events WHERE id = $1 ON CONFLICT DO NOTHING', [
    eventId,
  ]);
  const [row] = await tx.query<BoardRow>(
    `SELECT version, clock_version AS "clockVersion", phase, round, ends_at AS "endsAt", remaining_ms AS "remainingMs",
            notice, closed_tables AS "closedTables", last_round AS "lastRound" FROM boards WHERE event_id = $1 FOR UPDATE`,
    [eventId],
  );
  return found(row);
}

/** What the api processes hear of a change; they read the rows themselves. Fits into PostgreSQL's 8,000 bytes. */
export interface BoardNotice {
  eventId: string;
  version: number;
  clock?: true;
  /** All meetings of these rounds. */
  rounds?: number[];
  meetings?: string[];
  reload?: true;
}

/** Numbers the change, under the lock, and tells the api processes once it has committed. Returns the new version. */
export async function saveBoard(
  tx: Transaction,
  eventId: string,
  board: BoardRow,
  notice: Omit<BoardNotice, 'eventId' | 'version'>,
): Promise<number> {
  const version = board.version + 1;
  await tx.query(
    `UPDATE boards SET version = $2, clock_version = $3, phase = $4, round = $5, ends_at = $6, remaining_ms = $7,
            notice = $8, closed_tables = $9, last_round = $10 WHERE event_id = $1`,
    [
      eventId,
      version,
      notice.clock || notice.reload ? version : board.clockVersion,
      board.phase,
      board.round,
      board.endsAt,
      board.remainingMs,
      board.notice,
      board.closedTables,
      board.lastRound,
    ],
  );
  await tx.notify('board', JSON.stringify({ eventId, version, ...notice } satisfies BoardNotice));
  return version;
}
