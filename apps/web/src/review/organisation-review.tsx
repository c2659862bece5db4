import {
  decideOrganisation,
  districts,
  listOrganisations,
  organisationKinds,
  termLabel,
  type Organisation,
  type ResponseOf,
} from '#contracts';
import type { UseQueryResult } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChange, type ApiError } from '../api';
import { Facts, Prose } from '../catalogue/section';
import { QueryState } from '../layout/query-state';
import { formatDateTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import styles from './listing-review.module.css';
import { ReviewDesk } from './review-desk';

type Queue = UseQueryResult<ResponseOf<typeof listOrganisations>, ApiError>;

/** Organisations that applied. */
export function OrganisationReview({ queue }: { queue: Queue }) {
  const { t } = useTranslation('review');
  const locale = useLocale();
  const { message } = App.useApp();
  const change = useChange(decideOrganisation);
  const organisations = queue.data?.items ?? [];

  async function decide(id: string, body: { decision: 'approve' } | { decision: 'reject'; reason: string }) {
    const one = organisations.find((organisation) => organisation.id === id)!;
    try {
      await change.mutateAsync({ params: { id }, body: { version: one.version, ...body } });
      message.success(t(body.decision === 'approve' ? 'approved' : 'rejected', { title: one.name }));
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
          of="organisation"
          busy={change.isPending}
          items={organisations.map((one) => ({
            id: one.id,
            title: one.name,
            meta: `${termLabel(organisationKinds, one.kind, locale)} · ${formatDateTime(one.createdAt)}`,
          }))}
          render={(id) => <OrganisationPaper organisation={organisations.find((one) => one.id === id)!} />}
          onAccept={(id) => decide(id, { decision: 'approve' })}
          onReturn={(id, reason) => decide(id, { decision: 'reject', reason })}
        />
      )}
    </QueryState>
  );
}

function OrganisationPaper({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation('review');
  const locale = useLocale();
  return (
    <article>
      <h2 className={styles.title} data-testid="review-title">
        {organisation.name}
      </h2>
      <div className={styles.facts}>
        <Facts
          facts={{
            [t('kind')]: termLabel(organisationKinds, organisation.kind, locale),
            [t('uscc')]: organisation.uscc,
            [t('district')]: organisation.district && termLabel(districts, organisation.district, locale),
            [t('appliedAt')]: formatDateTime(organisation.createdAt),
          }}
        />
      </div>
      {organisation.intro && <Prose text={organisation.intro} />}
    </article>
  );
}
