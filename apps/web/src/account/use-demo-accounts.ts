import { listDemoAccounts, openDemoSession } from '#contracts';
import { App } from 'antd';
import { useNavigate } from 'react-router';
import { useState } from 'react';
import { ApiError, call, useRead } from '../api';
import { useMe } from '../layout/use-me';
import { useEnter } from './use-enter';

/** The accounts of the demonstration and a way into each; none outside demo mode. */
export function useDemoAccounts() {
  const { demo } = useMe();
  const { data } = useRead(listDemoAccounts, {}, { enabled: demo, staleTime: Infinity });
  const enter = useEnter();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [busy, setBusy] = useState<string | null>(null);

  /** Signs in as the account and goes to `next`; stays on the page without it. */
  async function enterAs(key: string, next?: string) {
    setBusy(key);
    try {
      await enter(await call(openDemoSession, { body: { key } }));
      if (next) await navigate(next);
    } catch (error) {
      if (error instanceof ApiError) message.error(error.message);
      else throw error;
    } finally {
      setBusy(null);
    }
  }
  return { demo, accounts: data?.accounts ?? [], enterAs, busy };
}
