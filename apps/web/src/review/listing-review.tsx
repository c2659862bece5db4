import {
  cooperationModes,
  disclosureLevels,
  fields,
  listingKinds,
  listReviewQueue,
  needKinds,
  readListing,
  reviewListing,
  termLabel,
  type ResponseOf,
} from '#contracts';
import type { UseQueryResult } from '@tanstack/react-query';
import { App, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChange, useRead, type ApiError } from '../api';
import { Facts } from '../catalogue/section';
import { ListingSections } from '../catalogue/listing-sections';
import { QueryState } from '../layout/query-state';
import { formatDateTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import { inRow } from '../layout/words';
import styles from './listing-review.module.css';
import { ReviewDesk } from './review-desk';

type Queue = UseQueryResult<ResponseOf<typeof listReviewQueue>, ApiError>;

/** Submitted technologies and needs. */
export function ListingReview({ queue }: { queue: Queue }) {
  const { t } = useTranslation('review');
  const locale = useLocale();
  const { message } = App.useApp();
  const review = useChange(reviewListing);
  const cards = queue.data?.items ?? [];

  async function decide(id: string, body: { decision: 'publish' } | { decision: 'return'; reason: string }) {
    const card = cards.find((one) => one.id === id)!;
    try {
      await review.mutateAsync({ params: { id }, body: { version: card.version, ...body } });
      message.success(t(body.decision === 'publish' ? 'published' : 'returned', { title: card.title }));
      return true;
    } catch (error) {
      message.error((error as Error).message);
      void queue.refetch();
      return false;
    }
  }
  return (
    <QueryState result={queue}>
      {() => (
        <ReviewDesk
          of="listing"
          busy={review.isPending}
          items={cards.map((card) => ({
            id: card.id,
            title: card.title,
            meta: `${termLabel(listingKinds, card.kind, locale)} · ${card.organisation?.name ?? '—'} · ${formatDateTime(card.updatedAt)}`,
          }))}
          render={(id) => <ListingPaper id={id} />}
          onAccept={(id) => decide(id, { decision: 'publish' })}
          onReturn={(id, reason) => decide(id, { decision: 'return', reason })}
        />
      )}
    </QueryState>
  );
}

/** All of a listing on one sheet, what it claims of itself first. */
function ListingPaper({ id }: { id: string }) {
  const { t } = useTranslation(['review', 'catalogue']);
  const locale = useLocale();
  const listing = useRead(readListing, { params: { id } });
  return (
    <QueryState result={listing}>
      {(data) => (
        <article>
          <div className={styles.tags}>
            <Tag variant="filled" color="blue">
              {termLabel(listingKinds, data.kind, locale)}
            </Tag>
            <span>{data.code}</span>
            <span>{t('submittedAt', { at: formatDateTime(data.updatedAt) })}</span>
          </div>
          <h2 className={styles.title} data-testid="review-title">
            {data.title}
          </h2>
          {data.summary && data.kind === 'technology' && <p className={styles.summary}>{data.summary}</p>}
          <div className={styles.facts}>
            <Facts
              facts={{
                [t('catalogue:publisher')]: data.organisation?.name ?? t('catalogue:anonymous'),
                [t('catalogue:filter.field')]: data.field && termLabel(fields, data.field, locale),
                [t('catalogue:filter.needKind')]:
                  data.needKind && termLabel(needKinds, data.needKind, locale),
                [t('catalogue:filter.mode')]: inRow(
                  data.modes.map((mode) => termLabel(cooperationModes, mode, locale)),
                  locale,
                ),
                [t('catalogue:name.disclosure')]: termLabel(disclosureLevels, data.disclosure, locale),
              }}
            />
          </div>
          <ListingSections listing={data} />
        </article>
      )}
    </QueryState>
  );
}
