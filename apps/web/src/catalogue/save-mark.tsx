import {
  CheckCircleOutlined,
  CloudSyncOutlined,
  EditOutlined,
  ExclamationCircleOutlined,
  SyncOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../layout/time';
import styles from './save-mark.module.css';
import type { SaveState } from './use-autosave';

const icons: Record<SaveState, ReactNode> = {
  clean: null,
  waiting: <EditOutlined />,
  saving: <SyncOutlined spin />,
  saved: <CheckCircleOutlined />,
  held: <ExclamationCircleOutlined />,
  local: <CloudSyncOutlined />,
  stale: <ExclamationCircleOutlined />,
  refused: <ExclamationCircleOutlined />,
};

/** Where the draft is at this moment: on the server, under way, or on this device only. */
export function SaveMark({ state, since }: { state: SaveState; since?: string }) {
  const { t } = useTranslation('catalogue');
  const words =
    state === 'clean'
      ? since
        ? t('save.saved', { at: formatTime(since) })
        : t('save.new')
      : t(`save.${state}`, { at: since ? formatTime(since) : '' });
  return (
    <span
      className={`${styles.mark} ${styles[state]}`}
      role="status"
      data-testid="save-state"
      data-state={state}
    >
      {icons[state]} {words}
    </span>
  );
}
