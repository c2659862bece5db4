import { useTranslation } from 'react-i18next';
import styles from './state-chips.module.css';

interface StateChipsProps<Code extends string> {
  states: { code: Code; label: string; count?: number }[];
  value: Code | undefined;
  onChange: (code: Code | undefined) => void;
}

/** One state or all, as a row of chips that scrolls on phones. */
export function StateChips<Code extends string>({ states, value, onChange }: StateChipsProps<Code>) {
  const { t } = useTranslation('catalogue');
  const chip = (code: Code | undefined, label: string, count?: number) => (
    <button
      key={code ?? 'all'}
      type="button"
      className={styles.chip}
      aria-pressed={value === code}
      data-testid={`state-${code ?? 'all'}`}
      onClick={() => onChange(code)}
    >
      {label}
      {count !== undefined && <span className={styles.count}>{count}</span>}
    </button>
  );
  return (
    <div className={styles.row} role="group" aria-label={t('stateFilter')}>
      {chip(undefined, t('all'))}
      {states.map(({ code, label, count }) => chip(code, label, count))}
    </div>
  );
}
