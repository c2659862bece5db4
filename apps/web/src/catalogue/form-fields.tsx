import type { Term } from '#contracts';
import { DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import { ChipChoice } from './chip-choice';

interface FieldProps {
  /** Name inside the content. */
  name: string;
  label: string;
  required?: boolean;
  hint?: string;
}

/** A line or more of text. */
export function TextField({
  name,
  label,
  required,
  hint,
  max,
  rows = 1,
}: FieldProps & { max: number; rows?: number }) {
  const testid = `field-${name}`;
  return (
    <Form.Item name={['content', name]} label={label} required={required} extra={hint}>
      {rows === 1 ? (
        <Input maxLength={max} data-testid={testid} />
      ) : (
        <Input.TextArea maxLength={max} autoSize={{ minRows: rows, maxRows: 20 }} data-testid={testid} />
      )}
    </Form.Item>
  );
}

/** One of a vocabulary. */
export function TermField({
  name,
  label,
  required,
  hint,
  terms,
  numeric,
}: FieldProps & { terms: Term[]; numeric?: boolean }) {
  const locale = useLocale();
  const { t } = useTranslation('catalogue');
  return (
    <Form.Item name={['content', name]} label={label} required={required} extra={hint}>
      <Select
        allowClear={!required}
        placeholder={t('choose')}
        showSearch={{ optionFilterProp: 'label' }}
        data-testid={`field-${name}`}
        options={terms.map((term) => ({
          value: numeric ? Number(term.code) : term.code,
          label: numeric && locale === 'zh' ? `TRL ${term.code} ${term.zh}` : term[locale],
        }))}
      />
    </Form.Item>
  );
}

/** Several of a vocabulary. */
export function TermsField({ name, label, required, hint, terms }: FieldProps & { terms: Term[] }) {
  return (
    <Form.Item name={['content', name]} label={label} required={required} extra={hint}>
      <ChipChoice label={label} terms={terms} testid={`field-${name}`} />
    </Form.Item>
  );
}

/** Free words, each a chip. */
export function WordsField({ name, label, hint, max }: FieldProps & { max: number }) {
  return (
    <Form.Item name={['content', name]} label={label} extra={hint}>
      <Select
        mode="tags"
        open={false}
        suffixIcon={null}
        maxCount={max}
        tokenSeparators={['，', ',', '、', '；', ';']}
        data-testid={`field-${name}`}
      />
    </Form.Item>
  );
}

/** A day of the calendar, kept as text. */
export function DayField({ name, label, required, hint }: FieldProps) {
  const { t } = useTranslation('catalogue');
  return (
    <Form.Item
      name={['content', name]}
      label={label}
      required={required}
      extra={hint}
      getValueProps={(value?: string) => ({ value: value ? dayjs(value) : null })}
      normalize={(value: Dayjs | null) => value?.format('YYYY-MM-DD')}
    >
      <DatePicker
        minDate={dayjs()}
        placeholder={t('chooseDay')}
        format="YYYY-MM-DD"
        style={{ width: '100%' }}
        data-testid={`field-${name}`}
      />
    </Form.Item>
  );
}
