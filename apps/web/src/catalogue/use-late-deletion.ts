import { deleteSavedSearch } from '#contracts';
import { useEffect, useRef, useState } from 'react';
import { useChange } from '../api';
import { useRefusal } from '../events/use-refusal';

/** ms in which a deletion can be taken back. */
const grace = 8_000;

/**
 * Deletes a saved search a while after the press, or when the reader leaves the page, so that undoing it loses nothing:
 * neither the count of what is new nor the day it was saved.
 */
export function useLateDeletion() {
  const { mutate } = useChange(deleteSavedSearch);
  const { refuse } = useRefusal();
  const timers = useRef(new Map<string, number>());
  const [ids, setIds] = useState<string[]>([]);

  function carryOut(id: string) {
    window.clearTimeout(timers.current.get(id));
    timers.current.delete(id);
    mutate({ params: { id } }, { onError: refuse });
  }
  const last = useRef(carryOut);
  last.current = carryOut;
  useEffect(() => {
    const waiting = timers.current;
    const leave = () => [...waiting.keys()].forEach((id) => last.current(id));
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, []);

  return {
    isDeleted: (id: string) => ids.includes(id),
    remove(id: string) {
      setIds((before) => [...before, id]);
      timers.current.set(
        id,
        window.setTimeout(() => last.current(id), grace),
      );
    },
    undo(id: string) {
      window.clearTimeout(timers.current.get(id));
      timers.current.delete(id);
      setIds((before) => before.filter((one) => one !== id));
    },
  };
}
export type LateDeletion = ReturnType<typeof useLateDeletion>;
