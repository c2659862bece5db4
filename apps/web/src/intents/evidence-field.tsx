import { contractKindCodes, intentKinds, termLabel } from '#contracts';
import { DatePicker, Form, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import { FileFingerprint } from './file-fingerprint';
import type { StepField } from './step-fields';

/** The furthest day on which an intent on hold is looked at again. */
const holdDays = 180;

interface EvidenceFieldProps {
  name: StepField;
  required: boolean;
}

/** One field of a step, by its name in the contracts. */
export function EvidenceField({ name, required }: EvidenceFieldProps) {
  const { t } = useTranslation('intents');
  const locale = useLocale();
  const wan = (
    <InputNumber
      min={0}
      max={1_000_000}
      precision={4}
      suffix={t('wan')}
      style={{ width: '100%' }}
      data-testid={`field-${name}`}
    />
  );
  const today = dayjs(formatDate(new Date()));
  const days = name === 'date' ? { maxDate: today } : { minDate: today, maxDate: today.add(holdDays, 'day') };
  const date = <DatePicker {...days} inputReadOnly style={{ width: '100%' }} data-testid={`field-${name}`} />;
  const inputs: Record<StepField, ReactNode> = {
    reason: <Input.TextArea autoSize={{ minRows: 3 }} maxLength={500} data-testid="field-reason" />,
    note: <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} data-testid="field-note" />,
    date,
    reviewDate: date,
    contractKind: (
      <Select
        options={contractKindCodes.map((code) => ({
          value: code,
          label: termLabel(intentKinds, code, locale),
        }))}
        data-testid="field-contractKind"
      />
    ),
    contractValue: wan,
    technologyValue: wan,
    received: wan,
    registrationNumber: <Input inputMode="numeric" maxLength={16} data-testid="field-registrationNumber" />,
    reference: <Input maxLength={120} data-testid="field-reference" />,
    fileHash: <FileFingerprint />,
  };
  return (
    <Form.Item
      name={name}
      label={
        <>
          {t(`field.${name}`)}
          {!required && <span style={{ marginLeft: 8, color: 'var(--ink-faint)' }}>{t('optional')}</span>}
        </>
      }
      rules={required ? [{ required: true, message: t('required') }] : []}
    >
      {inputs[name]}
    </Form.Item>
  );
}
