import {
  declineReasons,
  listMatchFeedback,
  matchLevels,
  meetingOutcomes,
  termLabel,
  wishLevels,
  type MatchFeedback,
} from '#contracts';
import { Pagination, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../api';
import { Panel } from '../layout/panel';
import { QueryState } from '../layout/query-state';
import { formatDateTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import { inBrackets } from '../layout/words';
import styles from './models-page.module.css';

const pageSize = 20;

const wordsOf = { wish: wishLevels, event: wishLevels, grade: matchLevels, meeting: meetingOutcomes };

/** Every rating with its author and time, also those that were changed or taken back. */
export function FeedbackLog() {
  const { t } = useTranslation('matching');
  const [page, setPage] = useState(1);
  const log = useRead(listMatchFeedback, { query: { page, pageSize } });
  return (
    <Panel title={t('feedbackTitle')} hint={t('feedbackText')} testid="feedback">
      <QueryState
        result={log}
        isEmpty={(data) => data.total === 0}
        empty={<p className={styles.soft}>{t('noFeedback')}</p>}
      >
        {(data) => (
          <>
            <ul className={styles.models}>
              {data.items.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </ul>
            <Pagination
              align="center"
              hideOnSinglePage
              className={styles.pages}
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

function Entry({ entry }: { entry: MatchFeedback }) {
  const { t } = useTranslation('matching');
  const locale = useLocale();
  const { source, value, reason, need, technology } = entry;
  const word =
    value === null
      ? t('withdrawn')
      : source === 'intent'
        ? t(`intentValue.${value}`)
        : value === 'missed'
          ? t('missed')
          : termLabel(wordsOf[source], value, locale);
  return (
    <li data-testid="feedback-entry">
      <div className={styles.words}>
        <span>
          {need ? <Link to={`/listings/${need.id}`}>{need.title}</Link> : t('ofThesis')}
          {' ↔ '}
          <Link to={`/listings/${technology.id}`}>{technology.title}</Link>
        </span>
        <span className={styles.soft}>
          {formatDateTime(entry.at)} · {entry.author} · {t(`source.${source}`)}
          {!entry.standing && value !== null && ` · ${t('replaced')}`}
        </span>
      </div>
      <Tag variant={entry.standing ? 'filled' : 'outlined'} color={entry.standing ? 'blue' : 'default'}>
        {word}
        {reason && inBrackets(termLabel(declineReasons, reason, locale), locale)}
      </Tag>
    </li>
  );
}
