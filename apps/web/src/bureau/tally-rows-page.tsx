import { ArrowLeftOutlined, DownloadOutlined, FileSearchOutlined } from '@ant-design/icons';
import { keepPreviousData } from '@tanstack/react-query';
import { figureKeys, listTallyRows } from '#contracts';
import { Button, Pagination } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { call, useRead } from '../api';
import { allPages } from '../events/all-pages';
import { downloadCsv } from '../events/csv-file';
import { useRefusal } from '../events/use-refusal';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { formatDate, formatDateTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import { filterOf, queryOf, searchOf, type FigureKey } from './figure-links';
import { FigureRows } from './figure-rows';
import { stateLabel } from './row-state';
import { TallyFilterBar } from './tally-filter';
import styles from './figure-rows.module.css';
import { useFigureTitle } from './use-figure-title';

const pageSize = 50;

export function TallyRowsPage() {
  const { t } = useTranslation('bureau');
  const [search] = useSearchParams();
  const figure = figureKeys.find((one) => one === search.get('figure'));
  return (
    <Gate allow={(me) => me.isBureau || me.isDistrict}>
      {figure ? (
        <RowsOf figure={figure} />
      ) : (
        <Page width="narrow">
          <Notice
            icon={<FileSearchOutlined />}
            title={t('noFigure')}
            testid="no-figure"
            action={<LinkButton to="/bureau">{t('toTally')}</LinkButton>}
          />
        </Page>
      )}
    </Gate>
  );
}

/** The rows that one figure was counted from, under the same filter. */
function RowsOf({ figure }: { figure: FigureKey }) {
  const { t } = useTranslation('bureau');
  const locale = useLocale();
  const { refuse } = useRefusal();
  const [search, setSearch] = useSearchParams();
  const [exporting, setExporting] = useState(false);
  const filter = filterOf(search);
  const key = search.get('key') ?? undefined;
  const page = Math.max(1, Math.floor(Number(search.get('page'))) || 1);
  const query = { ...queryOf(filter), figure, key };
  const rows = useRead(
    listTallyRows,
    { query: { ...query, page, pageSize } },
    { placeholderData: keepPreviousData },
  );
  const { title, definition } = useFigureTitle(figure, key, filter);
  const back = `/bureau?${new URLSearchParams(searchOf(filter)).toString()}`;
  const go = (next: Record<string, string>) => setSearch({ figure, ...(key && { key }), ...next });
  const exportRows = async () => {
    setExporting(true);
    try {
      const all = await allPages((page, pageSize) =>
        call(listTallyRows, { query: { ...query, page, pageSize } }),
      );
      downloadCsv(`${title} ${filter.day ?? formatDate(new Date())}`, [
        [t('name'), t('about'), t('state'), t('time'), t('address')],
        ...all.map((row) => [
          row.title,
          row.subtitle,
          stateLabel(figure, row.state, locale),
          row.at && formatDateTime(row.at),
          row.link && `${location.origin}${row.link}`,
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
      title={title}
      subtitle={
        <>
          {rows.data && (
            <b className={styles.total} data-testid="rows-total">
              {t('rowCount', { count: rows.data.total })}
            </b>
          )}
          {definition}
        </>
      }
      actions={
        <>
          <LinkButton to={back} icon={<ArrowLeftOutlined />} data-testid="to-tally">
            {t('toTally')}
          </LinkButton>
          <Button
            icon={<DownloadOutlined />}
            loading={exporting}
            disabled={!rows.data?.total}
            onClick={() => void exportRows()}
            data-testid="rows-export"
          >
            {t('export')}
          </Button>
        </>
      }
    >
      <TallyFilterBar filter={filter} onChange={(next) => go(searchOf(next))} />
      <QueryState
        result={rows}
        isEmpty={(data) => data.items.length === 0}
        empty={<Notice icon={<FileSearchOutlined />} title={t('noRows')} testid="no-rows" />}
      >
        {(data) => (
          <>
            <FigureRows figure={figure} rows={data.items} />
            <Pagination
              align="center"
              hideOnSinglePage
              className={styles.pages}
              current={page}
              pageSize={pageSize}
              total={data.total}
              showSizeChanger={false}
              onChange={(next) => go({ ...searchOf(filter), page: String(next) })}
            />
          </>
        )}
      </QueryState>
    </Page>
  );
}
