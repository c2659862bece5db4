import { checkIn, undoCheckIn, type RegistrationRow } from '#contracts';
import { App } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, useChange } from '../api';
import { playTone } from './desk-tone';
import { useRefusal } from './use-refusal';

export type DeskOutcome = 'ok' | 'used' | 'refused' | 'broken';
export interface DeskAnswer {
  outcome: DeskOutcome;
  row: RegistrationRow | null;
  /** The server's sentence where it refused. */
  words: string | null;
  code: string;
  at: number;
}
const kept = 10;
const repeatMs = 3_000;

function outcomeOf(error: unknown): DeskOutcome {
  if (!(error instanceof ApiError) || error.status >= 500) return 'broken';
  return error.code === 'ticket_used' ? 'used' : 'refused';
}

/** Checks tickets in and remembers what became of the last ones. */
export function useCheckIn(eventId: string, sound: boolean) {
  const { t } = useTranslation('events');
  const { message } = App.useApp();
  const { sentenceOf, refuse } = useRefusal();
  const change = useChange(checkIn);
  const undoing = useChange(undoCheckIn);
  const [result, setResult] = useState<DeskAnswer | null>(null);
  const [recent, setRecent] = useState<RegistrationRow[]>([]);
  /** A camera reads the same ticket many times a second. */
  const last = useRef({ code: '', at: 0 });

  const answer = (news: Omit<DeskAnswer, 'at'>) => {
    setResult({ ...news, at: Date.now() });
    if (sound) playTone(news.outcome === 'ok');
  };
  const run = (text: string) => {
    const code = text.trim().toUpperCase();
    const now = Date.now();
    if (code.length < 6 || (last.current.code === code && now - last.current.at < repeatMs)) return;
    last.current = { code, at: now };
    change.mutate(
      { params: { id: eventId }, body: { code } },
      {
        onSuccess: (row) => {
          answer({ outcome: 'ok', row, words: null, code });
          setRecent((rows) => [row, ...rows.filter((one) => one.id !== row.id)].slice(0, kept));
        },
        onError: (error) => {
          const row = recent.find((one) => one.ticketCode === code) ?? null;
          answer({ outcome: outcomeOf(error), row, words: sentenceOf(error), code });
        },
      },
    );
  };
  const undo = (row: RegistrationRow) =>
    undoing.mutate(
      { params: { id: eventId, registration: row.id } },
      {
        onSuccess: () => {
          setRecent((rows) => rows.filter((one) => one.id !== row.id));
          setResult(null);
          last.current = { code: '', at: 0 };
          void message.success(t('deskUndone', { name: row.personName }));
        },
        onError: refuse,
      },
    );
  return { result, recent, busy: change.isPending, checkIn: run, undo };
}
