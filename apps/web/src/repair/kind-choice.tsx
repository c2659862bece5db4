import {
  ClockCircleOutlined,
  CloseCircleOutlined,
  FieldTimeOutlined,
  ImportOutlined,
  LogoutOutlined,
  MinusSquareOutlined,
  PlusCircleOutlined,
  PlusSquareOutlined,
  ThunderboltOutlined,
  UserDeleteOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './kind-choice.module.css';
import type { LiveDay, RepairDraft, RepairKind } from './repair-draft';

const groups: { of: 'people' | 'meetings' | 'place'; kinds: [RepairKind, ReactNode][] }[] = [
  {
    of: 'people',
    kinds: [
      ['absent', <UserDeleteOutlined key="i" />],
      ['late', <ClockCircleOutlined key="i" />],
      ['leave', <LogoutOutlined key="i" />],
      ['walk_in', <ImportOutlined key="i" />],
    ],
  },
  {
    of: 'meetings',
    kinds: [
      ['cancel', <CloseCircleOutlined key="i" />],
      ['meet', <PlusCircleOutlined key="i" />],
      ['fill', <ThunderboltOutlined key="i" />],
    ],
  },
  {
    of: 'place',
    kinds: [
      ['close_table', <MinusSquareOutlined key="i" />],
      ['open_table', <PlusSquareOutlined key="i" />],
      ['end_after', <FieldTimeOutlined key="i" />],
    ],
  },
];

interface KindChoiceProps {
  day: LiveDay;
  onChoose: (draft: RepairDraft) => void;
}

/** What can happen, one tap each; and what did, with the way back. */
export function KindChoice({ day, onChoose }: KindChoiceProps) {
  const { t } = useTranslation('repair');
  const away = day.parties.filter(({ absentRounds }) => absentRounds.length > 0);
  return (
    <>
      <p className={styles.intro}>{t('intro')}</p>
      {groups.map(({ of, kinds }) => (
        <section key={of} className={styles.group} aria-label={t(`group.${of}`)}>
          <h3>{t(`group.${of}`)}</h3>
          <div className={styles.kinds}>
            {kinds.map(([kind, icon]) => (
              <button
                key={kind}
                type="button"
                onClick={() => onChoose({ kind })}
                data-testid={`repair-${kind}`}
              >
                <span aria-hidden className={styles.icon}>
                  {icon}
                </span>
                <b>{t(`kind.${kind}`)}</b>
                <span>{t(`hint.${kind}`)}</span>
              </button>
            ))}
          </div>
        </section>
      ))}
      {away.length > 0 && (
        <section className={styles.group} aria-label={t('awayNow')}>
          <h3>{t('awayNow')}</h3>
          <ul className={styles.known} data-testid="away-now">
            {away.map(({ registrationId, name, absentRounds }) => (
              <li key={registrationId}>
                <span>
                  <b>{name}</b>
                  <small>{t('awayRounds', { rounds: absentRounds.join(t('comma')) })}</small>
                </span>
                <Button
                  onClick={() => onChoose({ kind: 'present', party: registrationId })}
                  data-testid="is-here"
                >
                  {t('cameAfterAll')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {day.closedTables.length > 0 && (
        <section className={styles.group} aria-label={t('closedNow')}>
          <h3>{t('closedNow')}</h3>
          <ul className={styles.known}>
            {day.closedTables.map((table) => (
              <li key={table}>
                <b>{t('tableNo', { no: table })}</b>
                <Button onClick={() => onChoose({ kind: 'open_table', table })}>{t('useAgain')}</Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
