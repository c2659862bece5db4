import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { listOrganisations, listReviewQueue } from '#contracts';
import { useRead } from '../api';
import { Gate } from '../layout/gate';
import { Page } from '../layout/page';
import { useLocale } from '../layout/use-locale';
import { inBrackets } from '../layout/words';
import { ListingReview } from './listing-review';
import { OrganisationReview } from './organisation-review';

export function ReviewPage() {
  return (
    <Gate allow={(me) => me.isBureau}>
      <Review />
    </Gate>
  );
}

/** The reviewer's desk: listings and organisations, one after the other. */
function Review() {
  const { t } = useTranslation('review');
  const locale = useLocale();
  const [search, setSearch] = useSearchParams();
  const of = search.get('of') === 'organisations' ? 'organisations' : 'listings';
  const listings = useRead(listReviewQueue, { query: { pageSize: 50 } }, { refetchInterval: 30_000 });
  const organisations = useRead(
    listOrganisations,
    { query: { state: 'pending', pageSize: 50 } },
    { refetchInterval: 30_000 },
  );
  const label = (name: 'listings' | 'organisations', total: number | undefined) =>
    total === undefined ? t(name) : t(name) + inBrackets(total, locale);
  return (
    <Page
      width="wide"
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        <Segmented
          value={of}
          data-testid="review-of"
          options={[
            { value: 'listings' as const, label: label('listings', listings.data?.total) },
            { value: 'organisations' as const, label: label('organisations', organisations.data?.total) },
          ]}
          onChange={(next) => setSearch({ of: next })}
        />
      }
    >
      {of === 'listings' ? <ListingReview queue={listings} /> : <OrganisationReview queue={organisations} />}
    </Page>
  );
}
