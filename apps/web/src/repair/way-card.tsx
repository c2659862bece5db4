import {
  CloseCircleOutlined,
  PlusCircleOutlined,
  SafetyCertificateOutlined,
  StopOutlined,
  SwapOutlined,
} from '@ant-design/icons';
import type { RepairProposal } from '#contracts';
import { Alert, Button, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PartyName } from '../timetable/party-name';
import styles from './way-card.module.css';

interface WayCardProps {
  way: RepairProposal;
  /** Of several, the first is what most would take. */
  isFirst: boolean;
  isOnly: boolean;
  takeLabel: string;
  /** What is said where no meeting changes. */
  nothing: string;
  canTake: boolean;
  isBusy: boolean;
  isTaking: boolean;
  onTake: () => void;
}

interface Place {
  round: number;
  table: number;
}
type What = 'dropped' | 'moved' | 'reseated' | 'added' | 'missing';
interface Row {
  what: What;
  pair: { a: { name: string }; b: { name: string } };
  places: string;
  why: string;
}

/** Rows in sight before the rest is asked for. */
const inSight = 4;
const icons: Record<What, ReactNode> = {
  dropped: <CloseCircleOutlined />,
  moved: <SwapOutlined />,
  reseated: <SwapOutlined />,
  added: <PlusCircleOutlined />,
  missing: <StopOutlined />,
};

export const changesOf = ({ moved, reseated, dropped, added, withoutThird }: RepairProposal): number =>
  moved.length + reseated.length + dropped.length + added.length + withoutThird.length;

/** One way to go on, in words: what changes, for whom and why. */
export function WayCard({
  way,
  isFirst,
  isOnly,
  takeLabel,
  nothing,
  canTake,
  isBusy,
  isTaking,
  onTake,
}: WayCardProps) {
  const { t } = useTranslation('repair');
  const [isWhole, setWhole] = useState(false);
  const at = ({ round, table }: Place) => t('place', { round, table });
  const rows: Row[] = [
    ...way.missing.map((one): Row => ({ what: 'missing', pair: one, places: '', why: one.nowhere })),
    ...way.dropped.map((one): Row => ({
      what: 'dropped',
      pair: one,
      places: at(one.from),
      why: one.nowhere
        ? `${one.reason}${t('semicolon')}${t('nowhere', { reason: one.nowhere })}`
        : one.reason,
    })),
    ...(['moved', 'reseated'] as const).flatMap((what) =>
      way[what].map((one): Row => ({
        what,
        pair: one,
        places: `${at(one.from)} → ${what === 'moved' ? at(one.to) : t('tableNo', { no: one.to.table })}`,
        why: one.reason,
      })),
    ),
    ...way.added.map((one): Row => ({ what: 'added', pair: one, places: at(one.to), why: one.reason })),
  ];
  const changes = changesOf(way);
  const people = way.people.length;
  const { before, after } = way.withoutMeeting;
  return (
    <article
      className={`${styles.card} ${isFirst ? styles.first : ''}`}
      data-testid="way"
      data-kind={way.kind}
    >
      <header className={styles.head}>
        {!isOnly && (
          <h3>
            {t(`wayKind.${way.kind}`)} {isFirst && <Tag color="blue">{t('recommended')}</Tag>}
          </h3>
        )}
        <p className={styles.sum} data-testid="way-sum">
          {changes === 0 ? nothing : t(people > 0 ? 'sum' : 'sumOne', { changes, people })}
        </p>
        <p className={styles.soft}>
          {changes > 0 && <span>{t('kept', { count: way.kept })}</span>}
          {before !== after && <span>{t('without', { before, after })}</span>}
          {way.isProven && changes > 0 && (
            <span className={styles.proven}>
              <SafetyCertificateOutlined aria-hidden /> {t('proven')}
            </span>
          )}
        </p>
      </header>
      {rows.length > 0 && (
        <ul className={styles.rows}>
          {rows.slice(0, isWhole ? undefined : inSight).map(({ what, pair, places, why }, i) => (
            <li key={i} data-what={what}>
              <span className={styles.what}>
                <span aria-hidden>{icons[what]}</span> {t(`what.${what}`)}
              </span>
              <span className={styles.body}>
                <b>
                  <PartyName name={pair.a.name} /> × <PartyName name={pair.b.name} />
                </b>
                {places && <span className={styles.places}>{places}</span>}
                <small>{why}</small>
              </span>
            </li>
          ))}
        </ul>
      )}
      {way.withoutThird.map((sentence) => (
        <Alert key={sentence} type="info" showIcon title={sentence} data-testid="way-without-third" />
      ))}
      {way.unsuited.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('unsuited')}
          description={way.unsuited.join(t('semicolon'))}
          data-testid="way-unsuited"
        />
      )}
      {!isWhole && rows.length > inSight && (
        <Button type="link" className={styles.more} onClick={() => setWhole(true)}>
          {t('more', { count: rows.length - inSight })}
        </Button>
      )}
      {people > 0 && (
        <details className={styles.people}>
          <summary>{t('people', { count: people })}</summary>
          <ul>
            {way.people.map(({ party, ...counts }) => (
              <li key={party.registrationId}>
                <span>{party.name}</span>
                <span>
                  {(['dropped', 'moved', 'added'] as const)
                    .filter((what) => counts[what] > 0)
                    .map((what) => t(`counts.${what}`, { count: counts[what] }))
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {canTake && (
        <Button
          type={isFirst ? 'primary' : 'default'}
          size="large"
          block
          disabled={isBusy && !isTaking}
          loading={isTaking}
          onClick={onTake}
          data-testid="take-way"
        >
          {takeLabel}
        </Button>
      )}
    </article>
  );
}
