import { TeamOutlined } from '@ant-design/icons';
import { listCounterparts, readEvent } from '#contracts';
import { Pagination } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { useRead } from '../api';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { CounterpartCards } from './counterpart-cards';
import styles from './counterparts-page.module.css';

const pageSize = 10;

/** Whom to meet: ten at a time, the best match first, one key or one tap each. */
export function CounterpartsPage() {
  return (
    <Gate>
      <Counterparts />
    </Gate>
  );
}

function Counterparts() {
  const { id = '' } = useParams();
  const { t } = useTranslation('events');
  const [search, setSearch] = useSearchParams();
  const page = Math.max(1, Number(search.get('page')) || 1);
  const event = useRead(readEvent, { params: { id } });
  const result = useRead(listCounterparts, { params: { id }, query: { page, pageSize } });
  if (event.data && result.error?.status === 404) {
    return (
      <Page title={t('counterparts')} subtitle={event.data.title}>
        <Notice
          icon={<TeamOutlined />}
          title={t('counterpartsRegister')}
          testid="counterparts-register"
          action={<LinkButton to={`/events/${id}`}>{t('toEvent')}</LinkButton>}
        >
          {t('counterpartsRegisterText')}
        </Notice>
      </Page>
    );
  }
  return (
    <Page
      title={t('counterparts')}
      subtitle={event.data?.title}
      actions={<LinkButton to={`/events/${id}`}>{t('toEvent')}</LinkButton>}
    >
      <p className={styles.how}>{t('counterpartsText')}</p>
      <QueryState
        result={result}
        isEmpty={(data) => data.items.length === 0}
        empty={
          <Notice icon={<TeamOutlined />} title={t('counterpartsNone')} testid="no-counterparts">
            {t('counterpartsNoneText')}
          </Notice>
        }
      >
        {(data) => (
          <>
            <CounterpartCards key={page} eventId={id} items={data.items} />
            <Pagination
              align="center"
              hideOnSinglePage
              current={page}
              pageSize={pageSize}
              total={data.total}
              showSizeChanger={false}
              showTotal={(count) => t('counterpartsTotal', { count })}
              onChange={(next) => setSearch({ page: String(next) })}
            />
          </>
        )}
      </QueryState>
    </Page>
  );
}
