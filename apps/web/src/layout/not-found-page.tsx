import { CompassOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Notice } from './notice';
import { Page } from './page';
import { PlainLink } from './plain-button';

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
            <PlainLink look="primary" to="/">
              {t('toHome')}
            </PlainLink>
            <PlainLink to="/catalogue?kind=technology">{t('technologies')}</PlainLink>
          </>
        }
      >
        {t('notFoundText')}
      </Notice>
    </Page>
  );
}
