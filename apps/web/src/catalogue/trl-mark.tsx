import { termLabel, trlLevels } from '#contracts';
import { useLocale } from '../layout/use-locale';
import styles from './trl-mark.module.css';

/** Maturity as nine steps and in words. */
export function TrlMark({ level, label = 'TRL' }: { level: number; label?: string }) {
  const locale = useLocale();
  const words = termLabel(trlLevels, String(level), locale);
  return (
    <span className={styles.mark} title={locale === 'zh' ? `TRL ${level} ${words}` : words}>
      <span className={styles.number}>
        {label} {level}
      </span>
      <span className={styles.steps} aria-hidden>
        {trlLevels.map(({ code }) => (
          <span key={code} className={Number(code) <= level ? styles.done : undefined} />
        ))}
      </span>
      <span className={styles.words}>{words.replace(/^TRL \d /, '')}</span>
    </span>
  );
}
