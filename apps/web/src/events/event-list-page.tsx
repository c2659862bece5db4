import { CalendarOutlined, PlusOutlined } from '@ant-design/icons';
import { listEvents, type EventCard } from '#contracts';
import { Pagination } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useRead } from '../api';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { useMe } from '../layout/use-me';
import { EventCardView } from './event-card';
import styles from './event-list-page.module.css';

const pageSize = 20;
const sections: { key: string; has: (event: EventCard) => boolean }[] = [
  { key: 'sectionLive', has: ({ state }) => state === 'live' },
  { key: 'sectionComing', has: ({ state }) => state !== 'live' && state !== 'closed' },
  { key: 'sectionPast', has: ({ state }) => state === 'closed' },
];

export function EventListPage() {
  const { t } = useTranslation('events');
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const page = Math.max(1, Number(search.get('page')) || 1);
  const result = useRead(listEvents, { query: { page, pageSize } });
  return (
    <Page
      title={t('events')}
      subtitle={t('eventsText')}
      actions={
        me.isBureau && (
          <LinkButton to="/events/new" type="primary" icon={<PlusOutlined />} data-testid="new-event">
            {t('newEvent')}
          </LinkButton>
        )
      }
    >
      <QueryState
        result={result}
        isEmpty={(data) => data.items.length === 0}
        empty={
          <Notice icon={<CalendarOutlined />} title={t('noEvents')} testid="no-events">
            {t('noEventsText')}
          </Notice>
        }
      >
        {(data) => (
          <>
            {sections.map(({ key, has }) => {
              const events = data.items.filter(has);
              if (events.length === 0) return null;
              return (
                <section key={key} className={styles.section}>
                  <h2>{t(key)}</h2>
                  <ul className={styles.list}>
                    {events.map((event) => (
                      <li key={event.id}>
                        <EventCardView event={event} />
                      </li>
                    ))}
                  </ul>
                </section>
              );
            })}
            <Pagination
              align="center"
              hideOnSinglePage
              current={page}
              pageSize={pageSize}
              total={data.total}
              showSizeChanger={false}
              onChange={(next) => setSearch({ page: String(next) })}
            />
          </>
        )}
      </QueryState>
    </Page>
  );
}
