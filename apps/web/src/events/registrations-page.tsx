import { DownloadOutlined, SearchOutlined } from '@ant-design/icons';
import {
  featureNames,
  listRegistrations,
  organisationKinds,
  readEvent,
  registrationStates,
  termLabel,
  type RegistrationRow,
} from '#contracts';
import { Button, Input, Pagination, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { call, useRead } from '../api';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { formatDateTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import { allPages } from './all-pages';
import { downloadCsv } from './csv-file';
import { mayManage } from './may-manage';
import { RegistrationTable } from './registration-table';
import styles from './registrations-page.module.css';
import { useRefusal } from './use-refusal';

const pageSize = 50;
type State = RegistrationRow['state'];

export function RegistrationsPage() {
  const { id = '' } = useParams();
  return (
    <Gate allow={mayManage(id)}>
      <Registrations />
    </Gate>
  );
}

function Registrations() {
  const { id = '' } = useParams();
  const { t } = useTranslation('events');
  const locale = useLocale();
  const { refuse } = useRefusal();
  const [search, setSearch] = useSearchParams();
  const [exporting, setExporting] = useState(false);
  const state = registrationStates.find(({ code }) => code === search.get('state'))?.code;
  const q = search.get('q') ?? '';
  const page = Math.max(1, Number(search.get('page')) || 1);
  const event = useRead(readEvent, { params: { id } });
  const result = useRead(
    listRegistrations,
    { params: { id }, query: { page, pageSize, state, q: q || undefined } },
    { placeholderData: (before) => before },
  );
  const counts = result.data?.counts ?? {};
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const filter = (news: Record<string, string>) =>
    setSearch(
      Object.fromEntries(Object.entries({ q, state: state ?? '', ...news }).filter(([, value]) => value)),
      {
        replace: true,
      },
    );
  const exportRows = async () => {
    setExporting(true);
    try {
      const rows = await allPages((page, pageSize) =>
        call(listRegistrations, { params: { id }, query: { page, pageSize, state, q: q || undefined } }),
      );
      const head = [
        ...['person', 'organisation', 'kind', 'state', 'code', 'roundsPresent'],
        ...['representatives', 'homeTable', 'tableNeeds', 'registeredAt'],
      ].map((key) => t(key));
      downloadCsv(`${event.data?.title ?? ''} ${t('registrations')}`, [
        head,
        ...rows.map((row) => [
          row.personName,
          row.organisation.name,
          termLabel(organisationKinds, row.organisation.kind, locale),
          termLabel(registrationStates, row.state, locale),
          row.ticketCode,
          row.rounds.length > 0 ? row.rounds.join(' ') : t('allRounds'),
          String(row.representatives),
          row.homeTable === null ? '' : String(row.homeTable),
          featureNames(row.tableNeeds, locale),
          formatDateTime(row.createdAt),
        ]),
      ]);
    } catch (error) {
      refuse(error);
    } finally {
      setExporting(false);
    }
  };
  return (
    <Page
      title={t('registrations')}
      subtitle={event.data?.title}
      width="wide"
      actions={
        <>
          <LinkButton to={`/events/${id}`}>{t('toEvent')}</LinkButton>
          <Button
            icon={<DownloadOutlined />}
            loading={exporting}
            onClick={() => void exportRows()}
            data-testid="export-csv"
          >
            {t('exportCsv')}
          </Button>
        </>
      }
    >
      <div className={styles.filter}>
        <div className={styles.states}>
          <Segmented
            aria-label={t('state')}
            value={state ?? ''}
            onChange={(value) => filter({ state: value })}
            options={[
              { value: '', label: `${t('all')} ${total}` },
              ...registrationStates.map(({ code }) => ({
                value: code as State | '',
                label: `${termLabel(registrationStates, code, locale)} ${counts[code] ?? 0}`,
              })),
            ]}
          />
        </div>
        <Input
          allowClear
          prefix={<SearchOutlined aria-hidden />}
          defaultValue={q}
          aria-label={t('search')}
          placeholder={t('search')}
          className={styles.search}
          onChange={(event) => filter({ q: event.target.value.trim() })}
          data-testid="registration-search"
        />
      </div>
      <QueryState
        result={result}
        isEmpty={(data) => data.items.length === 0}
        empty={<Notice title={t('noRegistrations')} testid="no-registrations" />}
      >
        {(data) => (
          <>
            <RegistrationTable
              eventId={id}
              rows={data.items}
              canDecide={event.data?.canManage ?? false}
              tables={event.data?.tables ?? 0}
              isLive={event.data?.state === 'live'}
            />
            <Pagination
              align="end"
              className={styles.pages}
              current={page}
              pageSize={pageSize}
              total={data.total}
              showSizeChanger={false}
              showTotal={(count) => t('registrationsNote', { count })}
              onChange={(next) => filter({ page: String(next) })}
            />
          </>
        )}
      </QueryState>
    </Page>
  );
}
