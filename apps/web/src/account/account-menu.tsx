import {
  DatabaseOutlined,
  DownOutlined,
  LogoutOutlined,
  SettingOutlined,
  StarOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import { closeSession, listSavedSearches } from '#contracts';
import { App, Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { useChange, useRead } from '../api';
import { LinkButton } from '../layout/link-button';
import { useMe } from '../layout/use-me';
import styles from './account-menu.module.css';
import { useDemoAccounts } from './use-demo-accounts';
import { useEnter } from './use-enter';

/** Who is signed in, the way to the account, the demo accounts, and out. */
export function AccountMenu() {
  const { t } = useTranslation(['account', 'layout', 'catalogue', 'bureau']);
  const me = useMe();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const { message } = App.useApp();
  const { accounts, enterAs } = useDemoAccounts();
  const enter = useEnter();
  const close = useChange(closeSession);
  const [open, setOpen] = useState(false);
  // Counting what is new costs a search each: only for those who look.
  const searches = useRead(listSavedSearches, {}, { enabled: open && me.signedIn });
  const fresh = searches.data?.searches.reduce((sum, search) => sum + search.fresh, 0) ?? 0;

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
    {
      key: 'searches',
      icon: <StarOutlined />,
      label: (
        <span data-testid="menu-searches">
          {t('catalogue:mySearches')}{' '}
          {fresh > 0 && <span className={styles.fresh}>{t('catalogue:fresh', { count: fresh })}</span>}
        </span>
      ),
    },
    ...(me.isBureau
      ? [
          {
            key: 'search-index',
            icon: <DatabaseOutlined />,
            label: <span data-testid="menu-search-index">{t('bureau:searchIndex')}</span>,
          },
        ]
      : []),
    ...(demoItems.length > 0
      ? ([
          { key: 'demo', type: 'group', label: t('switchDemo'), children: demoItems },
        ] satisfies MenuProps['items'])
      : []),
    { type: 'divider' },
    { key: 'out', icon: <LogoutOutlined />, label: <span data-testid="menu-sign-out">{t('signOut')}</span> },
  ];
  function onClick({ key }: { key: string }) {
    const pages: Record<string, string> = {
      account: '/account',
      searches: '/my/searches',
      'search-index': '/bureau/search-index',
    };
    if (pages[key]) void navigate(pages[key]);
    else if (key === 'out') void signOut();
    else void enterAs(key.slice(5));
  }
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{ items, onClick, style: { minWidth: 240 } }}
      onOpenChange={setOpen}
    >
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
