import { FileDoneOutlined } from '@ant-design/icons';
import { intentStages, listIntents, termLabel } from '#contracts';
import { keepPreviousData } from '@tanstack/react-query';
import { Pagination, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useRead } from '../api';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { useLocale } from '../layout/use-locale';
import { IntentCardView } from './intent-card';
import styles from './intent-list-page.module.css';

const pageSize = 20;

/** What awaits my answer first, then everything else. */
export function IntentListPage() {
  return (
    <Gate allow={(me) => me.mayFollowIntents}>
      <IntentList />
    </Gate>
  );
}

function IntentList() {
  const { t } = useTranslation('intents');
  const locale = useLocale();
  const [search, setSearch] = useSearchParams();
  const stage = intentStages.find(({ code }) => code === search.get('stage'))?.code;
  const eventId = search.get('eventId') ?? undefined;
  const page = Math.max(1, Number(search.get('page')) || 1);
  const result = useRead(
    listIntents,
    { query: { page, pageSize, stage, eventId } },
    { placeholderData: keepPreviousData },
  );
  const filter = (news: Record<string, string | undefined>) =>
    setSearch(
      Object.entries({ stage, eventId, ...news }).filter((pair): pair is [string, string] =>
        Boolean(pair[1]),
      ),
    );
  return (
    <Page
      title={t('intents')}
      subtitle={t('intentsText')}
      actions={
        <Select
          aria-label={t('allStages')}
          className={styles.stage}
          value={stage ?? ''}
          onChange={(value) => filter({ stage: value })}
          options={[
            { value: '', label: t('allStages') },
            ...intentStages
              .filter(({ code }) => code !== 'draft')
              .map(({ code }) => ({ value: code as string, label: termLabel(intentStages, code, locale) })),
          ]}
          data-testid="stage-filter"
        />
      }
    >
      <QueryState
        result={result}
        isEmpty={(data) => data.items.length === 0}
        empty={
          <Notice
            icon={<FileDoneOutlined />}
            title={t(stage ? 'noneAtStage' : 'noIntents')}
            testid="no-intents"
            action={<LinkButton to="/events">{t('toEvents')}</LinkButton>}
          >
            {!stage && t('noIntentsText')}
          </Notice>
        }
      >
        {(data) => {
          const mine = data.items.filter((intent) => intent.awaitsMe);
          const others = data.items.filter((intent) => !intent.awaitsMe);
          return (
            <>
              {mine.length > 0 && (
                <section className={styles.mine} data-testid="awaits-me">
                  <h2>
                    {t('awaitsMe')} <span className={styles.count}>{mine.length}</span>
                  </h2>
                  <p>{t('awaitsMeText')}</p>
                  <ul className={styles.list}>
                    {mine.map((intent) => (
                      <IntentCardView key={intent.id} intent={intent} />
                    ))}
                  </ul>
                </section>
              )}
              {others.length > 0 && (
                <section>
                  {mine.length > 0 && <h2 className={styles.title}>{t('others')}</h2>}
                  <ul className={styles.list}>
                    {others.map((intent) => (
                      <IntentCardView key={intent.id} intent={intent} />
                    ))}
                  </ul>
                </section>
              )}
              <Pagination
                align="center"
                hideOnSinglePage
                className={styles.pages}
                current={page}
                pageSize={pageSize}
                total={data.total}
                showSizeChanger={false}
                onChange={(next) => filter({ page: String(next) })}
              />
            </>
          );
        }}
      </QueryState>
    </Page>
  );
}
