import type { Term } from '#contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import styles from './facets.module.css';
import { useFollowing } from './use-following';

interface FacetGroupProps {
  name: string;
  title: string;
  terms: Term[];
  counts: { code: string; count: number }[];
  selected: string[];
  onChange: (codes: string[]) => void;
}

const shortList = 6;

/** One filter: its values with their counts, the frequent ones first, the rest on demand; those without hits dimmed. */
export function FacetGroup({ name, title, terms, counts, ...choice }: FacetGroupProps) {
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  const [all, setAll] = useState(false);
  const [selected, setSelected] = useFollowing(choice.selected);
  const countOf = new Map(counts.map(({ code, count }) => [code, count]));
  const rows = terms
    .map((term) => ({ code: term.code, label: term[locale], count: countOf.get(term.code) ?? 0 }))
    .sort((a, b) => b.count - a.count);
  const shown = all ? rows : rows.filter((row, i) => i < shortList || selected.includes(row.code));
  function choose(codes: string[]) {
    setSelected(codes);
    choice.onChange(codes);
  }
  return (
    <fieldset className={styles.group} data-testid={`facet-${name}`}>
      <legend className={styles.legend}>{title}</legend>
      {shown.map(({ code, label, count }) => (
        <label key={code} className={count === 0 ? `${styles.row} ${styles.zero}` : styles.row}>
          <input
            type="checkbox"
            checked={selected.includes(code)}
            data-testid={`facet-${name}-${code}`}
            onChange={(event) =>
              choose(event.target.checked ? [...selected, code] : selected.filter((one) => one !== code))
            }
          />
          <span className={styles.label}>{label}</span>
          <span className={styles.count}>{count}</span>
        </label>
      ))}
      {rows.length > shortList && (
        <button type="button" className={styles.more} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('showLess') : t('showAll', { count: rows.length })}
        </button>
      )}
    </fieldset>
  );
}
