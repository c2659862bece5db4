import { CheckOutlined } from '@ant-design/icons';
import { eventStates, termLabel, type EventCard } from '#contracts';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import styles from './event-phases.module.css';

/** Where the event stands on its way, in words and in a bar. */
export function EventPhases({ state }: { state: EventCard['state'] }) {
  const { t } = useTranslation('events');
  const locale = useLocale();
  const at = eventStates.findIndex(({ code }) => code === state);
  return (
    <ol className={styles.phases} aria-label={t('phases')} data-testid="event-phases" data-state={state}>
      {eventStates.map(({ code }, i) => (
        <li
          key={code}
          className={i < at ? styles.done : i === at ? styles.present : undefined}
          aria-current={i === at ? 'step' : undefined}
        >
          {i < at && <CheckOutlined aria-hidden />} {termLabel(eventStates, code, locale)}
        </li>
      ))}
    </ol>
  );
}
