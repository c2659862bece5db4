import { openSession, type Me } from '#contracts';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useChange } from '../api';
import { ProblemAlert } from '../layout/problem-alert';
import { AccountFrame } from './account-frame';
import styles from './account-frame.module.css';
import { DemoList } from './demo-list';
import { useDemoAccounts } from './use-demo-accounts';
import { useEnter } from './use-enter';

interface SignInForm {
  login: string;
  password: string;
}

/** Only a path of this site: never an address that a link smuggled in. */
const safePath = (next: string | null) => (next && /^\/(?![/\\])/.test(next) ? next : '/');

export function SignInPage() {
  const { t } = useTranslation('account');
  const [search] = useSearchParams();
  const next = safePath(search.get('next'));
  const navigate = useNavigate();
  const enter = useEnter();
  const session = useChange(openSession);
  const { accounts } = useDemoAccounts();

  async function welcome(me: Me) {
    await enter(me);
    await navigate(next, { replace: true });
  }
  function onFinish(body: SignInForm) {
    session.mutate(
      { body },
      {
        onSuccess: (me) => void welcome(me),
      },
    );
  }
  return (
    <AccountFrame
      title={t('signInTitle')}
      subtitle={t('signInSubtitle')}
      below={
        accounts.length > 0 && (
          <section className={styles.demo}>
            <h2>{t('demoTitle')}</h2>
            <p>{t('demoSubtitle')}</p>
            <DemoList next={next} />
          </section>
        )
      }
    >
      <ProblemAlert error={session.error} />
      <Form<SignInForm>
        layout="vertical"
        size="large"
        requiredMark={false}
        onFinish={onFinish}
        data-testid="sign-in-form"
      >
        <Form.Item name="login" label={t('login')} rules={[{ required: true, message: t('loginNeeded') }]}>
          <Input autoComplete="username" inputMode="email" autoFocus data-testid="login" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('password')}
          rules={[{ required: true, message: t('passwordNeeded') }]}
        >
          <Input.Password autoComplete="current-password" data-testid="password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={session.isPending} data-testid="sign-in">
          {t('signIn')}
        </Button>
      </Form>
      <p className={styles.foot}>
        {t('noAccount')} <Link to="/sign-up">{t('toSignUp')}</Link>
      </p>
    </AccountFrame>
  );
}
