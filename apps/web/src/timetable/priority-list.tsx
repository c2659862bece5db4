import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { termLabel, timetablePriorities, timetablePriorityCodes, type TimetableOrder } from '#contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import styles from './priority-list.module.css';

interface PriorityListProps {
  order: TimetableOrder;
  onChange: (order: TimetableOrder) => void;
}

/** What counts, the most important first; each can be moved up and down. */
export function PriorityList({ order, onChange }: PriorityListProps) {
  const { t } = useTranslation('timetable');
  const locale = useLocale();
  const swap = (index: number) => {
    const next = [...order];
    [next[index], next[index + 1]] = [next[index + 1]!, next[index]!];
    onChange(next);
  };
  const isUsual = order.every((code, index) => code === timetablePriorityCodes[index]);
  return (
    <section className={styles.box} aria-label={t('priorities')} data-testid="priorities">
      <div className={styles.head}>
        <h3>{t('priorities')}</h3>
        {!isUsual && (
          <Button type="link" onClick={() => onChange([...timetablePriorityCodes])} data-testid="usual-order">
            {t('usualOrder')}
          </Button>
        )}
      </div>
      <p className={styles.hint}>{t('prioritiesText')}</p>
      <ol aria-live="polite">
        {order.map((code, index) => {
          const name = termLabel(timetablePriorities, code, locale);
          return (
            <li key={code} data-testid={`priority-${code}`}>
              <b className={styles.no}>{index + 1}</b>
              <div>
                <b>{name}</b>
                <span>{t(`priority.${code}`)}</span>
              </div>
              <Button
                type="text"
                icon={<ArrowUpOutlined />}
                disabled={index === 0}
                onClick={() => swap(index - 1)}
                aria-label={t('priorityUp', { name })}
                data-testid={`up-${code}`}
              />
              <Button
                type="text"
                icon={<ArrowDownOutlined />}
                disabled={index === order.length - 1}
                onClick={() => swap(index)}
                aria-label={t('priorityDown', { name })}
                data-testid={`down-${code}`}
              />
            </li>
          );
        })}
      </ol>
    </section>
  );
}
