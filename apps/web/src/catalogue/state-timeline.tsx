import { listingStates, termLabel, type ListingCard } from '#contracts';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import styles from './state-timeline.module.css';

/** 草稿 → 待审核 → 已发布, with the way back where it was taken. */
export function StateTimeline({ state }: { state: ListingCard['state'] }) {
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  const last = state === 'archived' || state === 'expired' ? state : 'published';
  const steps = ['draft', state === 'returned' ? 'returned' : 'submitted', last] as const;
  const at = steps.indexOf(state);
  return (
    <ol className={styles.line} aria-label={t('timeline')}>
      {steps.map((step, i) => (
        <li
          key={step}
          className={`${i <= at ? styles.reached : ''} ${step === 'returned' ? styles.returned : ''}`}
          aria-current={i === at ? 'step' : undefined}
        >
          {termLabel(listingStates, step, locale)}
        </li>
      ))}
    </ol>
  );
}
