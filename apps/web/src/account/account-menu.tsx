import { DownOutlined, LogoutOutlined, SettingOutlined, UserSwitchOutlined } from '@ant-design/icons';
import { closeSession } from '#contracts';
import { App, Button, Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { useChange } from '../api';
import { LinkButton } from '../layout/link-button';
import { useMe } from '../layout/use-me';
import styles from './account-menu.module.css';
import { useDemoAccounts } from './use-demo-accounts';
import { useEnter } from './use-enter';

/** Who is signed in, the way to the account, the demo accounts, and out. */
export function AccountMenu() {
  const { t } = useTranslation(['account', 'layout']);
  const me = useMe();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const { message } = App.useApp();
  const { accounts, enterAs } = useDemoAccounts();
  const enter = useEnter();
  const close = useChange(closeSession);

  if (!me.ready) return <span className={styles.blank} />;
  const demoItems: MenuProps['items'] = accounts.map(({ key, role, name }) => ({
    key: `demo:${key}`,
    label: (
      <span data-testid={`menu-demo-${key}`}>
        {role} <span className={styles.soft}>{name}</span>
      </span>
    ),
  }));

  if (!me.person) {
    const here =
      pathname === '/' || pathname.startsWith('/sign-')
        ? ''
        : `?next=${encodeURIComponent(pathname + search)}`;
    return (
      <>
        {demoItems.length > 0 && (
          <Dropdown
            trigger={['click']}
            placement="bottomRight"
            menu={{ items: demoItems, onClick: ({ key }) => void enterAs(key.slice(5)) }}
          >
            <Button
              type="text"
              icon={<UserSwitchOutlined />}
              className={styles.wideOnly}
              data-testid="demo-switch"
            >
              {t('demoTitle')}
            </Button>
          </Dropdown>
        )}
        <LinkButton type="primary" to={`/sign-in${here}`} data-testid="to-sign-in">
          {t('signIn')}
        </LinkButton>
      </>
    );
  }

  async function signOut() {
    await close.mutateAsync({});
    await navigate('/');
    await enter(null);
    message.success(t('signedOut'));
  }
  const items: MenuProps['items'] = [
    {
      key: 'who',
      type: 'group',
      label: (
        <span className={styles.who}>
          <b>{me.person.name}</b>
          <span>{me.organisation?.name ?? me.person.login}</span>
        </span>
      ),
    },
    {
      key: 'account',
      icon: <SettingOutlined />,
      label: <span data-testid="menu-account">{t('accountTitle')}</span>,
    },
    ...(demoItems.length > 0
      ? ([
          { key: 'demo', type: 'group', label: t('switchDemo'), children: demoItems },
        ] satisfies MenuProps['items'])
      : []),
    { type: 'divider' },
    { key: 'out', icon: <LogoutOutlined />, label: <span data-testid="menu-sign-out">{t('signOut')}</span> },
  ];
  function onClick({ key }: { key: string }) {
    if (key === 'account') void navigate('/account');
    else if (key === 'out') void signOut();
    else void enterAs(key.slice(5));
  }
  return (
    <Dropdown trigger={['click']} placement="bottomRight" menu={{ items, onClick, style: { minWidth: 240 } }}>
      <Button
        type="text"
        className={styles.button}
        data-testid="account-menu"
        aria-haspopup="menu"
        aria-label={`${t('layout:accountMenu')} ${me.person.name}`}
      >
        <span className={styles.avatar} aria-hidden>
          {me.person.name.slice(0, 1)}
        </span>
        <span className={styles.name}>{me.person.name}</span>
        <DownOutlined className={styles.arrow} aria-hidden />
      </Button>
    </Dropdown>
  );
}
