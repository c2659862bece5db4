import {
  AuditOutlined,
  BarChartOutlined,
  BulbOutlined,
  CalendarOutlined,
  FileTextOutlined,
  FundOutlined,
  PieChartOutlined,
  ProfileOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './bottom-bar.module.css';
import { useMenu } from './use-menu';

const icons: Record<string, ReactNode> = {
  technologies: <BulbOutlined />,
  needs: <ProfileOutlined />,
  events: <CalendarOutlined />,
  myListings: <FileTextOutlined />,
  thesis: <FundOutlined />,
  intents: <TeamOutlined />,
  matching: <PieChartOutlined />,
  review: <AuditOutlined />,
  tally: <BarChartOutlined />,
};

/** The main menu under the thumb, on phones. Six entries at most: intents are the first to go. */
export function BottomBar() {
  const { t } = useTranslation('layout');
  const menu = useMenu();
  const shown = menu.length <= 5 ? menu : menu.filter((entry) => entry.name !== 'intents');
  return (
    <nav className={styles.bar} aria-label={t('mainMenu')} data-testid="bottom-bar">
      {shown.map((entry) => (
        <Link
          key={entry.name}
          to={entry.to}
          className={styles.entry}
          aria-current={entry.active ? 'page' : undefined}
        >
          <span className={styles.icon} aria-hidden>
            {icons[entry.name]}
          </span>
          {t(entry.name)}
        </Link>
      ))}
    </nav>
  );
}
