import { ApiOutlined, CloudSyncOutlined, DisconnectOutlined, LoadingOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import styles from './connection-badge.module.css';
import type { BoardLink } from './use-board';
import { useNow } from './use-now';

const icons = {
  connecting: <LoadingOutlined />,
  live: <ApiOutlined />,
  polling: <CloudSyncOutlined />,
  offline: <DisconnectOutlined />,
};

interface ConnectionBadgeProps {
  link: BoardLink;
  heardAt: number | null;
}

/** How the board is followed and how old its data is, in words. */
export function ConnectionBadge({ link, heardAt }: ConnectionBadgeProps) {
  const { t } = useTranslation('board');
  const now = useNow();
  const age = heardAt === null ? null : Math.max(0, Math.round((now - heardAt) / 1000));
  const stale = age !== null && age > 15;
  return (
    <span
      className={`${styles.badge} ${styles[stale ? 'offline' : link]}`}
      data-testid="board-connection"
      data-link={link}
    >
      <span aria-hidden>{icons[link]}</span>
      <span role="status">{t(`link.${link}`)}</span>
      {age !== null && <span className={styles.age}>{t('age', { age: ageText(age, t) })}</span>}
    </span>
  );
}

export function ageText(seconds: number, t: (key: string, values: { count: number }) => string): string {
  if (seconds < 60) return t('seconds', { count: seconds });
  if (seconds < 3600) return t('minutes', { count: Math.floor(seconds / 60) });
  return t('hours', { count: Math.floor(seconds / 3600) });
}
