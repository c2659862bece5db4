import { declineReasons, matchLevels, termLabel, type MatchCard } from '#contracts';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import styles from './answer-buttons.module.css';

type Reason = NonNullable<MatchCard['declineReason']>;
type Level = NonNullable<MatchCard['grade']>;

/** Why not, in one press; a second press takes it back. Nobody has to say. */
export function DeclineReasons({
  value,
  onChange,
}: {
  value: Reason | null;
  onChange: (reason: Reason | undefined) => void;
}) {
  const { t } = useTranslation('matching');
  const locale = useLocale();
  return (
    <div className={styles.reasons} role="group" aria-label={t('whyNot')} data-testid="decline-reasons">
      <span>{t('whyNot')}</span>
      {declineReasons.map(({ code }) => (
        <button
          key={code}
          type="button"
          className={styles.chip}
          aria-pressed={value === code}
          data-testid={`decline-${code}`}
          onClick={() => onChange(value === code ? undefined : code)}
        >
          {termLabel(declineReasons, code, locale)}
        </button>
      ))}
    </div>
  );
}

/** A broker's judgement of a pair in four words. */
export function GradeButtons({
  value,
  onChange,
  about,
}: {
  value: Level | null;
  onChange: (level: Level | null) => void;
  about: string;
}) {
  const { t } = useTranslation('matching');
  const locale = useLocale();
  return (
    <div className={styles.grades} role="group" aria-label={t('gradeOf', { name: about })}>
      {matchLevels.map(({ code }, i) => (
        <button
          key={code}
          type="button"
          className={styles.grade}
          aria-pressed={value === code}
          aria-keyshortcuts={String(i + 1)}
          data-testid={`grade-${code}`}
          onClick={() => onChange(value === code ? null : code)}
        >
          {termLabel(matchLevels, code, locale)}
        </button>
      ))}
    </div>
  );
}
