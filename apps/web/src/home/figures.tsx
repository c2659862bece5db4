import { listEvents, listListings } from '#contracts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../api';
import styles from './home-page.module.css';

const one = { page: 1, pageSize: 1 };

/** How much there is, counted by the public lists; each figure opens its list. */
export function Figures() {
  const { t } = useTranslation('home');
  const technologies = useRead(listListings, { query: { kind: 'technology', ...one } });
  const needs = useRead(listListings, { query: { kind: 'need', ...one } });
  const events = useRead(listEvents, { query: one });
  const figures = [
    { name: 'technologies', to: '/catalogue?kind=technology', total: technologies.data?.total },
    { name: 'needs', to: '/catalogue?kind=need', total: needs.data?.total },
    { name: 'events', to: '/events', total: events.data?.total },
  ];
  return (
    <ul className={styles.figures} aria-label={t('figures')}>
      {figures.map(({ name, to, total }) => (
        <li key={name}>
          <Link to={to} data-testid={`figure-${name}`}>
            <b className={total === undefined ? styles.counting : undefined}>{total ?? '–'}</b>{' '}
            {t(`figure.${name}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
