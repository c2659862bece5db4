import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './page-links.module.css';

interface PageLinksProps {
  page: number;
  pages: number;
  addressOf: (page: number) => string;
}

/** The pages of a list as links, so that each can be opened in a tab of its own. */
export function PageLinks({ page, pages, addressOf }: PageLinksProps) {
  const { t } = useTranslation('catalogue');
  if (pages <= 1) return null;
  const near = [1, page - 1, page, page + 1, pages].filter((one) => one >= 1 && one <= pages);
  const shown = [...new Set(near)].sort((a, b) => a - b);
  return (
    <nav className={styles.pages} aria-label={t('pages')} data-testid="pages">
      {step(page - 1, t('pagePrevious'), <LeftOutlined aria-hidden />)}
      {shown.map((one, i) => (
        <span key={one} className={styles.place}>
          {i > 0 && one > shown[i - 1]! + 1 && <span aria-hidden>…</span>}
          <Link
            to={addressOf(one)}
            className={styles.page}
            aria-label={t('page', { page: one })}
            aria-current={one === page ? 'page' : undefined}
          >
            {one}
          </Link>
        </span>
      ))}
      {step(page + 1, t('pageNext'), <RightOutlined aria-hidden />)}
    </nav>
  );

  function step(to: number, label: string, arrow: ReactNode) {
    if (to < 1 || to > pages) return null;
    return (
      <Link to={addressOf(to)} className={styles.page} aria-label={label}>
        {arrow}
      </Link>
    );
  }
}
