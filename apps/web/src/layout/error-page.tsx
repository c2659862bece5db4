import { ReloadOutlined, WarningOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Notice } from './notice';
import { Page } from './page';

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
            <Button type="primary" icon={<ReloadOutlined />} onClick={() => window.location.reload()}>
              {t('retry')}
            </Button>
            <Button href="/">{t('toHome')}</Button>
          </>
        }
      >
        {t('brokenText')}
      </Notice>
    </Page>
  );
}
