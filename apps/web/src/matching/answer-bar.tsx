import { UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './answer-bar.module.css';

interface AnswerBarProps {
  children?: ReactNode;
  /** The keys that answer, in words. */
  keys: string;
  /** What was answered last. */
  said: string;
  canUndo: boolean;
  onUndo: () => void;
}

/** Above a list of cards: the keys, what was said last, and the way back. */
export function AnswerBar({ children, keys, said, canUndo, onUndo }: AnswerBarProps) {
  const { t } = useTranslation('matching');
  return (
    <div className={styles.bar}>
      {children}
      <span className={styles.keys}>{keys}</span>
      <span role="status" className={styles.said} data-testid="answer-said">
        {said}
      </span>
      <Button
        size="small"
        icon={<UndoOutlined />}
        disabled={!canUndo}
        onClick={onUndo}
        data-testid="undo-answer"
      >
        {t('undo')}
      </Button>
    </div>
  );
}
