import { LoginOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { Notice } from './notice';
import { PlainLink } from './plain-button';

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
          <PlainLink look="primary" to={`/sign-in?next=${next}`}>
            {t('signIn')}
          </PlainLink>
          <PlainLink to="/sign-up">{t('signUp')}</PlainLink>
        </>
      }
    >
      {t('signInFirstText')}
    </Notice>
  );
}
