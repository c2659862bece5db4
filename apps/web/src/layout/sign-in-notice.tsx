import { LoginOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { LinkButton } from './link-button';
import { Notice } from './notice';

/** Asks to sign in and comes back to this page afterwards. */
export function SignInNotice() {
  const { t } = useTranslation('layout');
  const { pathname, search } = useLocation();
  const next = encodeURIComponent(pathname + search);
  return (
    <Notice
      icon={<LoginOutlined />}
      title={t('signInFirst')}
      testid="sign-in-first"
      action={
        <>
          <LinkButton type="primary" to={`/sign-in?next=${next}`}>
            {t('signIn')}
          </LinkButton>
          <LinkButton to="/sign-up">{t('signUp')}</LinkButton>
        </>
      }
    >
      {t('signInFirstText')}
    </Notice>
  );
}
