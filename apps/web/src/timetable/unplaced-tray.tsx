import { HeartFilled } from '@ant-design/icons';
import type { UnplacedWish } from '#contracts';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import { inRow } from '../layout/words';
import { shortName } from './short-name';
import type { TimetableEditing } from './use-timetable-editing';
import styles from './unplaced-tray.module.css';

interface UnplacedTrayProps {
  unplaced: UnplacedWish[];
  editing: TimetableEditing | null;
}

/** Wishes that found no place, each with the reason; in a draft they can be picked up from here. */
export function UnplacedTray({ unplaced, editing }: UnplacedTrayProps) {
  const { t } = useTranslation('timetable');
  const locale = useLocale();
  const reasonOf = ({ reason, party, rounds }: UnplacedWish) =>
    t(`reason.${reason}`, { party, rounds: inRow(rounds, locale) });
  return (
    <section className={styles.tray} data-testid="unplaced">
      <h2>{t('unplaced', { count: unplaced.length })}</h2>
      {editing && unplaced.length > 0 && <p className={styles.hint}>{t('unplacedHint')}</p>}
      {unplaced.length === 0 && <p className={styles.hint}>{t('unplacedNone')}</p>}
      <ul>
        {unplaced.map((wish) => {
          const held = editing?.picked?.wish === wish;
          const content = (
            <>
              <b title={`${wish.a.name} × ${wish.b.name}`}>
                {shortName(wish.a.name)} × {shortName(wish.b.name)}
                {wish.origin === 'mutual' && <HeartFilled aria-hidden />}
              </b>
              <span data-reason={wish.reason}>{reasonOf(wish)}</span>
            </>
          );
          return (
            <li key={`${wish.a.registrationId}-${wish.b.registrationId}`}>
              {editing ? (
                <button
                  type="button"
                  aria-pressed={held}
                  draggable
                  onClick={() => editing.pick(held ? null : { wish })}
                  onDragStart={(event) => {
                    event.dataTransfer.effectAllowed = 'move';
                    event.dataTransfer.setData('text/plain', wish.a.registrationId);
                    editing.drag({ wish });
                  }}
                  onDragEnd={() => editing.pick(null)}
                >
                  {content}
                </button>
              ) : (
                <div>{content}</div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
