import { listMatches, rateMatch, type ListingDetail } from '#contracts';
import { App, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChange, useRead } from '../api';
import { Panel } from '../layout/panel';
import { QueryState } from '../layout/query-state';
import { formatDateTime } from '../layout/time';
import { MatchCardView } from './match-card';
import styles from './matches-panel.module.css';

/** The best counterparts of a listing, ten at a time, each to be answered with must, maybe or no. */
export function MatchesPanel({ listing }: { listing: ListingDetail }) {
  const { t } = useTranslation('catalogue');
  const { message } = App.useApp();
  const params = { id: listing.id };
  const matches = useRead(
    listMatches,
    { params, query: { top: 10 } },
    { refetchInterval: (query) => (query.state.data?.computedAt === null ? 2_000 : false) },
  );
  const rate = useChange(rateMatch);
  const computedAt = matches.data?.computedAt;
  return (
    <Panel
      title={t(listing.kind === 'technology' ? 'matchingNeeds' : 'matchingTechnologies')}
      hint={computedAt ? t('matchesHint', { at: formatDateTime(computedAt) }) : undefined}
      testid="matches"
    >
      <QueryState result={matches}>
        {(data) =>
          data.computedAt === null ? (
            <p role="status" className={styles.working}>
              <Spin size="small" /> {t('matchesWorking')}
            </p>
          ) : data.matches.length === 0 ? (
            <p className={styles.working}>{t('matchesNone')}</p>
          ) : (
            <div className={styles.cards}>
              {data.matches.map((card) => {
                const other = card.listing.id;
                const pending = rate.isPending && rate.variables.params.other === other;
                return (
                  <MatchCardView
                    key={other}
                    card={card}
                    wish={pending ? rate.variables.body.level : card.wish}
                    onWish={(level) =>
                      rate.mutate(
                        { params: { ...params, other }, body: { level } },
                        { onError: (error) => void message.error(error.message) },
                      )
                    }
                  />
                );
              })}
            </div>
          )
        }
      </QueryState>
    </Panel>
  );
}
