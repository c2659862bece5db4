import { ExperimentOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { useMe } from '../layout/use-me';
import { DemoList } from './demo-list';

export function DemoPage() {
  const { t } = useTranslation('account');
  const { demo, ready } = useMe();
  return (
    <Page title={t('demoTitle')} subtitle={t('demoSubtitle')}>
      {ready && !demo ? (
        <Notice
          icon={<ExperimentOutlined />}
          title={t('demoOff')}
          action={
            <LinkButton type="primary" to="/sign-in">
              {t('signIn')}
            </LinkButton>
          }
        >
          {t('demoOffText')}
        </Notice>
      ) : (
        <DemoList next="/" />
      )}
    </Page>
  );
}
