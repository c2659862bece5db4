import { ArrowRightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import styles from './demo-list.module.css';
import { useDemoAccounts } from './use-demo-accounts';

/** One-click sign-in for each role of the demonstration. */
export function DemoList({ next }: { next?: string }) {
  const { t } = useTranslation('account');
  const { accounts, enterAs, busy } = useDemoAccounts();
  return (
    <ul className={styles.list} data-testid="demo-accounts">
      {accounts.map(({ key, name, organisation, role }) => (
        <li key={key}>
          <button
            type="button"
            className={styles.account}
            disabled={busy !== null}
            aria-busy={busy === key}
            aria-label={t('enterAs', { name: `${role} ${name}` })}
            data-testid={`demo-${key}`}
            onClick={() => void enterAs(key, next)}
          >
            <span className={styles.words}>
              <b>{role}</b>
              <span>{[name, organisation].filter(Boolean).join(' · ')}</span>
            </span>
            <ArrowRightOutlined aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
