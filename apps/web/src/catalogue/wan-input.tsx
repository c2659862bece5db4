import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { centsOfWan, wanOfCents } from '../layout/money';

interface WanInputProps {
  id?: string;
  /** 分. */
  value?: number;
  onChange?: (cents: number | undefined) => void;
  disabled?: boolean;
  'data-testid'?: string;
}

/** An amount typed in 万元 and kept in 分. */
export function WanInput({ value, onChange, ...rest }: WanInputProps) {
  const { t } = useTranslation('catalogue');
  return (
    <InputNumber<number>
      {...rest}
      value={value === undefined ? null : wanOfCents(value)}
      onChange={(wan) => onChange?.(wan === null ? undefined : centsOfWan(wan))}
      min={0}
      max={1_000_000}
      step={10}
      controls={false}
      suffix={t('wan')}
      style={{ width: '100%' }}
    />
  );
}
