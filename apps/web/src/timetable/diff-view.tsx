import type { TimetableDiff } from '#contracts';
import { Collapse } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './diff-view.module.css';
import { shortName } from './short-name';

interface Place {
  round: number;
  table: number;
}

/** What changes and for whom: counts in sight, lists one tap away. */
export function DiffView({ diff }: { diff: TimetableDiff }) {
  const { t } = useTranslation('timetable');
  const at = ({ round, table }: Place) => t('place', { round, table });
  const pair = ({ a, b }: TimetableDiff['added'][number] | TimetableDiff['moved'][number]) =>
    `${shortName(a.name)} × ${shortName(b.name)}`;
  const lists = [
    {
      key: 'affected',
      rows: diff.affected.map(({ party, ...counts }) => [
        party.name,
        (['moved', 'added', 'dropped'] as const)
          .filter((what) => counts[what] > 0)
          .map((what) => t(`diff.${what}`, { count: counts[what] }))
          .join(' · '),
      ]),
    },
    { key: 'moved', rows: diff.moved.map((one) => [pair(one), `${at(one.from)} → ${at(one.to)}`]) },
    { key: 'added', rows: diff.added.map((one) => [pair(one), at(one)]) },
    { key: 'dropped', rows: diff.dropped.map((one) => [pair(one), at(one)]) },
  ] as const;
  const some = lists.filter(({ rows }) => rows.length > 0);
  const isSame = diff.affected.length === 0;
  return (
    <div data-testid="diff">
      <p className={styles.sum} role="status">
        {isSame ? t('diffSame') : t('diffAffected', { count: diff.affected.length })}
        <span>{t('diff.unchanged', { count: diff.unchanged })}</span>
      </p>
      {some.length > 0 && (
        <Collapse
          size="small"
          items={some.map(({ key, rows }) => ({
            key,
            label: t(`diffList.${key}`, { count: rows.length }),
            children: (
              <ul className={styles.list} data-testid={`diff-${key}`}>
                {rows.map(([who, what], i) => (
                  <li key={i}>
                    <b>{who}</b>
                    <span>{what}</span>
                  </li>
                ))}
              </ul>
            ),
          }))}
        />
      )}
    </div>
  );
}
