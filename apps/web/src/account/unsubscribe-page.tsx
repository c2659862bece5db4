import { unsubscribeSearches } from '#contracts';
import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useChange } from '../api';
import { LinkButton } from '../layout/link-button';
import { Page } from '../layout/page';
import { ProblemAlert } from '../layout/problem-alert';

/** Behind the link of a mail about saved searches. It asks first, since mail scanners open links too. */
export function UnsubscribePage() {
  const { t } = useTranslation('account');
  const [search] = useSearchParams();
  const end = useChange(unsubscribeSearches);
  // A link that was refused will be again; what did not get through may be tried once more.
  if (end.error && end.error.status >= 400 && end.error.status < 500) {
    return (
      <Page width="narrow">
        <ProblemAlert error={end.error} />
        <LinkButton to="/my/searches">{t('catalogue:mySearches')}</LinkButton>
      </Page>
    );
  }
  return (
    <Page width="narrow">
      <ProblemAlert error={end.error} />
      <Result
        status={end.isSuccess ? 'success' : 'info'}
        title={t(end.isSuccess ? 'unsubscribed' : 'unsubscribeTitle')}
        subTitle={t(end.isSuccess ? 'unsubscribedText' : 'unsubscribeText')}
        extra={
          end.isSuccess ? (
            <LinkButton to="/my/searches">{t('catalogue:mySearches')}</LinkButton>
          ) : (
            <Button
              type="primary"
              loading={end.isPending}
              onClick={() => end.mutate({ query: { token: search.get('token') ?? '' } })}
              data-testid="unsubscribe"
            >
              {t('unsubscribe')}
            </Button>
          )
        }
      />
    </Page>
  );
}
