import { CheckOutlined, EyeOutlined, StopOutlined } from '@ant-design/icons';
import { termLabel, wishLevelCodes, wishLevels } from '#contracts';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import styles from './wish-buttons.module.css';

export type Wish = (typeof wishLevelCodes)[number];

const icons = { must: <CheckOutlined />, maybe: <EyeOutlined />, no: <StopOutlined /> };

interface WishButtonsProps {
  value: Wish | null;
  /** Null takes the answer back: a second press on the same button. */
  onChange: (level: Wish | null) => void;
  /** Whom the answer is about, for screen readers. */
  about: string;
  disabled?: boolean;
}

/** 必须见 / 可以见 / 不见. */
export function WishButtons({ value, onChange, about, disabled = false }: WishButtonsProps) {
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  return (
    <div className={styles.row} role="group" aria-label={t('wishFor', { name: about })}>
      {wishLevelCodes.map((level) => (
        <button
          key={level}
          type="button"
          className={`${styles.button} ${styles[level]}`}
          aria-pressed={value === level}
          disabled={disabled}
          data-testid={`wish-${level}`}
          onClick={() => onChange(value === level ? null : level)}
        >
          {icons[level]}
          {termLabel(wishLevels, level, locale)}
        </button>
      ))}
    </div>
  );
}
