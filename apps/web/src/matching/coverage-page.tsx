import { DownloadOutlined, FileSearchOutlined } from '@ant-design/icons';
import { keepPreviousData } from '@tanstack/react-query';
import {
  coverageFigures,
  listCoverageRows,
  matchLevels,
  readCoverage,
  readEvent,
  termLabel,
  type ResponseOf,
} from '#contracts';
import { Button, Pagination } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { call, useRead } from '../api';
import { allPages } from '../events/all-pages';
import { downloadCsv } from '../events/csv-file';
import { mayManage } from '../events/may-manage';
import { useRefusal } from '../events/use-refusal';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { Panel } from '../layout/panel';
import { QueryState } from '../layout/query-state';
import { formatDate } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import styles from './coverage-page.module.css';
import { CoverageRows } from './coverage-rows';

const pageSize = 20;
type Coverage = ResponseOf<typeof readCoverage>;
const countOf = {
  unanswered_needs: (data: Coverage) => [data.unansweredNeeds, data.needs],
  unwanted_technologies: (data: Coverage) => [data.unwantedTechnologies, data.technologies],
} as const;

/** `/matching` and `/events/:id/coverage`: what the catalogue, or an event, lacks; every number opens its rows. */
export function CoveragePage() {
  const { id } = useParams();
  return (
    <Gate allow={(me) => (id ? mayManage(id)(me) : me.isBroker)}>
      <Coverage event={id} />
    </Gate>
  );
}

function Coverage({ event }: { event: string | undefined }) {
  const { t } = useTranslation('matching');
  const [search, setSearch] = useSearchParams();
  const word = search.get('word') ?? undefined;
  const figure = word
    ? undefined
    : (coverageFigures.find((one) => one === search.get('figure')) ?? coverageFigures[0]);
  const coverage = useRead(readCoverage, { query: { event } });
  const about = useRead(readEvent, { params: { id: event ?? '' } }, { enabled: event !== undefined });
  const open = (next: Record<string, string>) => setSearch(next, { preventScrollReset: true });
  return (
    <Page
      title={t('coverageTitle')}
      subtitle={
        event ? [about.data?.title, t('coverageEvent')].filter(Boolean).join(' · ') : t('coverageAll')
      }
      actions={
        event ? (
          <LinkButton to={`/events/${event}`}>{t('toEvent')}</LinkButton>
        ) : (
          <LinkButton to="/matching/models" data-testid="to-models">
            {t('toModels')}
          </LinkButton>
        )
      }
    >
      <QueryState result={coverage}>
        {(data) => (
          <>
            <div className={styles.figures}>
              {coverageFigures.map((one) => {
                const [count, total] = countOf[one](data);
                return (
                  <button
                    key={one}
                    type="button"
                    className={styles.figure}
                    aria-pressed={figure === one}
                    onClick={() => open({ figure: one })}
                    data-testid={`figure-${one}`}
                  >
                    <span>{t(`figure.${one}`)}</span>
                    <b>{count}</b>
                    <span className={styles.soft}>{t('ofTotal', { total })}</span>
                    <span className={styles.define}>{t(`define.${one}`)}</span>
                  </button>
                );
              })}
            </div>
            <Panel title={t('missingWords')} hint={t('missingWordsText')} testid="missing-words">
              {data.words.length === 0 ? (
                t('noMissingWords')
              ) : (
                <div className={styles.words}>
                  {data.words.map((one) => (
                    <button
                      key={one.word}
                      type="button"
                      className={styles.chip}
                      aria-pressed={word === one.word}
                      aria-label={t('wordNeeds', { word: one.word, count: one.needs })}
                      onClick={() => open({ word: one.word })}
                      data-testid="missing-word"
                    >
                      {one.word} <b>{one.needs}</b>
                    </button>
                  ))}
                </div>
              )}
            </Panel>
            <Rows key={`${figure} ${word}`} event={event} figure={figure} word={word} />
          </>
        )}
      </QueryState>
    </Page>
  );
}

function Rows(of: { event?: string; figure?: (typeof coverageFigures)[number]; word?: string }) {
  const { t } = useTranslation('matching');
  const locale = useLocale();
  const { refuse } = useRefusal();
  const [page, setPage] = useState(1);
  const [exporting, setExporting] = useState(false);
  const rows = useRead(
    listCoverageRows,
    { query: { ...of, page, pageSize } },
    { placeholderData: keepPreviousData },
  );
  const title = of.word ? t('rowsOfWord', { word: of.word }) : t(`figure.${of.figure}`);
  const exportRows = async () => {
    setExporting(true);
    try {
      const all = await allPages((at, size) =>
        call(listCoverageRows, { query: { ...of, page: at, pageSize: size } }),
      );
      downloadCsv(`${title} ${formatDate(new Date())}`, [
        (['code', 'title', 'organisation', 'best', 'bestTitle', 'words', 'address'] as const).map((name) =>
          t(`column.${name}`),
        ),
        ...all.map(({ listing, best, bestOther, words }) => [
          listing.code,
          listing.title,
          listing.organisation?.name ?? null,
          termLabel(matchLevels, best, locale),
          bestOther?.title ?? null,
          words.join('、'),
          `${location.origin}/listings/${listing.id}`,
        ]),
      ]);
    } catch (error) {
      refuse(error);
    } finally {
      setExporting(false);
    }
  };
  return (
    <Panel
      title={title}
      hint={rows.data && t('rowsTotal', { total: rows.data.total })}
      testid="coverage-rows"
      actions={
        <Button
          icon={<DownloadOutlined />}
          loading={exporting}
          disabled={!rows.data?.total}
          onClick={() => void exportRows()}
          data-testid="coverage-export"
        >
          {t('export')}
        </Button>
      }
    >
      <QueryState
        result={rows}
        isEmpty={(data) => data.items.length === 0}
        empty={<Notice icon={<FileSearchOutlined />} title={t('noRows')} testid="no-rows" />}
      >
        {(data) => (
          <>
            <CoverageRows rows={data.items} />
            <Pagination
              align="center"
              className={styles.pages}
              hideOnSinglePage
              current={page}
              pageSize={pageSize}
              total={data.total}
              showSizeChanger={false}
              onChange={setPage}
            />
          </>
        )}
      </QueryState>
    </Panel>
  );
}
