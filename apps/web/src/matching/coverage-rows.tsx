import { matchLevels, termLabel, type CoverageRow } from '#contracts';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLocale } from '../layout/use-locale';
import { inRow } from '../layout/words';
import styles from './coverage-page.module.css';

/** Listings with the best that the other side offers them. */
export function CoverageRows({ rows }: { rows: CoverageRow[] }) {
  const { t } = useTranslation('matching');
  const locale = useLocale();
  return (
    <ul className={styles.rows}>
      {rows.map(({ listing, best, bestOther, words }) => (
        <li key={listing.id} data-testid="coverage-row">
          <div className={styles.main}>
            <Link to={`/listings/${listing.id}`}>{listing.title}</Link>
            <span className={styles.soft}>
              {[listing.code, listing.organisation?.name].filter(Boolean).join(' · ')}
            </span>
            {words.length > 0 && (
              <span className={styles.soft}>
                {t('rowMissing', { words: inRow(words.slice(0, 8), locale) })}
              </span>
            )}
          </div>
          <div className={styles.best}>
            <Tag variant="filled" color={best === 'none' ? 'orange' : best === 'weak' ? 'gold' : 'blue'}>
              {t('best', { level: termLabel(matchLevels, best, locale) })}
            </Tag>
            {bestOther && <Link to={`/listings/${bestOther.id}`}>{bestOther.title}</Link>}
          </div>
        </li>
      ))}
    </ul>
  );
}
