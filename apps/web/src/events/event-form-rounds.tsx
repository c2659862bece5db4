import type { EventContent } from '#contracts';
import { DatePicker, Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../layout/time';
import { plannedRounds, type EventFormValues, type RoundPlan } from './event-form';
import styles from './event-form-page.module.css';
import { fromPicker } from './wall-clock';

/** Rounds are made from four numbers and shown at once. `kept` are rounds that no plan makes. */
export function EventRoundsFields({ kept }: { kept: EventContent['rounds'] | undefined }) {
  const { t } = useTranslation('events');
  const required = [{ required: true, message: t('required') }];
  const form = Form.useFormInstance<EventFormValues>();
  const roundStart = Form.useWatch('roundStart', form);
  const roundMinutes = Form.useWatch('roundMinutes', form);
  const roundBreak = Form.useWatch('roundBreak', form);
  const roundCount = Form.useWatch('roundCount', form);
  const time = Form.useWatch('time', form);
  const plan: RoundPlan | null =
    roundStart && roundMinutes && roundCount && roundBreak !== null && roundBreak !== undefined
      ? { roundStart, roundMinutes, roundBreak, roundCount }
      : null;
  const rounds = kept ?? (plan ? plannedRounds(plan) : []);
  const last = rounds.at(-1);
  const end = last && new Date(Date.parse(last.startsAt) + last.minutes * 60_000).toISOString();
  const over = end && time?.[1] && end > fromPicker(time[1]);
  const count = (min: number, max: number, unit: string) => (
    <InputNumber min={min} max={max} precision={0} suffix={unit} style={{ width: '100%' }} />
  );
  return (
    <section className={styles.section}>
      <h2>{t('formRounds')}</h2>
      <div className={styles.pair}>
        <Form.Item name="roundStart" label={t('fRoundStart')} rules={required}>
          <DatePicker
            showTime={{ format: 'HH:mm', minuteStep: 5 }}
            format="YYYY-MM-DD HH:mm"
            style={{ width: '100%' }}
          />
        </Form.Item>
        <Form.Item name="tables" label={t('fTables')} rules={required}>
          {count(1, 200, t('tableUnit'))}
        </Form.Item>
      </div>
      <div className={styles.three}>
        <Form.Item name="roundMinutes" label={t('fRoundMinutes')} rules={required}>
          {count(3, 120, t('minuteUnit'))}
        </Form.Item>
        <Form.Item name="roundBreak" label={t('fRoundBreak')} rules={required}>
          {count(0, 240, t('minuteUnit'))}
        </Form.Item>
        <Form.Item name="roundCount" label={t('fRoundCount')} rules={required}>
          {count(1, 40, t('roundUnit'))}
        </Form.Item>
      </div>
      {rounds.length > 0 && (
        <div className={styles.preview} data-testid="rounds-preview">
          {t('roundsPreview', { count: rounds.length })}
          <ol>
            {rounds.map(({ startsAt, minutes }, i) => (
              <li key={startsAt}>
                {t('round', { no: i + 1 })} {formatTime(startsAt)}–
                {formatTime(Date.parse(startsAt) + minutes * 60_000)}
              </li>
            ))}
          </ol>
          {over && <div className={styles.warn}>{t('roundsOver', { time: formatTime(end) })}</div>}
          {kept && <div className={styles.warn}>{t('roundsIrregular')}</div>}
        </div>
      )}
    </section>
  );
}
