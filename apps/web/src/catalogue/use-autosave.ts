import { freshKey } from '../fresh-key';
import { useQueryClient } from '@tanstack/react-query';
import {
  createListing,
  listListings,
  readListing,
  saveListing,
  type ListingDetail,
  type RequestOf,
} from '#contracts';
import { useEffect, useRef, useState } from 'react';
import { ApiError, call } from '../api';
import { dropLocalDraft, keepLocalDraft } from './local-draft';
import type { ListingKind } from './catalogue-address';

export interface DraftValues {
  content: Record<string, unknown>;
  disclosure: string;
}
/** `held`: something on the form is wrong and waits for its author; `local`: kept on this device until the server answers. */
export type SaveState = 'clean' | 'waiting' | 'saving' | 'saved' | 'held' | 'local' | 'stale' | 'refused';

interface AutosaveOptions {
  kind: ListingKind;
  detail: ListingDetail | null;
  /** The values as they would be sent now; null while the form holds something that cannot be. */
  read: () => DraftValues | null;
  onSaved: (detail: ListingDetail) => void;
  onRefused: (error: ApiError) => void;
}

const pause = 900;
const retryAfter = 4_000;

/** Saves a draft to the server within two seconds of a change, one request at a time, and keeps a copy on the device until then. */
export function useAutosave(options: AutosaveOptions) {
  const client = useQueryClient();
  const [state, setState] = useState<SaveState>('clean');
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const saved = useRef(options.detail);
  const timer = useRef<number>(undefined);
  const running = useRef<Promise<boolean>>(undefined);
  const dirty = useRef(false);
  const createKey = useRef(freshKey());

  const place = () => saved.current?.id ?? `new.${latest.current.kind}`;

  async function send(values: DraftValues): Promise<ListingDetail> {
    const before = saved.current;
    if (before) {
      const body = { version: before.version, ...values } as RequestOf<typeof saveListing>['body'];
      return call(saveListing, { params: { id: before.id }, body });
    }
    const body = { kind: latest.current.kind, ...values } as RequestOf<typeof createListing>['body'];
    return call(createListing, { body, idempotencyKey: createKey.current });
  }

  async function saveOnce(): Promise<boolean> {
    const values = latest.current.read();
    if (!values) {
      setState('held');
      return false;
    }
    dirty.current = false;
    setState('saving');
    try {
      const from = place();
      const detail = await send(values);
      saved.current = detail;
      if (!dirty.current) dropLocalDraft(from);
      for (const path of [listListings.path, readListing.path]) {
        void client.invalidateQueries({ queryKey: [path], refetchType: 'none' });
      }
      latest.current.onSaved(detail);
      setState('saved');
      return true;
    } catch (error) {
      dirty.current = true;
      if (!(error instanceof ApiError)) throw error;
      const away = error.status === 0 || error.status >= 500;
      setState(away ? 'local' : error.code === 'stale_version' ? 'stale' : 'refused');
      if (error.code === 'idempotency_mismatch') createKey.current = freshKey();
      if (away) wait(retryAfter);
      else latest.current.onRefused(error);
      return false;
    }
  }

  /** Saves what is unsaved, now; true when the server has everything. */
  async function flush(): Promise<boolean> {
    window.clearTimeout(timer.current);
    if (running.current) await running.current;
    if (!dirty.current) return saved.current !== null;
    running.current = saveOnce().finally(() => {
      running.current = undefined;
    });
    return running.current;
  }

  function wait(time: number) {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void flush(), time);
  }

  /** To be called at every change of the form. */
  function changed(values: DraftValues) {
    dirty.current = true;
    keepLocalDraft(place(), { version: saved.current?.version ?? 0, ...values });
    setState((before) => (before === 'stale' || before === 'local' ? before : 'waiting'));
    if (state !== 'stale') wait(pause);
  }

  /** Takes the answer of another request (submission, a newer version) as what the form now stands on. */
  function rebase(detail: ListingDetail) {
    saved.current = detail;
  }

  useEffect(() => {
    const online = () => dirty.current && wait(0);
    const leaving = () => dirty.current && void flush();
    window.addEventListener('online', online);
    document.addEventListener('visibilitychange', leaving);
    return () => {
      window.removeEventListener('online', online);
      document.removeEventListener('visibilitychange', leaving);
      // Leaving the page inside the app: what was typed in the last second still goes out.
      if (dirty.current) void flush();
    };
    // The functions close over refs only.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  return {
    state,
    changed,
    flush,
    rebase,
    current: () => saved.current,
    dropLocal: () => dropLocalDraft(place()),
  };
}
