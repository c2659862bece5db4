import {
  contractKindCodes,
  intentKinds,
  intentStages,
  termLabel,
  type Evidence,
  type IntentDetail,
} from '#contracts';
import { useTranslation } from 'react-i18next';
import { formatWan } from '../layout/money';
import { formatDateTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import styles from './intent-ledger.module.css';

/** What happened, by whom, with what evidence; the newest first. Nothing is ever taken out. */
export function IntentLedger({ ledger }: { ledger: IntentDetail['ledger'] }) {
  const { t } = useTranslation('intents');
  const locale = useLocale();
  return (
    <ol className={styles.ledger} data-testid="ledger">
      {[...ledger]
        .sort((x, y) => y.seq - x.seq)
        .map((entry) => (
          <li key={entry.seq}>
            <div className={styles.step}>
              <b>{entry.from === null ? t('ledgerFirst') : termLabel(intentStages, entry.to, locale)}</b>
              <time dateTime={entry.at}>{formatDateTime(entry.at)}</time>
            </div>
            <div className={styles.who}>
              {[entry.actor === 'timer' ? t('byItself') : entry.actor, entry.organisation]
                .filter(Boolean)
                .join(' · ')}
            </div>
            {entry.note && <p>{entry.note}</p>}
            {entry.evidence && <EvidenceList evidence={entry.evidence} />}
          </li>
        ))}
    </ol>
  );
}

function EvidenceList({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation('intents');
  const locale = useLocale();
  const money = (value: number | undefined) => value !== undefined && formatWan(value, locale);
  const kind = contractKindCodes.find((code) => code === evidence.contractKind);
  const rows = [
    ['contractKind', kind && termLabel(intentKinds, kind, locale)],
    ['date', evidence.date],
    ['reviewDate', evidence.reviewDate],
    ['contractValue', money(evidence.contractValue)],
    ['technologyValue', money(evidence.technologyValue)],
    ['registrationNumber', evidence.registrationNumber],
    ['received', money(evidence.received)],
    ['reference', evidence.reference],
    ['fileHash', evidence.fileHash && `${evidence.fileName ?? ''} ${evidence.fileHash.slice(0, 12)}…`],
  ] as const;
  return (
    <dl className={styles.evidence} aria-label={t('evidence')}>
      {rows.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{t(`field.${name}`)}</dt>
              <dd title={name === 'fileHash' ? evidence.fileHash : undefined}>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
