import { CheckCircleFilled } from '@ant-design/icons';
import { arrive, type MyMeeting, representativeName } from '#contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api';
import { useRefusal } from '../events/use-refusal';
import { useLocale } from '../layout/use-locale';
import styles from './beside-meetings.module.css';

interface BesideProps {
  eventId: string;
  meetings: MyMeeting[];
  /** The round runs or is about to: arrivals may be told. */
  isCalled: boolean;
}

/** Where the others of the same organisation sit in the same round. */
export function Beside({ eventId, meetings, isCalled }: BesideProps) {
  const { t } = useTranslation('board');
  const locale = useLocale();
  const { refuse } = useRefusal();
  const arrival = useChange(arrive);
  return (
    <section className={styles.beside} data-testid="beside">
      <h2>{t('beside')}</h2>
      <ul>
        {meetings.map(({ id, table, counterpart, representative, seated, isGuest }) => (
          <li key={id}>
            <span className={styles.table}>
              {table} <small>{t('tableLabel')}</small>
            </span>
            <span className={styles.words}>
              <b>{counterpart.name}</b>
              {representative !== null && <small>{representativeName(representative, locale)}</small>}
            </span>
            {seated ? (
              <CheckCircleFilled className={styles.seated} aria-label={t('seated')} />
            ) : (
              isCalled &&
              !isGuest && (
                <Button
                  loading={arrival.isPending}
                  onClick={() =>
                    arrival.mutate({ params: { id: eventId, meeting: id } }, { onError: refuse })
                  }
                >
                  {t('arrive')}
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
