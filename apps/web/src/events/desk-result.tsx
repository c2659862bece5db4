import {
  CheckCircleFilled,
  CloseCircleFilled,
  DisconnectOutlined,
  ExclamationCircleFilled,
  ScanOutlined,
} from '@ant-design/icons';
import { organisationKinds, termLabel } from '#contracts';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import styles from './desk-result.module.css';
import type { DeskAnswer } from './use-check-in';

const icons = {
  ok: <CheckCircleFilled />,
  used: <ExclamationCircleFilled />,
  refused: <CloseCircleFilled />,
  broken: <DisconnectOutlined />,
};
const titles = { ok: 'deskOk', used: 'deskUsed', refused: 'deskRefused', broken: 'deskBroken' };

/** What became of the last ticket, readable from two metres. */
export function DeskResult({ result, busy }: { result: DeskAnswer | null; busy: boolean }) {
  const { t } = useTranslation('events');
  const locale = useLocale();
  if (!result) {
    return (
      <div className={styles.result} role="status" data-testid="desk-result" data-outcome="ready">
        <div className={styles.icon} aria-hidden>
          <ScanOutlined />
        </div>
        <div className={styles.title}>{t(busy ? 'deskWaiting' : 'deskReady')}</div>
        <p className={styles.words}>{t('deskReadyText')}</p>
      </div>
    );
  }
  const { row, outcome } = result;
  return (
    <div
      key={result.at}
      className={`${styles.result} ${styles[outcome]}`}
      role="alert"
      data-testid="desk-result"
      data-outcome={outcome}
    >
      <div className={styles.icon} aria-hidden>
        {icons[outcome]}
      </div>
      <div className={styles.title}>{t(titles[outcome])}</div>
      {row && (
        <>
          <div className={styles.name}>{row.personName}</div>
          <div className={styles.words}>
            {row.organisation.name} · {termLabel(organisationKinds, row.organisation.kind, locale)}
          </div>
        </>
      )}
      {result.words && <p className={styles.words}>{result.words}</p>}
      {outcome === 'used' && row?.checkedInAt && (
        <p className={styles.words}>{t('deskUsedAt', { time: formatTime(row.checkedInAt) })}</p>
      )}
      {!row && <code className={styles.code}>{result.code.slice(0, 24)}</code>}
    </div>
  );
}
