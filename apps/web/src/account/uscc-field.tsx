import { CheckCircleFilled } from '@ant-design/icons';
import { isUscc } from '#contracts';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

const normalised = (text: string) => text.replace(/\s/g, '').toUpperCase();

/** 统一社会信用代码, checked as it is typed: the count of characters first, the check digit at the eighteenth. */
export function UsccField({ name }: { name: string[] }) {
  const { t } = useTranslation('account');
  const form = Form.useFormInstance();
  const value = normalised(String(Form.useWatch(name, form) ?? ''));
  const full = value.length >= 18;
  const good = isUscc(value);
  const words = good ? (
    <span style={{ color: 'var(--good)' }} data-testid="uscc-good">
      <CheckCircleFilled aria-hidden /> {t('usccGood')}
    </span>
  ) : value.length > 0 && !full ? (
    t('usccShort', { count: value.length })
  ) : (
    t('usccHint')
  );
  return (
    <Form.Item
      name={name}
      label={t('uscc')}
      required
      normalize={normalised}
      extra={<span aria-live="polite">{words}</span>}
      validateTrigger={full ? ['onChange', 'onBlur'] : 'onBlur'}
      rules={[
        {
          validator: (_, text = '') => {
            if (isUscc(text)) return Promise.resolve();
            const count = text.length;
            const why = count === 0 ? 'usccNeeded' : count < 18 ? 'usccShort' : 'usccBad';
            return Promise.reject(new Error(t(why, { count })));
          },
        },
      ]}
    >
      <Input maxLength={24} autoCapitalize="characters" spellCheck={false} data-testid="uscc" />
    </Form.Item>
  );
}
