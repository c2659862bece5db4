import type { ReactNode } from 'react';
import styles from './panel.module.css';

interface PanelProps {
  title?: ReactNode;
  /** One quiet line below the title. */
  hint?: ReactNode;
  actions?: ReactNode;
  testid?: string;
  children: ReactNode;
}

/** A titled part of a page, on white. */
export function Panel({ title, hint, actions, testid, children }: PanelProps) {
  return (
    <section className={styles.panel} data-testid={testid}>
      {(title || actions) && (
        <header className={styles.head}>
          <div>
            {title && <h2 className={styles.title}>{title}</h2>}
            {hint && <p className={styles.hint}>{hint}</p>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
