import { CompassOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { LinkButton } from './link-button';
import { Notice } from './notice';
import { Page } from './page';

export function NotFoundPage() {
  const { t } = useTranslation('layout');
  return (
    <Page width="narrow">
      <Notice
        icon={<CompassOutlined />}
        title={t('notFoundTitle')}
        testid="not-found"
        action={
          <>
            <LinkButton type="primary" to="/">
              {t('toHome')}
            </LinkButton>
            <LinkButton to="/catalogue?kind=technology">{t('technologies')}</LinkButton>
          </>
        }
      >
        {t('notFoundText')}
      </Notice>
    </Page>
  );
}
