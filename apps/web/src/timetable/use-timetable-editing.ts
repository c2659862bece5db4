import { useQueryClient } from '@tanstack/react-query';
import {
  editTimetable,
  listMoveOptions,
  listTimetables,
  type MoveOption,
  readTimetable,
  type TimetableDetail,
  type TimetableEdit,
  type UnplacedWish,
} from '#contracts';
import i18n from 'i18next';
import { useMemo, useRef, useState } from 'react';
import { call, useRead } from '../api';
import { useRefusal } from '../events/use-refusal';

export type GridMeeting = TimetableDetail['meetings'][number];
/** What is picked up: a meeting of the grid or a wish of the tray. */
export type Picked = { meeting: GridMeeting; wish?: undefined } | { meeting?: undefined; wish: UnplacedWish };
type Unversioned<E = TimetableEdit> = E extends unknown ? Omit<E, 'version'> : never;

export interface TimetableEditing {
  picked: Picked | null;
  /** Verdict on each cell for what is picked up; null while they are not known. */
  options: Map<string, MoveOption> | null;
  pick: (picked: Picked | null) => void;
  /** As `pick`, at the start of a drag: a page that changes inside that event would end the drag. */
  drag: (picked: Picked) => void;
  isHolding: () => boolean;
  drop: (round: number, table: number) => void;
  pin: (meeting: GridMeeting) => void;
  takeOut: (meeting: GridMeeting) => void;
  /** An investor joins the two; null for nobody any more. */
  invite: (meeting: GridMeeting, third: string | null) => void;
  undo: () => void;
  redo: () => void;
}

export const cellKey = (round: number, table: number): string => `${round}-${table}`;
export const isSame = (one: Picked | null, meeting: GridMeeting): boolean => one?.meeting?.id === meeting.id;

/** The organizer's hand on a draft: what is picked up, and each change sent with the version that was seen. */
export function useTimetableEditing(eventId: string, detail: TimetableDetail): TimetableEditing {
  const client = useQueryClient();
  const { refuse } = useRefusal();
  const [picked, setPicked] = useState<Picked | null>(null);
  const held = useRef<Picked | null>(null);
  const pick = (one: Picked | null) => {
    held.current = one;
    setPicked(one);
  };
  const params = { id: eventId, timetable: detail.id };
  const query = picked?.meeting
    ? { meeting: picked.meeting.id }
    : { a: picked?.wish?.a.registrationId, b: picked?.wish?.b.registrationId };
  const answer = useRead(
    listMoveOptions,
    { params, query },
    { enabled: picked !== null && !picked.meeting?.pinned, staleTime: 0 },
  );
  const options = useMemo(() => {
    if (!picked || picked.meeting?.pinned || answer.data?.version !== detail.version) return null;
    return new Map(answer.data.cells.map((cell) => [cellKey(cell.round, cell.table), cell]));
  }, [picked, answer.data, detail.version]);

  // Steps that are made faster than the server answers follow each other, each from the version before it; when one is
  // refused, those behind it were meant for another timetable than the one that is there.
  const queue = useRef(Promise.resolve());
  const latest = useRef({ version: detail.version, refusals: 0 });
  latest.current.version = Math.max(latest.current.version, detail.version);
  const send = (edit: Unversioned) => {
    pick(null);
    const key = [readTimetable.path, { params }, i18n.language];
    const { refusals } = latest.current;
    queue.current = queue.current.then(async () => {
      if (refusals !== latest.current.refusals) return;
      try {
        const body: TimetableEdit = { ...edit, version: latest.current.version };
        const changed = await call(editTimetable, { params, body });
        latest.current.version = changed.version;
        await client.cancelQueries({ queryKey: key });
        client.setQueryData(key, changed);
        void client.invalidateQueries({ queryKey: [listTimetables.path] });
      } catch (error) {
        latest.current.refusals += 1;
        refuse(error);
        await client.invalidateQueries();
      }
    });
  };
  const drop = (round: number, table: number) => {
    const hand = held.current;
    const verdict = options?.get(cellKey(round, table));
    if (!hand || verdict?.kind === 'blocked') return;
    if (verdict?.kind === 'here') return pick(null);
    if (hand.meeting) return send({ op: 'move', meeting: hand.meeting.id, round, table });
    const { a, b } = hand.wish;
    send({ op: 'place', a: a.registrationId, b: b.registrationId, round, table });
  };
  return {
    picked,
    options,
    pick,
    drag: (one) => {
      held.current = one;
      setTimeout(() => setPicked(held.current));
    },
    isHolding: () => held.current !== null,
    drop,
    pin: ({ id, pinned }) => send({ op: 'pin', meeting: id, pinned: !pinned }),
    takeOut: ({ id }) => send({ op: 'remove', meeting: id }),
    invite: ({ id }, third) => send({ op: 'invite', meeting: id, third }),
    undo: () => detail.undo > 0 && send({ op: 'undo' }),
    redo: () => detail.redo > 0 && send({ op: 'redo' }),
  };
}
