import { QuestionCircleOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './definition.module.css';

/** How a figure is counted, on hover, focus or touch. */
export function Definition({ of, children }: { of: string; children: string }) {
  const { t } = useTranslation('bureau');
  return (
    <Tooltip title={children} trigger={['hover', 'focus', 'click']}>
      <button type="button" className={styles.mark} aria-label={t('definitionOf', { name: of })}>
        <QuestionCircleOutlined aria-hidden />
      </button>
    </Tooltip>
  );
}
