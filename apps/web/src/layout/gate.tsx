import { LockOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FirstPage } from './first-paint';
import { LinkButton } from './link-button';
import { Notice } from './notice';
import { Page } from './page';
import { SignInNotice } from './sign-in-notice';
import { useMe } from './use-me';

interface GateProps {
  /** Whether this person may see the page; every signed-in person if missing. The server decides again. */
  allow?: (me: ReturnType<typeof useMe>) => boolean;
  children: ReactNode;
}

/** Keeps a page for those it is made for, and says what to do to the others. */
export function Gate({ allow, children }: GateProps) {
  const { t } = useTranslation('layout');
  const me = useMe();
  if (!me.ready) return <FirstPage />;
  if (!me.signedIn) {
    return (
      <Page width="narrow">
        <SignInNotice />
      </Page>
    );
  }
  if (allow && !allow(me)) {
    return (
      <Page width="narrow">
        <Notice
          icon={<LockOutlined />}
          title={t('noRight')}
          testid="no-right"
          action={<LinkButton to="/">{t('toHome')}</LinkButton>}
        >
          {t('noRightText')}
        </Notice>
      </Page>
    );
  }
  return children;
}
