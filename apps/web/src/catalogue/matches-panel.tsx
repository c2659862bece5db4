import { keepPreviousData } from '@tanstack/react-query';
import { gradeMatch, listMatches, rateMatch, type ListingDetail } from '#contracts';
import { Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, useRead } from '../api';
import { Panel } from '../layout/panel';
import { QueryState } from '../layout/query-state';
import { formatDateTime } from '../layout/time';
import { MatchList, pageSize, type Answer } from '../matching/match-list';
import { useModelName } from '../matching/use-model-name';
import styles from './matches-panel.module.css';

/** How often a list that is being computed is asked for, ms. */
const POLL = 700;

/** The best counterparts of a listing, ten at a time, each to be answered with must, maybe or no. */
export function MatchesPanel({ listing }: { listing: ListingDetail }) {
  const { t } = useTranslation('catalogue');
  const params = { id: listing.id };
  const [skip, setSkip] = useState(0);
  const matches = useRead(
    listMatches,
    { params, query: { top: pageSize, skip } },
    {
      refetchInterval: (query) => (query.state.data?.computedAt === null ? POLL : false),
      placeholderData: keepPreviousData,
    },
  );
  const send = (other: string, { wish, declineReason, grade }: Answer) => {
    const pair = { ...params, other };
    return matches.data?.asBroker
      ? call(gradeMatch, { params: pair, body: { level: grade } })
      : call(rateMatch, { params: pair, body: { level: wish, reason: declineReason ?? undefined } });
  };
  const { computedAt = null, modelVersion = null } = matches.data ?? {};
  const nameOf = useModelName();
  return (
    <Panel
      title={t(listing.kind === 'technology' ? 'matchingNeeds' : 'matchingTechnologies')}
      hint={
        computedAt
          ? t('matchesHint', { at: formatDateTime(computedAt), version: nameOf(modelVersion) })
          : undefined
      }
      testid="matches"
    >
      <QueryState result={matches}>
        {(data) =>
          data.computedAt === null ? (
            <p role="status" className={styles.working}>
              <Spin size="small" /> {t('matchesWorking')}
            </p>
          ) : data.total === 0 ? (
            <p className={styles.working}>{t('matchesNone')}</p>
          ) : (
            <MatchList
              key={skip}
              cards={data.matches}
              total={data.total}
              skip={skip}
              onSkip={setSkip}
              asBroker={data.asBroker}
              send={send}
            />
          )
        }
      </QueryState>
    </Panel>
  );
}
