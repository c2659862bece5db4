import { ReloadOutlined, WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Notice } from './notice';
import { Page } from './page';
import { PlainButton, PlainLink } from './plain-button';

/** A page that broke while loading or drawing; says nothing of the inside. */
export function ErrorPage() {
  const { t } = useTranslation('layout');
  return (
    <Page width="narrow">
      <Notice
        icon={<WarningOutlined />}
        title={t('brokenTitle')}
        role="alert"
        testid="page-broken"
        action={
          <>
            <PlainButton look="primary" icon={<ReloadOutlined />} onClick={() => window.location.reload()}>
              {t('retry')}
            </PlainButton>
            <PlainLink to="/" reload>
              {t('toHome')}
            </PlainLink>
          </>
        }
      >
        {t('brokenText')}
      </Notice>
    </Page>
  );
}
