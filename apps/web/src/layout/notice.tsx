import type { ReactNode } from 'react';
import styles from './notice.module.css';

interface NoticeProps {
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  /** The step that helps. */
  action?: ReactNode;
  role?: 'alert' | 'status';
  testid?: string;
}

/** What stands where content would: nothing found, not allowed, failed, and the way on. */
export function Notice({ icon, title, children, action, role, testid }: NoticeProps) {
  return (
    <div className={styles.notice} role={role} data-testid={testid}>
      {icon && (
        <div className={styles.icon} aria-hidden>
          {icon}
        </div>
      )}
      <h2 className={styles.title}>{title}</h2>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
