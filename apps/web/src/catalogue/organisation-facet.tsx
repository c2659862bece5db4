import type { listListings, ResponseOf } from '#contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './facets.module.css';
import { useFollowing } from './use-following';

interface OrganisationFacetProps {
  title: string;
  organisations: ResponseOf<typeof listListings>['organisations'];
  selected?: string;
  onChange: (id: string | null) => void;
}

const shortList = 6;
/** The server names no more. */
const most = 50;

/** The organisations of the hits, to choose one; those further down are found by their name. */
export function OrganisationFacet({ title, organisations, ...choice }: OrganisationFacetProps) {
  const { t } = useTranslation('catalogue');
  const [words, setWords] = useState('');
  const [all, setAll] = useState(false);
  const [selected, setSelected] = useFollowing(choice.selected ?? null);
  const sought = words.trim().toLowerCase();
  const found = organisations.filter(({ name }) => name.toLowerCase().includes(sought));
  const shown = all || sought ? found : found.filter(({ id }, i) => i < shortList || id === selected);
  function choose(id: string | null) {
    setSelected(id);
    choice.onChange(id);
  }
  return (
    <fieldset className={styles.group} data-testid="facet-organisation">
      <legend className={styles.legend}>{title}</legend>
      {organisations.length > shortList && (
        <input
          type="text"
          className={styles.find}
          value={words}
          maxLength={60}
          placeholder={t('organisationFind')}
          aria-label={t('organisationFind')}
          data-testid="organisation-find"
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      <div className={sought || all ? styles.scroll : undefined}>
        {shown.map(({ id, name, count }) => (
          <label key={id} className={count === 0 ? `${styles.row} ${styles.zero}` : styles.row}>
            <input
              type="checkbox"
              checked={id === selected}
              data-testid="facet-organisation-choice"
              onChange={(event) => choose(event.target.checked ? id : null)}
            />
            <span className={styles.label}>{name}</span>
            <span className={styles.count}>{count}</span>
          </label>
        ))}
      </div>
      {shown.length === 0 && <p className={styles.note}>{t('organisationNone')}</p>}
      {(all || sought) && organisations.length >= most && (
        <p className={styles.note}>{t('organisationMost')}</p>
      )}
      {!sought && found.length > shortList && (
        <button type="button" className={styles.more} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('showLess') : t('showAll', { count: found.length })}
        </button>
      )}
    </fieldset>
  );
}
